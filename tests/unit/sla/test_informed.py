"""Who is only told of a case has it in a box of its own, without a clock; what counts is what is listed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.sla.domain.clock import Clock
from services.sla.domain.events import AskedClockStarted
from services.sla.domain.informing_events import AgencyInformed, InformedMoved, InformedReceived
from services.sla.queries.informed import InformedQueries, told_agencies
from services.sla.views.documents import InformedDocument
from services.sla.views.informed import CLOCK_VIEW
from shared.auth.principal import Grant, Principal
from shared.documents.sqlite import SqliteDocuments
from shared.kernel import Role
from tests.hosting import projected
from tests.unit.sla import cases
from tests.unit.sla.clocks import Told, told

OPENED = cases.case_opened()


def informs(version: int, number: int, agency: str = "STC") -> cases.CaseTold:
    return cases.requested(version, "2026-03-02 08:30", number=number, agency=agency, role="informed")


def test_no_time_runs_and_no_step_waits() -> None:
    case = told(OPENED, informs(2, 1))
    (given,) = case.all(AgencyInformed)
    assert (given.asked_agency, given.coordination, given.source_version) == ("STC", 1, 2)
    assert case.all(AskedClockStarted) == []
    assert (case.clock.asked, case.clock.informed) == ({}, {1})
    assert case.clock.waiting_for(case.clock.open["1 receive"], cases.hanoi("2026-03-02 09:00")) == ()


def test_a_receipt_and_a_successor_are_noted() -> None:
    case = told(OPENED, informs(2, 1), cases.taken_up(3, "2026-03-02 09:00"))
    assert [one.coordination for one in case.all(InformedReceived)] == [1]
    moved = told(OPENED, informs(2, 1), cases.successor_asked(3, "2026-03-02 09:00"))
    assert [one.asked_agency for one in moved.all(InformedMoved)] == ["SYT"]


def test_a_state_from_before_has_none() -> None:
    assert Clock().informed == set()


@pytest.fixture
async def boxes(tmp_path: Path) -> AsyncIterator[InformedQueries]:
    streams: dict[str, Told] = {
        "clock-A": told(OPENED, informs(2, 1), informs(3, 2, "SCT"), cases.taken_up(4, "2026-03-02 09:00")),
        "clock-B": told(OPENED, informs(2, 1), cases.requested(3, "2026-03-02 09:00", number=2)),
        "clock-C": told(OPENED, informs(2, 1), cases.withdrawn(3, "2026-03-02 09:00")),
    }
    events = {stream: one.events for stream, one in streams.items()}
    async with projected(tmp_path, CLOCK_VIEW, events) as documents:
        assert isinstance(documents, SqliteDocuments)
        yield InformedQueries(documents)


def named(found: list[InformedDocument]) -> list[tuple[str, int]]:
    return sorted((one.case_number, one.coordination) for one in found)


async def test_the_box_holds_what_was_not_withdrawn_and_counts_its_rows(boxes: InformedQueries) -> None:
    expected: dict[tuple[str, ...], list[tuple[str, int]]] = {
        ("STC",): [("A", 1), ("B", 1)],
        ("SCT",): [("A", 2)],
        ("SCT", "STC"): [("A", 1), ("A", 2), ("B", 1)],
        (): [],
        ("SNV",): [],
    }
    for agencies, rows in expected.items():
        page = await boxes.page(agencies, None, 50, None)
        assert named(page.found) == rows
        assert page.total == await boxes.count(agencies) == len(rows)


async def test_it_is_asked_by_receipt_and_in_pages(boxes: InformedQueries) -> None:
    assert named((await boxes.page(["STC"], True, 50, None)).found) == [("A", 1)]
    assert named((await boxes.page(["STC"], False, 50, None)).found) == [("B", 1)]
    first = await boxes.page(["STC"], None, 1, None)
    second = await boxes.page(["STC"], None, 1, first.cursor)
    assert named([*first.found, *second.found]) == [("A", 1), ("B", 1)]
    assert second.cursor is None


def test_the_people_of_the_agency_are_told_and_nobody_else() -> None:
    grants = (
        Grant(Role.OFFICIAL, "STC", "VP"),
        Grant(Role.AGENCY_HEAD, "SCT"),
        Grant(Role.CATALOGUE_EDITOR, "SYT"),
        Grant(Role.OPERATOR, "SXD"),
        Grant(Role.AUDITOR),
    )
    assert told_agencies(Principal("x", grants)) == ["SCT", "STC"]
