"""The life of a clock: started, paused, extended, stopped, and what that says of lateness."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from services.sla.consumers import SUBSCRIPTIONS
from services.sla.domain.clock import CaseOutcome, StepOutcome
from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import (
    ClockExtended,
    ClockRecounted,
    ClockResumed,
    EventBuffered,
    EventIgnored,
    StepClockAssigned,
    StepClockReceived,
    StepClockStarted,
    StepClockStopped,
)
from services.sla.domain.following import FactOutOfPlace
from services.sla.domain.recounting import Recount
from services.sla.errors import UnknownCalendar
from shared.contracts.cases import MODULES
from shared.contracts.declaring import told_in, type_of
from shared.contracts.sla import (
    CaseOverdue,
    ClockStarted,
    ClockStopped,
    OpenStep,
    StepOverdue,
    SuspensionEnded,
)
from shared.decider import by_itself
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Holiday
from tests.scenario import given
from tests.unit.sla.cases import (
    OF_CASE,
    assigned,
    case_cancelled,
    case_completed,
    case_opened,
    completed,
    extended,
    handed_off,
    opening,
    received,
    resumed,
    returned,
    suspended,
)
from tests.unit.sla.clocks import Known, cause, told
from tests.unit.working_time.calendars import VIETNAM, calendar_days, hanoi, hours, working_days


def test_opening_a_case_starts_its_clock_and_that_of_its_first_step():
    fact = case_opened("2026-03-02 07:30", opening("receive", limit=hours(8)))
    given(CLOCK).told(fact.event, cause(fact), Known()).then(
        ClockStarted(
            source_version=1,
            case_number="SNV-260302-0001",
            agency="SNV",
            procedure="SNV-07",
            edition=1,
            working_calendar="VN",
            imported=False,
            started_at=hanoi("2026-03-02 07:30"),
            time_limit=hours(24),
            due_at=hanoi("2026-03-04 17:30"),
            due_soon_at=hanoi("2026-03-04 10:42"),  # 19.2 of 24 hours
            due_given=False,
            due_soon_percent=80,
            subject="Bổ nhiệm",
            alarm=hanoi("2026-03-04 17:30:00.000001"),
        ),
        StepClockStarted(
            source_version=1,
            step="receive",
            visit=1,
            division="VP",
            official=None,
            started_at=hanoi("2026-03-02 07:30"),
            time_limit=hours(8),
            due_at=hanoi("2026-03-02 17:30"),
            due_soon_at=hanoi("2026-03-02 15:54"),
            alarm=hanoi("2026-03-02 15:54"),
            sent_by=fact.event.opened_by,
        ),
    )


def test_the_receiving_units_clock_starts_at_the_hand_off_not_when_it_receives():
    receipt = received(4, "check", "2026-03-02 16:00", "lan")
    case = told(
        case_opened(),
        completed(2, "receive", "2026-03-02 09:30"),
        handed_off(3, "receive", "2026-03-02 10:30", opening("check", limit=hours(4))),
        receipt,
    )
    assert case.all(StepClockStarted)[-1].due_at == hanoi("2026-03-02 16:30")
    [taken_up] = case.all(StepClockReceived)
    assert (taken_up.official, taken_up.waited_minutes) == ("lan", 60 + 150)


def test_a_step_stopped_in_time_is_told_with_the_working_time_that_it_used():
    case = told(case_opened(), completed(2, "receive", "2026-03-02 14:30"))
    [stopped] = case.all(StepClockStopped)
    assert (stopped.used_minutes, stopped.late, stopped.outcome) == (300, False, StepOutcome.COMPLETED)
    assert case.all(StepOverdue) == []


def test_a_step_finished_at_its_due_instant_is_in_time_and_a_moment_later_is_not():
    at_due = told(case_opened(), completed(2, "receive", "2026-03-02 17:30:00"))
    later = told(case_opened(), completed(2, "receive", "2026-03-02 17:30:00.000001"))
    assert not at_due.all(StepClockStopped)[0].late
    assert later.all(StepClockStopped)[0].late


def test_a_step_stopped_late_is_overdue_by_its_facts_alone():
    case = told(
        case_opened(),
        assigned(2, "receive", "2026-03-02 08:00", "lan"),
        completed(3, "receive", "2026-03-03 08:00"),
    )
    [overdue] = case.all(StepOverdue)
    assert (overdue.official, overdue.due_at, overdue.source_version) == ("lan", hanoi("2026-03-02 17:30"), 3)
    assert (overdue.case_number, overdue.agency, overdue.division) == ("SNV-260302-0001", "SNV", "VP")
    assert len(case.all(StepClockAssigned)) == 1


def test_a_case_completed_late_names_the_visits_that_were_open_when_it_fell_due():
    case = told(
        case_opened(),
        completed(2, "receive", "2026-03-02 09:30"),
        handed_off(3, "receive", "2026-03-02 10:30", opening("check", limit=hours(80), division="CCVC")),
        completed(4, "check", "2026-03-05 08:30"),
        case_completed(5, "2026-03-05 09:30"),
    )
    [overdue], [stopped] = case.all(CaseOverdue), case.all(ClockStopped)
    assert overdue.open_steps == (OpenStep(step="check", visit=1, division="CCVC", official=None),)
    assert (stopped.late, stopped.outcome, stopped.used_minutes) == (True, CaseOutcome.COMPLETED, 26 * 60)


def test_a_due_instant_given_exactly_is_kept_exactly():
    given_due = hanoi("2026-03-08 13:41:31.788")  # a Sunday
    case = told(case_opened(due_at=given_due), case_completed(2, "2026-03-08 13:41:31.788"))
    assert case.all(ClockStarted)[0].due_at == given_due
    assert not case.all(ClockStopped)[0].late


def test_an_extension_is_kept_exactly_and_judged_by():
    case = told(
        case_opened(),
        extended(2, "2026-03-03 08:00", "2026-03-06 12:34"),
        case_completed(3, "2026-03-06 12:00"),
    )
    assert case.all(ClockExtended)[0].due_at == hanoi("2026-03-06 12:34")
    assert case.all(CaseOverdue) == []


def test_only_pauses_since_the_extension_move_its_due():
    case = told(
        case_opened(),
        suspended(2, "2026-03-02 11:30"),
        resumed(3, "2026-03-03 11:30"),
        extended(4, "2026-03-03 14:00", "2026-03-10 07:30"),
        suspended(5, "2026-03-04 07:30"),
        resumed(6, "2026-03-04 09:30"),
    )
    assert case.clock.total.due_at == hanoi("2026-03-10 09:30")


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        (hours(12), "2026-03-05 11:30"),  # 4 h used, 8 h left from Wednesday 13:30
        (working_days(3), "2026-03-06 17:30"),  # Monday doesn't count, Tuesday is lost: 4, 5, 6 March
        (calendar_days(3), "2026-03-07 00:00"),  # the same days, to Friday's 24:00
        (calendar_days(4), "2026-03-10 00:00"),  # to Saturday, and so to Monday's 24:00
    ],
)
def test_a_pause_moves_the_due_by_what_it_took(limit, due):
    case = told(
        case_opened("2026-03-02 07:30", opening("receive", limit=limit)),
        suspended(2, "2026-03-02 11:30"),
        resumed(3, "2026-03-04 13:30"),
    )
    [moved] = [one for one in case.all(ClockResumed)[0].moved if one.step == "receive"]
    assert moved.due_at == hanoi(due)


@pytest.mark.parametrize(("imported", "by_itself"), [(False, True), (False, False), (True, True)])
def test_only_of_a_suspension_that_ended_by_itself_people_are_told_and_never_of_a_history(
    imported, by_itself
):
    paused = suspended(2, "2026-03-02 11:30", conditions="Chờ bổ sung")
    went_on = resumed(3, "2026-03-04 17:30", by_itself=by_itself)
    case = told(case_opened(imported=imported), paused, went_on)
    expected = SuspensionEnded(
        **OF_CASE,
        source_version=3,
        suspended_at=hanoi("2026-03-02 11:30"),
        reason="Chờ kết luận",
        ended_at=hanoi("2026-03-04 17:30"),
        due_at=hanoi("2026-03-09 11:30"),
    )
    assert case.all(SuspensionEnded) == ([expected] if by_itself and not imported else [])
    assert case.clock.total.due_at == hanoi("2026-03-09 11:30")


def test_a_pause_is_explained_by_its_reason_and_by_what_allows_it():
    paused = suspended(2, "2026-03-02 11:30", conditions="Chờ bổ sung")
    case = told(case_opened(), paused, resumed(3, "2026-03-04 13:30"))
    assert [(one.reason, one.source) for one in case.clock.pauses] == [("Chờ kết luận", "Chờ bổ sung")]


def test_a_pause_doesnt_count_as_used_and_doesnt_make_late():
    case = told(
        case_opened(),
        suspended(2, "2026-03-02 11:30"),
        resumed(3, "2026-03-09 07:30"),
        completed(4, "receive", "2026-03-09 09:30"),
    )
    [stopped] = case.all(StepClockStopped)
    assert (stopped.used_minutes, stopped.late) == (360, False)


def test_a_pause_after_the_due_moves_nothing():
    case = told(case_opened(), suspended(2, "2026-03-03 07:30"), resumed(3, "2026-03-03 08:30"))
    assert [one.step for one in case.all(ClockResumed)[0].moved] == [None]  # the case alone
    case.note(completed(4, "receive", "2026-03-03 09:00"))
    assert case.all(StepClockStopped)[0].late


def test_a_case_cancelled_while_it_is_suspended_is_not_late():
    case = told(case_opened(), suspended(2, "2026-03-02 11:30"), case_cancelled(3, "2026-04-20 09:00"))
    assert not case.all(ClockStopped)[0].late
    assert case.all(ClockStopped)[0].used_minutes == 240
    assert case.all(StepClockStopped)[0].outcome is StepOutcome.CASE_ENDED


def test_a_return_stops_every_clock_of_the_stage():
    side_by_side = (opening("legal"), opening("finance", division="KHTC"))
    case = told(
        case_opened(),
        completed(2, "receive", "2026-03-02 09:30"),
        handed_off(3, "receive", "2026-03-02 09:30", *side_by_side),
        returned(4, "legal", "2026-03-02 10:30", opening("receive", visit=2)),
    )
    assert [(one.step, one.outcome) for one in case.all(StepClockStopped)[1:]] == [
        ("legal", StepOutcome.RETURNED),
        ("finance", StepOutcome.RETURNED),
    ]
    assert [(one.step, one.number) for one in case.clock.open.values()] == [("receive", 2)]


def test_every_fact_leaves_its_version_even_if_no_clock_follows_it():
    elsewhere = assigned(2, "check", "2026-03-02 08:00", "lan")
    case = told(case_opened(), elsewhere, case_completed(3, "2026-03-02 09:30"))
    case.note(completed(4, "receive", "2026-03-02 10:00"))
    assert [event.source_version for event in case.all(EventIgnored)] == [2, 4]
    assert case.clock.applied == 4


def test_a_calendar_change_moves_open_dues_and_says_why():
    case = told(case_opened())
    shorter = WorkingCalendar(code="VN", time_zone="Asia/Ho_Chi_Minh", weekly=(VIETNAM.weekly[0][:1],) * 7)
    act, recount = by_itself(hanoi("2026-03-02 08:00")), Recount(reason="Giờ mùa hè")
    [recounted] = CLOCK.decide(case.clock, recount, act, Known(calendars={"VN": shorter}))
    assert isinstance(recounted, ClockRecounted)
    assert [one.due_at for one in recounted.moved] == [hanoi("2026-03-03 11:30"), hanoi("2026-03-07 11:30")]
    assert CLOCK.decide(case.clock, recount, act, Known()) == []


def test_the_calendar_must_be_the_cases_own():
    first, early = case_opened(), suspended(2, "2026-03-02 09:00")
    other = Known(calendars={"NL": WorkingCalendar(code="NL", time_zone="Europe/Amsterdam")})
    given(CLOCK).told(first.event, cause(first), other).refused(UnknownCalendar)
    given(CLOCK).told(first.event, cause(first), Known(calendars={})).refused(UnknownCalendar)
    with pytest.raises(UnknownCalendar):
        CLOCK.decide(
            told(first).clock, Recount(reason=""), by_itself(hanoi("2026-03-02 08:00")), Known(calendars={})
        )
    assert other.asked == ["VN"]
    waits = cause(early)
    given(CLOCK).told(early.event, waits, other).then(
        EventBuffered(version=2, event_type=waits.type, data=waits.data.decode())
    )
    assert other.asked == ["VN"]  # what is only buffered asks for none


def test_a_case_that_doesnt_begin_with_its_opening_is_refused():
    first = suspended(1, "2026-03-02 09:00")
    given(CLOCK).told(first.event, cause(first), Known()).refused(FactOutOfPlace)


def test_a_case_that_is_opened_twice_is_refused():
    again = replace(case_opened(), version=2)
    started = given(CLOCK, *told(case_opened()).events)
    started.told(again.event, cause(again), Known()).refused(FactOutOfPlace)


def test_every_event_of_a_case_is_followed():
    subscription, *_ = SUBSCRIPTIONS
    assert set(subscription.readings) == {type_of(one) for one in told_in(*MODULES)}


def test_every_event_and_the_state_come_back_from_json_as_they_were():
    case = told(case_completed(9, "2026-03-09 09:00"), case_opened(), suspended(2, "2026-03-02 09:00"))
    case.note(resumed(3, "2026-03-04 09:00"), extended(4, "2026-03-04 10:00", "2026-03-20 10:00"))
    case.sweep("2026-04-01 08:00")
    case.note(completed(5, "receive", "2026-03-02 08:30"))
    for event in case.events:
        assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event
    assert msgspec.json.decode(msgspec.json.encode(case.clock), type=type(case.clock)) == case.clock
    assert CLOCK.fold(case.events) == case.clock


def test_an_extended_case_is_never_due_before_what_its_limit_alone_gives_by_a_changed_calendar():
    """A day off that is decided later moves the limit; who was given more time has no less."""
    case = told(case_opened(), extended(2, "2026-03-03 08:00", "2026-03-06 17:00"))
    present = case.clock.case_timer.due_at
    holidays = tuple(Holiday(day=date(2026, 3, day), name="Bão", source="x") for day in (4, 5, 6))
    stormy = replace(VIETNAM, holidays=(*VIETNAM.holidays, *holidays))
    alone = stormy.due_at(case.clock.case_timer.started_at, case.clock.case_timer.time_limit)
    act = by_itself(hanoi("2026-03-03 09:00"))
    events = CLOCK.decide(case.clock, Recount(reason="Bão"), act, Known(calendars={"VN": stormy}))
    due = next((one.due_at for one in events[-1].moved if one.step is None), present) if events else present
    assert due == max(alone, present)
    assert alone > present


def test_an_extension_that_knew_an_older_calendar_brings_no_deadline_forward():
    before = told(case_opened())
    present = before.clock.case_timer.due_at
    before.note(extended(2, "2026-03-03 08:00", "2026-03-03 17:00"))
    assert hanoi("2026-03-03 17:00") < present == before.clock.case_timer.due_at
