"""What agencies and steps are called, as the catalog told it, and that entries call them so."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from services.notify.domain.deciders import DELIVERY, DIRECTORY, STEP_NAMES
from services.notify.domain.delivery import NotificationKind, delivery_key
from services.notify.domain.step_names import ProcedureSteps, StepsNamed, _Stage, _Step, step_names_key
from services.notify.queries import NotifyQueries, ReadableEntry
from services.notify.views import INBOX_VIEW
from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.catalog.reorganisation import AgencyRenamed
from shared.contracts.declaring import type_of
from shared.contracts.examples import example_of
from shared.contracts.registry import dump, read_as
from shared.contracts.topics import Topic
from shared.errors import Language
from shared.names.documents import NAMES_VIEW
from shared.names.following import NAMES, Named, NameReplicated
from tests.hosting import projected
from tests.scenario import Told, given
from tests.unit.notify.taking import knowing, take
from tests.unit.notify.test_coordinations import ANSWERED, OFFICIALS, REQUESTED
from tests.unit.notify.test_delivery import ADDED

AT = datetime(2026, 12, 7, 1, tzinfo=UTC)
LATER = Told(time=datetime(2027, 1, 4, 1, tzinfo=UTC))
REGISTERED = AgencyRegistered(
    agency="STC",
    kind="department",
    name_vi="Sở Tài chính",
    working_calendar="VN",
    valid_from=date(2021, 1, 1),
    registered_by="operator",
    registered_at=AT,
)
RENAMED = AgencyRenamed(
    agency="STC",
    decision_number="1/QĐ",
    decision_date=date(2027, 1, 1),
    effective_from=date(2027, 1, 4),
    name_vi="Sở Tài chính và Kế hoạch",
    name_en="Finance and Planning",
    renamed_by="operator",
    renamed_at=LATER.time,
)
CALLED = NameReplicated(agency="STC", kind=Named.AGENCY, code="STC", name="Sở Tài chính", named_at=AT)


def test_an_agency_is_called_as_it_was_registered_until_it_is_renamed() -> None:
    known = given(NAMES).told(REGISTERED).then(CALLED)
    known.told(REGISTERED).then()
    renamed = known.told(RENAMED, LATER)
    renamed = renamed.then(replace(CALLED, name="Sở Tài chính và Kế hoạch", named_at=LATER.time))
    renamed.told(REGISTERED).then()


def steps(edition: int, **names: str) -> ProcedureSteps:
    stage = _Stage(steps=tuple(_Step(code=code, name=name) for code, name in names.items()))
    return ProcedureSteps(agency="SNV", procedure="SNV-07", edition=edition, stages=(stage,))


def test_steps_are_called_as_each_edition_says() -> None:
    first = StepsNamed(edition=1, names={"B1": "Thẩm tra"}, named_at=AT)
    known = given(STEP_NAMES).told(steps(1, B1="Thẩm tra")).then(first)
    known.told(steps(1, B1="Thẩm tra"), LATER).then()
    corrected = StepsNamed(edition=1, names={"B1": "Thẩm định"}, named_at=LATER.time)
    mended = known.told(steps(1, B1="Thẩm định"), LATER).then(corrected)
    mended.told(steps(1, B1="Thẩm tra")).then()
    both = mended.told(steps(2, B1="Xem xét")).then(
        StepsNamed(edition=2, names={"B1": "Xem xét"}, named_at=AT)
    )
    names = both.state
    assert [names.name(edition, "B1") for edition in (1, 2, 3)] == ["Thẩm định", "Xem xét", None]
    assert names.name(1, "B2") is None


async def test_an_entry_on_a_coordination_has_the_name_of_the_asking_step(tmp_path: Path) -> None:
    issued: Any = read_as(
        ProcedureIssued,
        dump({**example_of(type_of(ProcedureIssued)), "agency": "SNV", "procedure": "SNV-07", "edition": 2}),
    )
    step = issued.stages[0].steps[0]
    people = {(DIRECTORY, code): [one for one in OFFICIALS if one.agency == code] for code in ("SNV", "STC")}
    application = await knowing(tmp_path, people)
    await take(application, Topic.CATALOG, issued)
    (told,) = await take(application, Topic.CASES, replace(ANSWERED, step=step.code))
    assert (told.step, told.step_name) == (step.code, step.name)
    (asked,) = await take(application, Topic.CASES, REQUESTED, cause="1e")
    assert (asked.step, asked.step_name) == (None, None)
    await application.close()
    assert step_names_key("SNV", "SNV-07") == "SNV.SNV-07"


def called(kind: Named, code: str, name: str) -> tuple[str, list[Any]]:
    event = NameReplicated(agency="SNV", kind=kind, code=code, name=name, named_at=AT)
    return f"names-SNV-{code}", [event]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {
                "kind": NotificationKind.COORDINATION_ANSWERED,
                "counterpart": "STC",
                "coordination": 1,
                "division": None,
            },
            "Sở Tài chính đã trả lời",
        ),
        ({"kind": NotificationKind.REPORT_ISSUED, "owner": "STC", "period": "2026-Q4"}, "của Sở Tài chính"),
        (
            {"kind": NotificationKind.BUCK_PASSING, "between": ("CCVC", "STC", "STP")},
            "giữa Phòng Công chức, Sở Tài chính, STP mà",
        ),
    ],
)
async def test_agencies_are_called_by_their_names(
    tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    entry = replace(ADDED, **changes)
    streams = {
        DELIVERY.stream(delivery_key("1", "snv.minh")): [entry],
        "names-STC": [CALLED],
        **dict([called(Named.DIVISION, "CCVC", "Phòng Công chức")]),
    }
    async with projected(tmp_path, INBOX_VIEW, streams, NAMES_VIEW) as documents:
        (shown,) = (await NotifyQueries(documents).inbox("snv.minh", Language.VI, 10, 0)).entries
    assert isinstance(shown, ReadableEntry)
    assert sentence in shown.title + shown.sentence
