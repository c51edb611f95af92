"""Who is told of a report, and in which words: what the schedule issued, and each further edition."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.notify.domain.deciders import DIRECTORY
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import DelegationReplicated
from services.notify.domain.leaders import LEADERS, PROVINCE, LeadingAgencyNoted
from services.notify.domain.texts import render
from shared.contracts.reports import ReportIssued
from shared.contracts.topics import Topic
from shared.errors import Language
from shared.eventstore.application import Application
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import day_of
from tests.unit.notify.people import appointed
from tests.unit.notify.taking import knowing
from tests.unit.notify.taking import take as told

AT = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
ISSUED = ReportIssued(
    agency="SNV",
    period="2026-02",
    first_day=date(2026, 2, 1),
    last_day=date(2026, 2, 28),
    edition=1,
    as_of=AT,
    position=120,
    rules=1,
    figures=(),
    digest="0" * 64,
    scheduled=True,
    issued_by="system",
    issued_at=AT,
)
CORRECTED = replace(ISSUED, edition=2, scheduled=False, issued_by="snv.head")
OF_PROVINCE = replace(ISSUED, agency=None)


@pytest.fixture
async def application(tmp_path: Path) -> AsyncIterator[Application]:
    application = await knowing(tmp_path, {})
    await application.execute(_list_people)
    yield application
    await application.close()


def _list_people(work: UnitOfWork) -> None:
    """Heads of two agencies, two leaders of the province, and who acts for the first of each."""
    for agency, name, role in (
        ("SNV", "snv.head", "agency_head"),
        ("SNV", "snv.minh", "official"),
        ("STC", "stc.head", "agency_head"),
        ("UBND", "ct", "province_leader"),
        ("UBND", "pct", "province_leader"),
    ):
        work.append(DIRECTORY, agency, [appointed(agency, name, role, AT)], correlation=agency)
    for agency, official, delegate in (("SNV", "snv.head", "snv.deputy"), ("UBND", "ct", "vp")):
        first = day_of(work.context.recorded_at)
        granted = DelegationReplicated(
            agency=agency,
            official=official,
            delegate=delegate,
            first_day=first - timedelta(days=1),
            last_day=first + timedelta(days=1),
            agency_version=2,
            listed_at=AT,
        )
        work.append(DIRECTORY, agency, [granted], correlation=agency)
    noted = LeadingAgencyNoted(agency="UBND", noted_at=AT)
    work.append(LEADERS, PROVINCE, [noted], correlation=PROVINCE)


async def take(application: Application, event: ReportIssued) -> list[Any]:
    return await told(application, Topic.SLA, event)


async def test_of_an_agency_s_report_its_heads_are_told_and_who_acts_for_them(
    application: Application,
) -> None:
    added = await take(application, ISSUED)
    assert [(one.recipient, one.agency, one.owner) for one in added] == [
        ("snv.head", "SNV", "SNV"),
        ("snv.deputy", "SNV", "SNV"),
    ]
    told = added[0]
    assert (told.kind, told.period, told.edition, told.due_at, told.cause) == (
        NotificationKind.REPORT_ISSUED,
        "2026-02",
        1,
        AT,
        "0f",
    )
    assert told.address == "/reports/2026-02.pdf?agency=SNV&edition=1"
    assert (told.case_number, told.step, told.division) == (None, None, None)


async def test_of_the_province_s_its_leaders_are_told_and_who_acts_for_them(application: Application) -> None:
    added = await take(application, OF_PROVINCE)
    assert [(one.recipient, one.agency, one.owner) for one in added] == [
        ("ct", "UBND", None),
        ("pct", "UBND", None),
        ("vp", "UBND", None),
    ]
    assert added[0].address == "/reports/2026-02.pdf?edition=1"


@pytest.mark.parametrize("scheduled", [False, True])
async def test_a_further_edition_is_told_however_it_came(application: Application, scheduled: bool) -> None:
    (told, _) = await take(application, replace(CORRECTED, scheduled=scheduled))
    assert (told.kind, told.recipient, told.edition) == (NotificationKind.REPORT_CORRECTED, "snv.head", 2)
    assert told.address == "/reports/2026-02.pdf?agency=SNV&edition=2"


async def test_who_asked_for_a_report_is_told_nothing_of_it(application: Application) -> None:
    assert await take(application, replace(ISSUED, scheduled=False)) == []


async def test_each_is_told_of_an_edition_once(application: Application) -> None:
    assert len(await take(application, CORRECTED)) == 2
    assert await take(application, CORRECTED) == []


@pytest.mark.parametrize(
    ("event", "title", "sentence", "english"),
    [
        (
            ISSUED,
            "Báo cáo tháng 02/2026: SNV",
            "Báo cáo tháng 02/2026 của SNV đã lập lúc 07:30 ngày 02/03/2026; xem tại "
            "/reports/2026-02.pdf?agency=SNV&edition=1.",
            "The report of SNV on February 2026 was made at 07:30 on 2 March 2026; it is at "
            "/reports/2026-02.pdf?agency=SNV&edition=1.",
        ),
        (
            replace(OF_PROVINCE, edition=2),
            "Báo cáo tháng 02/2026 có bản 2: toàn tỉnh",
            "Số liệu báo cáo tháng 02/2026 của toàn tỉnh đã thay đổi nên lập bản 2 lúc 07:30 ngày "
            "02/03/2026; bản trước được giữ nguyên. Xem tại /reports/2026-02.pdf?edition=2.",
            "Figures of the report of the province on February 2026 have changed since: edition 2 was made "
            "at 07:30 on 2 March 2026, and the one before stays as it is. It is at "
            "/reports/2026-02.pdf?edition=2.",
        ),
    ],
)
async def test_it_is_said_in_both_languages(
    application: Application, event: ReportIssued, title: str, sentence: str, english: str
) -> None:
    told = (await take(application, event))[0]
    vietnamese = render(told, Language.VI)
    assert (vietnamese.title, vietnamese.sentence) == (title, sentence)
    assert render(told, Language.EN).sentence == english
