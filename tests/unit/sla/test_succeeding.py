"""A case's agency ends: its clock goes on at the successor, by whose hours it counts from that day on."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from services.sla.domain.clock import Clock
from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import ClockMoved
from services.sla.domain.why import explain_case
from services.sla.published import TRANSLATIONS
from shared.contracts.cases.course import CaseMoved, DivisionTaken, VisitTaken
from shared.contracts.publication import Origin
from shared.contracts.sla import CaseDueMoved, CaseOverdue, OverdueWithdrawn
from shared.working_time.days import LocalDifference
from tests.scenario import following_of
from tests.unit.sla.cases import OF_CASE, CaseTold, case_opened, completed, opening
from tests.unit.sla.clocks import RECORDED_AT, Known, cause, told
from tests.unit.working_time.calendars import VIETNAM, hanoi

ENDS, MOVED = date(2026, 3, 4), "2026-03-04 00:00"


def case_moved(version: int, *visits: VisitTaken) -> CaseTold:
    event = CaseMoved(
        **{**OF_CASE, "agency": "SNVM"},
        from_agency="SNV",
        decision_number="9/QĐ-UBND",
        decision_date=date(2026, 2, 20),
        effective_from=ENDS,
        divisions=(DivisionTaken(division="VP", taken_by="VPM"),),
        visits=visits,
        moved_by="system",
        moved_at=hanoi(MOVED),
    )
    return CaseTold(version, event)


def taken(step: str, official: str | None = None) -> VisitTaken:
    return VisitTaken(step=step, visit=1, division="VPM", official=official)


def closed(agency: str, day: date) -> LocalDifference:
    return LocalDifference(agency=agency, first_day=day, last_day=day, hours=(), name="nghỉ", source="QĐ")


def followed(clock: Clock, move: CaseTold, *differences: LocalDifference) -> list[Any]:
    known = Known(calendars={"VN": replace(VIETNAM, differences=differences)})
    return CLOCK.follow(clock, following_of(CLOCK, CaseMoved), move.event, cause(move), known)


def test_the_open_visits_are_the_successor_s_and_finished_ones_stay_with_who_had_them() -> None:
    case = told(case_opened("2026-03-02 07:30", opening("receive"), opening("check")))
    case.note(
        completed(2, "receive", "2026-03-02 10:00"), case_moved(3, taken("receive"), taken("check", "thu"))
    )
    clock = case.clock
    assert clock.agency == "SNVM"
    assert [(one.division, one.official) for one in clock.open.values()] == [("VPM", "thu")]
    assert [one.division for one in clock.finished.values()] == ["VP"]
    (moved,) = case.all(ClockMoved)
    assert moved.moved == ()
    assert clock == CLOCK.fold(case.events)
    assert msgspec.json.decode(msgspec.json.encode(clock), type=Clock) == clock


def test_what_is_told_from_then_on_names_the_successor() -> None:
    case = told(case_opened("2026-03-02 07:30", opening("receive")), case_moved(2, taken("receive")))
    case.sweep("2026-03-05 12:00")
    (overdue,) = case.all(CaseOverdue)
    assert (overdue.agency, overdue.open_steps[0].division) == ("SNVM", "VPM")


def test_the_successor_s_hours_count_from_its_day_on_and_the_other_s_until_then() -> None:
    """Each was closed on 3 and 4 March; the case's 24 hours would end on Wednesday the 4th."""
    both = [closed(agency, date(2026, 3, day)) for agency in ("SNV", "SNVM") for day in (3, 4)]
    clock = told(case_opened("2026-03-02 07:30", opening("receive"))).clock
    (moved,) = followed(clock, case_moved(2, taken("receive")), *both[2:])
    assert [one.due_at for one in moved.moved if one.step is None] == [hanoi("2026-03-05 17:30")]
    stayed = followed(clock, case_moved(2, taken("receive")), both[2])
    assert stayed[0].moved == ()
    CLOCK.evolve(clock, moved)
    reasons = explain_case(clock, replace(VIETNAM, differences=tuple(both[1:])))
    assert reasons[-1].end == hanoi("2026-03-05 17:30")


def test_a_due_instant_that_moves_with_the_case_is_told() -> None:
    clock = told(case_opened("2026-03-02 07:30", opening("receive"))).clock
    (moved,) = followed(clock, case_moved(2, taken("receive")), closed("SNVM", ENDS))
    published = TRANSLATIONS[ClockMoved](moved, Origin(clock.case_number, RECORDED_AT))
    assert published is not None
    event: CaseDueMoved = published.event
    assert (event.reason, event.due_at) == ("moved", hanoi("2026-03-05 17:30"))


def test_an_overdue_that_the_successor_s_hours_disprove_is_taken_back() -> None:
    case = told(case_opened("2026-03-02 07:30", opening("receive")))
    case.sweep("2026-03-04 18:00")
    withdrawn, _moved = (
        one
        for one in followed(case.clock, case_moved(2, taken("receive")), closed("SNVM", ENDS))
        if isinstance(one, OverdueWithdrawn | ClockMoved)
    )
    assert (withdrawn.reason, withdrawn.step) == ("recounted", None)
