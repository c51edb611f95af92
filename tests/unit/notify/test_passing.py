"""Who is told of buck-passing, once each."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from services.notify.consumers import SUBSCRIPTIONS
from services.notify.domain.deciders import DECIDERS
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.texts import render
from shared.contracts.cases.passing import BuckPassingDetected, PassingUnit
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.staff import OfficialLeft
from shared.contracts.declaring import type_of
from shared.contracts.notify import NotificationAdded
from shared.contracts.topics import Topic
from shared.errors import Language
from shared.eventstore.application import Application
from shared.eventstore.environment import sqlite_environment
from shared.eventstore.unit_of_work import UnitOfWork

AT = datetime(2026, 3, 4, 2, 30, tzinfo=UTC)
FOUND = BuckPassingDetected(
    case_number="SNV-260302-0001",
    agency="SNV",
    procedure="SNV-01",
    edition=1,
    kind="repeated_return",
    between=(PassingUnit(agency="SNV", division="P2"), PassingUnit(agency="SNV", division="P1")),
    step="B2",
    evidence=("e1", "e2"),
    above="SNV",
    detected_at=AT,
)
BETWEEN_AGENCIES = replace(
    FOUND, kind="refused_in_turn", between=(PassingUnit(agency="STC"), PassingUnit(agency="STP")), above=None
)


@pytest.fixture
async def application(tmp_path: Path) -> AsyncIterator[Application]:
    application = Application("notify", DECIDERS, sqlite_environment(tmp_path, "notify"))
    application.start()
    for version, (agency, official, role) in enumerate(
        [
            ("SNV", "snv.head", "agency_head"),
            ("STC", "stc.head", "agency_head"),
            ("UBND", "ct", "province_leader"),
            ("UBND", "pct", "province_leader"),
        ],
        start=1,
    ):
        await take(application, appointed(agency, official, role), version=version)
    yield application
    await application.close()


def appointed(agency: str, official: str, role: str) -> OfficialAppointed:
    return OfficialAppointed(
        agency=agency,
        official=official,
        name=official,
        divisions=(),
        position="",
        roles=(role,),
        appointed_by="operator",
        appointed_at=AT,
    )


async def take(application: Application, event: Any, recorded: datetime = AT, version: int = 9) -> list[Any]:
    """What the service makes of an event of another one."""
    cloud = SimpleNamespace(recordedtime=recorded)
    message: Any = SimpleNamespace(id="0f", version=version, epoch=1, time=AT, cloud=cloud)
    before = await application.read(application.store.last_notification_id)
    topic = Topic.CASES if isinstance(event, BuckPassingDetected) else Topic.CATALOG
    (readings,) = (one.readings for one in SUBSCRIPTIONS if one.topic is topic)

    def react(work: UnitOfWork) -> None:
        for reading in readings[type_of(type(event))]:
            reading.reaction(work, event, message)

    await application.execute(react)
    return [one.event for one in await application.read(application.store.log, before, 100)]


async def test_within_an_agency_its_heads_are_told(application: Application) -> None:
    (added,) = await take(application, FOUND)
    assert (added.kind, added.recipient) == (NotificationKind.BUCK_PASSING, "snv.head")
    assert (added.case_number, added.step, added.between) == ("SNV-260302-0001", "B2", ("P2", "P1"))


async def test_between_agencies_the_leaders_of_the_province_are_told(application: Application) -> None:
    added = await take(application, BETWEEN_AGENCIES)
    assert [one.recipient for one in added] == ["ct", "pct"]


async def test_between_agencies_so_are_the_heads_of_the_one_above(application: Application) -> None:
    await take(application, appointed("UBND", "vp", "agency_head"))
    added = await take(application, replace(BETWEEN_AGENCIES, above="UBND"))
    assert [one.recipient for one in added] == ["ct", "pct", "vp"]


async def test_who_leads_no_longer_is_not_told(application: Application) -> None:
    left = OfficialLeft(agency="UBND", official="ct", left_by="operator", left_at=AT)
    await take(application, left)
    added = await take(application, BETWEEN_AGENCIES)
    assert [one.recipient for one in added] == ["pct"]


async def test_each_is_told_once(application: Application) -> None:
    await take(application, FOUND)
    assert await take(application, FOUND) == []


async def test_nobody_is_told_of_what_a_history_brings_in(application: Application) -> None:
    assert await take(application, FOUND, recorded=AT + timedelta(days=5)) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            Language.VI,
            "Bước “B2” của hồ sơ SNV-260302-0001 bị chuyển qua lại giữa P2, P1 mà không được giải quyết, "
            "phát hiện 09:30 ngày 04/03/2026.",
        ),
        (
            Language.EN,
            'Step "B2" of case SNV-260302-0001 was passed between P2, P1 without progress; '
            "it was seen at 09:30 on 4 March 2026.",
        ),
    ],
)
async def test_it_is_said_in_both_languages(
    application: Application, language: Language, sentence: str
) -> None:
    (added,) = await take(application, FOUND)
    assert isinstance(added, NotificationAdded)
    assert render(added, language).sentence == sentence
