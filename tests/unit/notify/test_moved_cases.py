"""The head of an agency is told of a case that came without a division to take it over, and of no other."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from services.notify.consumers.cases import REACTIONS
from services.notify.domain.deciders import DECIDERS
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import DIRECTORY
from services.notify.domain.texts import render
from shared.contracts.cases.course import CaseMoved
from shared.errors import Language
from shared.eventstore.application import Application
from shared.eventstore.environment import sqlite_environment
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role
from tests.unit.notify.people import appointed

AT = datetime(2026, 3, 4, 17, tzinfo=UTC)
CASE = "SNV-260302-0001"


def moved(*left_to_head: str) -> CaseMoved:
    return CaseMoved(
        case_number=CASE,
        agency="SNVM",
        procedure="SNV-07",
        edition=1,
        from_agency="SNV",
        decision_number="9/QĐ-UBND",
        decision_date=date(2026, 2, 20),
        effective_from=date(2026, 3, 5),
        divisions=(),
        visits=(),
        left_to_head=left_to_head,
        moved_by="system",
        moved_at=AT,
    )


@pytest.fixture
async def application(tmp_path: Path) -> AsyncIterator[Application]:
    application = Application("notify", DECIDERS, sqlite_environment(tmp_path, "notify"))
    application.start()
    await application.execute(_list_people)
    yield application
    await application.close()


def _list_people(work: UnitOfWork) -> None:
    for agency, name, role in (
        ("SNVM", "snvm.hoa", Role.AGENCY_HEAD),
        ("SNVM", "snvm.thu", Role.OFFICIAL),
        ("SNV", "snv.binh", Role.AGENCY_HEAD),
    ):
        work.append(DIRECTORY, agency, [appointed(agency, name, role, AT)], correlation=agency)


async def told(application: Application, event: CaseMoved) -> list[Any]:
    message: Any = SimpleNamespace(id="0f")
    before = await application.read(application.store.last_notification_id)
    await application.execute(lambda work: REACTIONS[CaseMoved](work, event, message))
    return [one.event for one in await application.read(application.store.log, before, 100)]


async def test_the_head_of_the_successor_is_told_once(application: Application) -> None:
    (added,) = await told(application, moved("VP"))
    assert (added.recipient, added.kind) == ("snvm.hoa", NotificationKind.CASE_LEFT_TO_HEAD)
    assert (added.case_number, added.counterpart, added.due_at) == (CASE, "SNV", AT)
    assert await told(application, moved("VP")) == []
    text = render(added, Language.VI)
    assert "SNV" in text.title
    assert "00:00 ngày 05/03/2026" in text.sentence


async def test_nobody_is_told_where_each_division_has_one_that_takes_over(application: Application) -> None:
    assert await told(application, moved()) == []
