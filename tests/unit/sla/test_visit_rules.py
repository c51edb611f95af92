"""What counts for whom on scorecards, rule by rule."""

from dataclasses import replace
from typing import Any

import pytest

from services.sla.domain.clock import Visit
from services.sla.domain.measuring_visits import VisitTime, time_of_visit
from services.sla.views.visit_documents import VisitDocument
from shared.contracts.cases.passing import BuckPassingDetected, PassingUnit
from shared.contracts.vocabulary import TimeLimit
from tests.unit.sla.cases import (
    CASE,
    OF_CASE,
    CaseTold,
    accepted,
    answered,
    assigned,
    case_cancelled,
    case_completed,
    case_opened,
    case_reopened,
    completed,
    completion_taken_back,
    handed_off,
    opening,
    received,
    refused,
    reopened,
    requested,
    resumed,
    returned,
    sent_back,
    suspended,
    withdrawn,
)
from tests.unit.sla.clocks import Told, told
from tests.unit.sla.visits import back_of, documents_of, done_of, passed_of
from tests.unit.working_time.calendars import VIETNAM, calendar_days, hanoi, hours, working_days

OPENED = case_opened("2026-03-02 08:00", opening("receive", limit=hours(4)))
RECEIVED = received(2, "receive", "2026-03-02 08:10", "lan")


def documents(case: Told) -> dict[str, Any]:
    return documents_of(CASE, case.events)


def done(*facts: CaseTold) -> VisitDocument:
    [visit] = done_of(documents(told(*facts)))
    return visit


def by_delegate(one: CaseTold, delegate: str) -> CaseTold:
    return CaseTold(one.version, replace(one.event, delegate=delegate, recorded_by=delegate))


# ---- for whom


def test_a_delegates_work_counts_for_the_delegate_and_an_importers_for_whom_it_did() -> None:
    end = completed(3, "receive", "2026-03-02 09:00")
    assert done(OPENED, RECEIVED, by_delegate(end, "minh")).official == "minh"
    imported = CaseTold(3, replace(end.event, recorded_by="importer"))
    assert done(OPENED, RECEIVED, imported).official == "lan"


def test_what_is_asked_of_who_is_absent_stays_theirs() -> None:
    case = told(OPENED, RECEIVED)
    case.note(by_delegate(assigned(3, "receive", "2026-03-02 08:20", "lan"), "minh"))
    [visit] = case.clock.open.values()
    assert visit.official == "lan"  # who may work on it, and who is told that it is overdue


def test_it_counts_for_the_division_that_holds_it_then_and_on_the_day_where_the_agency_is() -> None:
    moved = CaseTold(3, replace(assigned(3, "receive", "2026-03-02 08:30", "hung").event, division="CM"))
    visit = done(OPENED, RECEIVED, moved, completed(4, "receive", "2026-03-03 00:30"))
    assert (visit.division, visit.done_on) == ("CM", "2026-03-03")
    assert done(OPENED, RECEIVED, completed(3, "receive", "2026-03-02 23:59")).done_on == "2026-03-02"


# ---- how long


def test_in_time_at_the_due_instant_and_late_a_minute_after() -> None:
    in_time = done(OPENED, RECEIVED, completed(3, "receive", "2026-03-02 14:00"))
    assert (in_time.used_minutes, in_time.limit_minutes, in_time.late) == (240, 240, False)
    late = done(OPENED, RECEIVED, completed(3, "receive", "2026-03-02 14:01"))
    assert (late.used_minutes, late.late, late.late_through_others) == (241, True, False)


def test_overlapping_questions_wait_once_and_only_while_an_answer_is_owed() -> None:
    visit = done(
        OPENED,
        RECEIVED,
        requested(3, "2026-03-02 08:30", hours(8)),
        requested(4, "2026-03-02 09:00", hours(8), number=2, agency="SXD"),
        answered(5, "2026-03-02 09:30"),
        answered(6, "2026-03-02 10:00", number=2, agency="SXD"),
        completed(7, "receive", "2026-03-02 10:30"),
    )
    assert (visit.used_minutes, visit.waiting_minutes) == (150, 90)


def test_an_answer_that_is_sent_back_is_owed_again_and_one_withdrawn_isnt() -> None:
    visit = done(
        OPENED,
        RECEIVED,
        requested(3, "2026-03-02 08:30", hours(8)),
        answered(4, "2026-03-02 09:00"),
        sent_back(5, "2026-03-02 09:30"),
        withdrawn(6, "2026-03-02 09:45"),
        completed(7, "receive", "2026-03-02 10:00"),
    )
    assert visit.waiting_minutes == 45


def test_silence_ends_the_waiting_at_its_due_instant() -> None:
    asked = requested(3, "2026-03-02 08:30", hours(1), silence_is_agreement=True)
    silent = answered(4, "2026-03-02 09:30", by_silence=True)
    ends = (accepted(5, "2026-03-02 11:00"), completed(6, "receive", "2026-03-02 11:10"))
    assert done(OPENED, RECEIVED, asked, silent, *ends).waiting_minutes == 60
    not_told = told(OPENED, RECEIVED, asked).clock
    [visit] = not_told.open.values()
    assert time_of_visit(not_told, visit, hanoi("2026-03-02 11:00"), VIETNAM).waiting == 60
    assert not_told.waiting_for(visit, hanoi("2026-03-02 09:29")) == ("STC",)
    assert not_told.waiting_for(visit, hanoi("2026-03-02 09:30")) == ()


def test_what_silence_had_answered_is_owed_once_more_when_it_is_sent_back() -> None:
    case = told(
        OPENED,
        RECEIVED,
        requested(3, "2026-03-02 08:30", hours(1), silence_is_agreement=True),
        answered(4, "2026-03-02 09:30", by_silence=True),
        sent_back(5, "2026-03-02 10:00"),
        answered(6, "2026-03-02 10:30"),
    )
    [open_visit] = case.clock.open.values()
    assert case.clock.waiting_for(open_visit, hanoi("2026-03-02 10:15")) == ("STC",)
    case.note(completed(7, "receive", "2026-03-02 11:00"))
    [visit] = done_of(documents(case))
    assert visit.waiting_minutes == 90


def test_late_through_others_only_where_it_had_been_in_time_without_waiting() -> None:
    asked, told_back = requested(3, "2026-03-02 09:00", hours(8)), answered(4, "2026-03-02 14:00")
    by_others = done(OPENED, RECEIVED, asked, told_back, completed(5, "receive", "2026-03-02 16:30"))
    assert (by_others.used_minutes, by_others.waiting_minutes) == (390, 180)
    assert (by_others.late, by_others.late_through_others) == (True, True)
    own_fault = done(OPENED, RECEIVED, asked, told_back, completed(5, "receive", "2026-03-03 08:01"))
    assert (own_fault.used_minutes, own_fault.waiting_minutes) == (481, 180)
    assert (own_fault.late, own_fault.late_through_others) == (True, False)


def test_a_suspension_that_is_lifted_late_is_held_against_nobody() -> None:
    """However long it lasted, neither is it used nor does it bring the due instant nearer."""
    case = told(
        OPENED,
        RECEIVED,
        suspended(3, "2026-03-02 09:00"),
        resumed(4, "2026-03-16 09:00"),
        completed(5, "receive", "2026-03-16 14:00"),
    )
    [visit] = done_of(documents(case))
    assert (visit.used_minutes, visit.late) == (240, False)


def test_who_could_not_work_since_a_suspension_was_lifted_late_isnt_late_by_it() -> None:
    facts = (OPENED, RECEIVED, suspended(3, "2026-03-02 09:00"))
    told_later = replace(resumed(4, "2026-03-03 07:30").event, lifted_at=hanoi("2026-03-03 14:00"))
    ends = completed(5, "receive", "2026-03-03 15:30")
    visit = done(*facts, CaseTold(4, told_later), ends)
    assert (visit.used_minutes, visit.held_up_minutes, visit.late) == (420, 270, True)
    assert (visit.late_through_suspension, visit.late_through_others) == (True, False)
    at_once = done(*facts, resumed(4, "2026-03-03 07:30"), ends)
    assert (at_once.held_up_minutes, at_once.late_through_suspension) == (0, False)


def test_waiting_stands_still_with_its_case() -> None:
    visit = done(
        OPENED,
        RECEIVED,
        requested(3, "2026-03-02 08:30", hours(8)),
        suspended(4, "2026-03-02 09:00"),
        resumed(5, "2026-03-03 09:00"),
        answered(6, "2026-03-03 09:30"),
        completed(7, "receive", "2026-03-03 10:00"),
    )
    assert (visit.used_minutes, visit.waiting_minutes) == (120, 60)


@pytest.mark.parametrize(
    ("limit", "minutes"),
    [(hours(4), 240), (working_days(2), 1410), (calendar_days(2), 1410)],
)
def test_limits_in_days_are_the_working_minutes_that_they_leave(limit: TimeLimit, minutes: int) -> None:
    """From Monday 8:00: the half hour before is gone, the days after it are whole."""
    opened = case_opened("2026-03-02 08:00", opening("receive", limit=limit))
    visit = done(opened, RECEIVED, completed(3, "receive", "2026-03-02 09:00"))
    assert visit.limit_minutes == minutes


def test_receipt_counts_from_the_opening() -> None:
    assert done(OPENED, RECEIVED, completed(3, "receive", "2026-03-02 09:00")).receipt_minutes == 10


def test_how_a_visit_stood_at_an_earlier_instant_is_counted_from_its_clock() -> None:
    facts = (
        OPENED,
        RECEIVED,
        requested(3, "2026-03-02 08:30", hours(8)),
        suspended(4, "2026-03-02 09:00"),
        resumed(5, "2026-03-03 09:00"),
        answered(6, "2026-03-03 16:30"),
    )
    clock = told(*facts).clock
    visit: Visit = next(iter(clock.open.values()))

    def at(text: str) -> VisitTime:
        return time_of_visit(clock, visit, hanoi(text), VIETNAM)

    assert at("2026-03-02 08:45") == VisitTime(used=45, waiting=15, limit=240, late=False)
    assert at("2026-03-02 17:00") == VisitTime(used=60, waiting=30, limit=240, late=False)
    assert at("2026-03-03 14:00") == VisitTime(used=240, waiting=210, limit=240, late=False)
    assert at("2026-03-03 14:01").late_through_others


# ---- corrections


def test_a_completion_that_is_taken_back_was_none() -> None:
    facts = (OPENED, RECEIVED, completed(3, "receive", "2026-03-02 09:00"))
    taken_back = completion_taken_back(4, "receive", "2026-03-02 09:05")
    assert done_of(documents(told(*facts, taken_back))) == []
    visit = done(*facts, taken_back, completed(5, "receive", "2026-03-02 10:00"))
    assert (visit.used_minutes, visit.sources) == (120, [1, 2, 3, 4, 5])


def test_what_is_returned_refused_or_cancelled_isnt_done() -> None:
    ways = (
        returned(4, "review", "2026-03-02 10:00", opening("receive", 2)),
        refused(4, "review", "2026-03-02 10:00", opening("receive", 2)),
        case_cancelled(4, "2026-03-02 10:00"),
    )
    for way in ways:
        facts = (
            OPENED,
            completed(2, "receive", "2026-03-02 09:00"),
            handed_off(3, "receive", "2026-03-02 09:00", opening("review")),
        )
        case = told(*facts, way)
        assert [one.step for one in done_of(documents(case))] == ["receive"]


def test_a_return_counts_for_who_made_it_and_names_whose_work_is_redone() -> None:
    back = returned(4, "review", "2026-03-02 10:00", opening("receive", 2))
    back = CaseTold(4, replace(back.event, returned_by="binh", delegate="hoa", grounds="content"))
    case = told(
        OPENED,
        completed(2, "receive", "2026-03-02 09:00"),
        handed_off(3, "receive", "2026-03-02 09:00", opening("review", division="CM")),
        CaseTold(4, replace(back.event, division="CM")),
    )
    [made] = back_of(documents(case))
    assert (made.way, made.day, made.grounds) == ("returned", "2026-03-02", "content")
    assert (made.agency, made.division, made.official, made.version) == ("SNV", "CM", "hoa", 4)
    [redone] = made.redone
    assert (redone.step, redone.visit, redone.division, redone.official) == ("receive", 1, "VP", "lan")


def test_grounds_that_nobody_named_arent_other_grounds() -> None:
    facts = (OPENED, handed_off(2, "receive", "2026-03-02 09:00", opening("review")))
    plain = returned(3, "review", "2026-03-02 10:00", opening("receive", 2))
    for unnamed, grounds in ((True, None), (False, "other")):
        one = CaseTold(3, replace(plain.event, without_grounds=unnamed))
        [made] = back_of(documents(told(*facts, one)))
        assert (made.grounds, made.redone) == (grounds, [])


def test_a_step_or_a_case_that_is_opened_once_more_leaves_what_was_done_as_it_was() -> None:
    facts = (OPENED, RECEIVED, completed(3, "receive", "2026-03-02 09:00"))
    again = told(*facts, reopened(4, "receive", "2026-03-02 10:00", opening("receive", 2)))
    whole = told(*facts, case_completed(4, "2026-03-02 09:30")).note(
        case_reopened(5, "2026-03-04 10:00", opening("receive", 2))
    )
    for case, way in ((again, "reopened"), (whole, "case_reopened")):
        [visit], [made] = done_of(documents(case)), back_of(documents(case))
        assert (visit.visit, visit.done_on) == (1, "2026-03-02")
        assert (made.way, made.redone_by) == (way, ["lan"])


def test_buck_passing_is_a_figure_of_each_unit_that_had_a_part() -> None:
    found = BuckPassingDetected(
        **OF_CASE,
        kind="repeated_return",
        between=(PassingUnit(agency="SNV", division="VP"), PassingUnit(agency="SNV", division="CM")),
        evidence=("a", "b"),
        detected_at=hanoi("2026-03-02 10:00"),
    )
    passed = passed_of(documents(told(OPENED, RECEIVED, CaseTold(3, found))))
    assert [(one.division, one.kind, one.day) for one in passed] == [
        ("VP", "repeated_return", "2026-03-02"),
        ("CM", "repeated_return", "2026-03-02"),
    ]
