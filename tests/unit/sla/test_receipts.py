"""By when what is handed over or asked for is to be received, and what is told where it isn't."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.sla.domain.deadline_policy import DeadlinePolicy, DeadlinePolicyAdopted, PolicyRules
from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import StepClockStarted
from services.sla.domain.recounting import Recount
from shared.contracts.receipts import ReceiptOverdue, ReceiptOverdueWithdrawn
from shared.decider import by_itself
from shared.working_time.days import Holiday
from tests.unit.sla.cases import (
    answered,
    case_opened,
    completed,
    handed_off,
    opening,
    receipt_taken_back,
    received,
    requested,
    resumed,
    returned,
    successor_asked,
    suspended,
    taken_up,
)
from tests.unit.sla.clocks import RECORDED_AT, Known, Told
from tests.unit.working_time.calendars import VIETNAM, hanoi, hours, working_days

OPENED = case_opened(
    "2026-03-02 07:30", opening("receive", limit=working_days(20)), time_limit=working_days(30)
)  # a Monday
DUE = "2026-03-03 17:30"  # by the next working day (Decree 30/2020, Article 23)


def told(*facts, **known: Any) -> Told:
    return Told(receipts=True, **known).note(*facts)


def policies(**rules: Any) -> dict[str, DeadlinePolicy]:
    adopted = DeadlinePolicyAdopted(
        key="SNV",
        procedure=None,
        rules=PolicyRules(steps=(), **rules),
        reason="Thử",
        in_force_from=hanoi("2026-03-02 00:00").date(),
        effective_at=hanoi("2026-03-02 00:00"),
        adopted_by="binh",
        adopted_at=hanoi("2026-03-01 09:00"),
    )
    return {"SNV": DeadlinePolicy([adopted])}


def late(case: Told) -> list[tuple[str, int | None, str]]:
    return [(one.step, one.coordination, str(one.due_at)) for one in case.all(ReceiptOverdue)]


def test_what_nobody_received_by_the_next_working_day_is_told_once_and_with_its_true_instant():
    case = told(OPENED)
    assert case.sweep("2026-03-03 17:30") == []
    [overdue] = case.sweep("2026-03-09 08:00")  # the sweeper was down for days
    assert (type(overdue), overdue.due_at, overdue.step) == (ReceiptOverdue, hanoi(DUE), "receive")
    assert (overdue.division, overdue.started_at, overdue.over) == ("VP", hanoi("2026-03-02 07:30"), False)
    assert case.sweep("2026-03-09 09:00") == []
    case.note(received(2, "receive", "2026-03-09 10:00", "lan"))
    assert len(case.all(ReceiptOverdue)) == 1


def test_received_at_the_due_instant_itself_is_in_time():
    assert not late(told(OPENED, received(2, "receive", DUE, "lan")))
    case = told(OPENED, received(2, "receive", "2026-03-03 17:30:00.000001", "lan"))
    [overdue] = case.all(ReceiptOverdue)
    assert (overdue.over, overdue.source_version) == (True, 2)


def test_a_receipt_that_is_recorded_late_takes_back_what_was_told():
    case = told(OPENED)
    case.sweep("2026-03-04 08:00")
    case.note(received(2, "receive", "2026-03-03 15:00", "lan"))
    [untrue] = case.all(ReceiptOverdueWithdrawn)
    assert (untrue.reason, untrue.due_at) == ("received_in_time", hanoi(DUE))
    assert case.sweep("2026-03-09 08:00") == []


def test_it_stands_still_while_the_case_is_suspended():
    case = told(OPENED, suspended(2, "2026-03-03 08:00"))
    assert case.sweep("2026-03-05 08:00") == []
    case.note(resumed(3, "2026-03-05 08:00"))  # two days' work ended meanwhile
    assert case.sweep("2026-03-05 17:30") == []
    [overdue] = case.sweep("2026-03-06 08:00")
    assert overdue.due_at == hanoi("2026-03-05 17:30")


def test_a_suspension_that_is_recorded_late_takes_back_what_it_kept_from_falling_due():
    case = told(OPENED)
    case.sweep("2026-03-04 08:00")
    case.note(suspended(2, "2026-03-03 08:00"))
    assert [one.reason for one in case.all(ReceiptOverdueWithdrawn)] == ["suspended"]


def test_who_gets_it_next_has_a_time_of_their_own_and_who_gave_it_back_none_left():
    case = told(
        OPENED,
        received(2, "receive", "2026-03-02 08:00", "lan"),
        completed(3, "receive", "2026-03-02 09:00"),
        handed_off(4, "receive", "2026-03-02 10:00", opening("legal", limit=working_days(9))),
    )
    case.sweep("2026-03-04 08:00")
    assert late(case) == [("legal", None, str(hanoi(DUE)))]
    case.note(returned(5, "legal", "2026-03-04 09:00", opening("receive", visit=2, limit=working_days(9))))
    case.sweep("2026-03-09 08:00")
    assert [one.visit for one in case.all(ReceiptOverdue)] == [1, 2]


def test_a_receipt_that_was_a_mistake_leaves_it_to_be_received_still():
    case = told(OPENED, received(2, "receive", "2026-03-03 15:00", "lan"))
    case.note(receipt_taken_back(3, "receive", "2026-03-03 15:01"))
    [overdue] = case.sweep("2026-03-04 08:00")
    assert overdue.due_at == hanoi(DUE)


def test_a_request_is_received_by_the_asked_agency_by_its_own_days():
    asked = requested(2, "2026-03-02 08:30", hours(40))
    case = told(OPENED, received(2, "receive", "2026-03-02 08:00", "lan"), replace(asked, version=3))
    [overdue] = case.sweep("2026-03-04 08:00")
    assert (overdue.coordination, overdue.asked_agency, overdue.agency) == (1, "STC", "SNV")
    case.note(taken_up(4, "2026-03-04 09:00"))
    assert case.sweep("2026-03-06 08:00") == []
    in_time = told(OPENED, asked, taken_up(3, "2026-03-02 09:00"), answered(4, "2026-03-02 10:00"))
    assert [one.coordination for one in in_time.all(ReceiptOverdue)] == []


def test_the_agency_that_is_asked_after_another_ended_has_what_is_left_of_the_time():
    case = told(OPENED, requested(2, "2026-03-02 08:30", hours(40)), successor_asked(3, "2026-03-03 08:00"))
    found = [one for one in case.sweep("2026-03-04 08:00") if isinstance(one, ReceiptOverdue)]
    assert {(one.coordination, one.due_at) for one in found} == {(1, hanoi(DUE)), (None, hanoi(DUE))}
    assert [one.asked_agency for one in found if one.coordination] == [case.clock.asked[1].agency]


def test_a_day_off_that_was_not_known_moves_it_and_takes_back_what_was_told():
    case = told(OPENED)
    case.sweep("2026-03-04 08:00")
    before = case.clock
    storm = Holiday(day=hanoi(DUE).date(), name="Bão", source="Công điện")
    known = Known(calendars={"VN": replace(VIETNAM, holidays=(*VIETNAM.holidays, storm))}, receipts=True)
    act = replace(by_itself(hanoi("2026-03-04 09:00")), recorded_at=RECORDED_AT)
    events = CLOCK.decide(before, Recount(reason="Bão"), act, known)
    [untrue] = [one for one in events if isinstance(one, ReceiptOverdueWithdrawn)]
    assert (untrue.reason, untrue.due_at) == ("recounted", hanoi(DUE))
    [moved] = [one for one in events[-1].moved if one.receipt]
    assert moved.due_at == hanoi("2026-03-04 17:30")


@pytest.mark.parametrize(("limit", "due"), [(hours(2), "2026-03-02 09:30"), (None, None)])
def test_the_policy_at_the_hand_over_says_by_when(limit, due):
    case = told(OPENED, policies=policies(receipt=limit))
    [started] = case.all(StepClockStarted)
    assert (started.receipt and started.receipt.due_at) == (due and hanoi(due))
    assert [one.due_at for one in case.sweep("2026-03-04 08:00")] == ([hanoi(due)] if due else [])


def test_a_log_that_says_nothing_of_receipts_makes_nobody_late():
    case = told(
        case_opened("2026-03-02 07:30", opening("receive", limit=working_days(20)), imported=True),
        completed(2, "receive", "2026-03-09 10:00"),
    )
    assert late(case) == []


@pytest.mark.parametrize(
    ("rules", "soon"),
    [
        ({"due_soon_percent": 50}, "2026-03-02 11:30"),
        ({"due_soon_minutes": 60}, "2026-03-02 16:30"),
        ({"due_soon_minutes": 8 * 60}, "2026-03-02 07:30"),  # longer than the time itself: from its start
    ],
)
def test_when_it_is_near_is_the_policys_at_the_opening(rules, soon):
    case = told(
        case_opened("2026-03-02 07:30", opening("receive", limit=hours(8))), policies=policies(**rules)
    )
    [started] = case.all(StepClockStarted)
    assert started.due_soon_at == hanoi(soon)
    [told_soon] = case.sweep(soon)
    assert told_soon.before_minutes == rules.get("due_soon_minutes")


def test_what_was_opened_before_the_policy_goes_by_what_held_then():
    before = case_opened("2026-02-27 07:30", opening("receive", limit=hours(8)))
    case = told(before, policies=policies(due_soon_minutes=60, receipt=hours(1)))
    [started] = case.all(StepClockStarted)
    assert started.due_soon_at == hanoi("2026-02-27 15:54")
    assert started.receipt.due_at - started.started_at > timedelta(hours=8)
