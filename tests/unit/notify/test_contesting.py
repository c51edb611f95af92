"""Who is told of a claimed objective cause, and of what was decided on it; and in which words."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.notify.domain.deciders import DIRECTORY, HISTORY, STEP_NAMES
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import OfficialReplicated
from services.notify.domain.histories import HistoryFollowed
from services.notify.domain.step_names import StepsNamed, step_names_key
from services.notify.domain.texts import NamesShown, render
from shared.contracts.cases.objective_causes import (
    ObjectiveCauseClaimed,
    ObjectiveCauseConfirmed,
    ObjectiveCauseRefused,
)
from shared.contracts.topics import Topic
from shared.errors import Language
from shared.eventstore.application import Application
from tests.unit.notify.taking import knowing, take

AT = datetime(2026, 3, 10, 1, tzinfo=UTC)
ELSEWHERE = "SNV-260302-0009"
VISIT: dict[str, Any] = {
    "case_number": "SNV-260302-0001",
    "agency": "SNV",
    "procedure": "SNV-07",
    "edition": 2,
    "step": "tham-dinh",
    "visit": 1,
    "division": "CCVC",
    "official": "snv.minh",
}
CLAIMED = ObjectiveCauseClaimed(**VISIT, reason="Mất điện", claimed_by="snv.minh", claimed_at=AT)
CONFIRMED = ObjectiveCauseConfirmed(**VISIT, confirmed_by="snv.binh", confirmed_at=AT)
REFUSED = ObjectiveCauseRefused(**VISIT, reason="Không có căn cứ", refused_by="snv.binh", refused_at=AT)


def official(name: str, role: str, *divisions: str) -> OfficialReplicated:
    return OfficialReplicated(
        agency="SNV",
        official=name,
        name=name,
        divisions=divisions,
        roles=(role,),
        agency_version=1,
        listed_at=AT,
    )


@pytest.fixture
async def application(tmp_path: Path) -> AsyncIterator[Application]:
    people = [
        official("snv.minh", "official", "CCVC"),
        official("snv.hoa", "division_head", "CCVC"),
        official("snv.lan", "division_head", "TCHC"),
        official("snv.binh", "agency_head"),
    ]
    steps = StepsNamed(edition=2, names={"tham-dinh": "Thẩm định hồ sơ"}, named_at=AT)
    known = {
        (DIRECTORY, "SNV"): people,
        (STEP_NAMES, step_names_key("SNV", "SNV-07")): [steps],
        (HISTORY, ELSEWHERE): [HistoryFollowed(runs_on=True)],
    }
    application = await knowing(tmp_path, known)
    yield application
    await application.close()


async def test_of_a_claim_who_decides_on_it_is_told(application: Application) -> None:
    added = await take(application, Topic.CASES, CLAIMED)
    assert [(one.kind, one.recipient, one.official) for one in added] == [
        (NotificationKind.CAUSE_CLAIMED, "snv.hoa", "snv.minh"),
        (NotificationKind.CAUSE_CLAIMED, "snv.binh", "snv.minh"),
    ]


async def test_a_head_isn_t_told_of_their_own_claim(application: Application) -> None:
    own = replace(CLAIMED, official="snv.hoa", claimed_by="snv.hoa")
    assert [one.recipient for one in await take(application, Topic.CASES, own)] == ["snv.binh"]


@pytest.mark.parametrize(
    ("event", "kind"),
    [(CONFIRMED, NotificationKind.CAUSE_CONFIRMED), (REFUSED, NotificationKind.CAUSE_REFUSED)],
)
async def test_of_the_decision_the_claimant_is_told_once(
    application: Application, event: Any, kind: NotificationKind
) -> None:
    (told,) = await take(application, Topic.CASES, event)
    assert (told.kind, told.recipient, told.official) == (kind, "snv.minh", "snv.binh")
    assert (told.case_number, told.step, told.visit) == ("SNV-260302-0001", "tham-dinh", 1)
    assert (told.step_name, told.division, told.due_at) == ("Thẩm định hồ sơ", "CCVC", AT)
    assert await take(application, Topic.CASES, event) == []


@pytest.mark.parametrize("event", [CLAIMED, CONFIRMED, REFUSED])
async def test_of_what_a_history_brings_in_nobody_is_told(application: Application, event: Any) -> None:
    assert await take(application, Topic.CASES, replace(event, case_number=ELSEWHERE)) == []


async def test_of_a_visit_that_nobody_held_alone_nobody_is_told_the_decision(
    application: Application,
) -> None:
    assert await take(application, Topic.CASES, replace(REFUSED, official=None)) == []


async def test_in_an_edition_that_isn_t_known_the_step_is_called_by_its_code(
    application: Application,
) -> None:
    (told,) = await take(application, Topic.CASES, replace(REFUSED, edition=3))
    assert told.step_name is None
    assert "“tham-dinh”" in render(told, Language.VI).title


async def test_it_is_said_in_both_languages(application: Application) -> None:
    (told,) = await take(application, Topic.CASES, REFUSED)
    names = NamesShown(official="Trần Văn Bình", division="Phòng Công chức, viên chức")
    assert render(told, Language.VI, names).sentence == (
        "Trần Văn Bình không công nhận nguyên nhân khách quan của việc trễ hạn bước “Thẩm định hồ sơ”, hồ sơ "
        "SNV-260302-0001, lúc 08:00 ngày 10/03/2026. Đơn vị đang xử lý: Phòng Công chức, viên chức."
    )
    assert render(told, Language.EN, names).title == (
        'Objective cause refused: step "Thẩm định hồ sơ", case SNV-260302-0001'
    )
