"""Whatever order the facts arrive in, and however often: one state, one set of conclusions."""

from hypothesis import given
from hypothesis import strategies as st

from services.sla.domain.events import EventBuffered
from shared.contracts.escalations import EscalationEnded, EscalationRaised
from shared.contracts.receipts import ReceiptOverdue, ReceiptOverdueWithdrawn
from shared.contracts.sla import CaseOverdue, CoordinationOverdue, OverdueWithdrawn, StepOverdue
from tests.unit.sla.cases import (
    accepted,
    answered,
    assigned,
    case_cancelled,
    case_completed,
    case_opened,
    case_reopened,
    completed,
    completion_taken_back,
    extended,
    handed_off,
    opening,
    refused,
    requested,
    resumed,
    returned,
    sent_back,
    subject_corrected,
    suspended,
    taken_up,
)
from tests.unit.sla.clocks import Told
from tests.unit.working_time.calendars import calendar_days, hours, working_days

ASKED_LIFE = (
    case_opened("2026-02-12 08:00", opening("receive", limit=working_days(20)), time_limit=working_days(30)),
    requested(2, "2026-02-12 09:00", hours(6)),
    requested(3, "2026-02-12 09:00", hours(2), number=2, agency="SYT", silence_is_agreement=True),
    taken_up(4, "2026-02-12 10:00", child_case="STC-260212-0001"),
    answered(5, "2026-02-12 11:00", number=2, agency="SYT", by_silence=True),
    suspended(6, "2026-02-12 15:00"),
    answered(7, "2026-02-12 16:00"),
    resumed(8, "2026-02-24 09:00"),
    sent_back(9, "2026-02-24 10:00"),
    requested(10, "2026-02-24 10:00", hours(2), number=3, agency="SGD"),
    answered(11, "2026-02-25 10:00"),
    accepted(12, "2026-02-25 11:00"),
    case_cancelled(13, "2026-02-26 08:00"),
)
LIFE = (
    case_opened("2026-02-12 08:00", opening("receive")),
    completed(2, "receive", "2026-02-13 09:00"),
    handed_off(3, "receive", "2026-02-13 10:00", opening("legal", limit=working_days(2)), opening("finance")),
    suspended(4, "2026-02-13 15:00"),
    assigned(5, "receive", "2026-02-13 16:00", "lan"),
    resumed(6, "2026-02-24 09:00"),
    returned(7, "legal", "2026-02-27 09:00", opening("receive", visit=2, limit=hours(1))),
    extended(8, "2026-02-27 10:00", "2026-03-02 10:00"),
    completed(9, "receive", "2026-03-02 08:00", visit=2),
    handed_off(10, "receive", "2026-03-02 08:00", opening("legal", visit=2, limit=calendar_days(1))),
    case_completed(11, "2026-03-02 11:00"),
    case_reopened(12, "2026-03-03 08:00", opening("legal", visit=3, limit=hours(1))),
    completed(13, "legal", "2026-03-03 08:30", visit=3),
    completion_taken_back(14, "legal", "2026-03-03 08:35", visit=3),
    subject_corrected(15, "2026-03-03 08:40", "Bổ nhiệm lại"),
    refused(16, "legal", "2026-03-03 10:00", opening("receive", visit=3)),
    completed(17, "receive", "2026-03-03 11:00", visit=3),
    case_completed(18, "2026-03-03 11:20"),
)
IN_ORDER, ASKED_IN_ORDER = (Told(receipts=True).note(*life) for life in (LIFE, ASKED_LIFE))


def conclusions(case: Told) -> list[object]:
    kinds = (StepOverdue, CoordinationOverdue, CaseOverdue, ReceiptOverdue)
    return [event for kind in kinds for event in case.all(kind)]


def standing(case: Told) -> set[tuple[object, ...]]:
    """The overdue that were raised and not withdrawn."""
    raised = {(one.step, one.visit, None, one.due_at) for one in case.all(StepOverdue)}
    raised |= {(None, None, None, one.due_at) for one in case.all(CaseOverdue)}
    raised |= {(one.step, one.visit, one.coordination, one.due_at) for one in case.all(CoordinationOverdue)}
    withdrawn = {(one.step, one.visit, one.coordination, one.due_at) for one in case.all(OverdueWithdrawn)}
    late, untrue = (
        {("receipt", one.step, one.visit, one.coordination, one.due_at) for one in case.all(kind)}
        for kind in (ReceiptOverdue, ReceiptOverdueWithdrawn)
    )
    return (raised - withdrawn) | (late - untrue)


def climbed(case: Told) -> set[tuple[object, ...]]:
    """The escalations that stood, by their true instants; and why each ended, if it has."""
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for one in case.events:
        if isinstance(one, EscalationRaised | EscalationEnded):
            place = (one.step, one.visit, one.coordination, one.due_at, one.level)
            if isinstance(one, EscalationRaised):
                assert place not in found, "once for each cause and level"
                found[place] = (one.raised_at,)
            elif one.stood:
                found[place] = (one.raised_at, one.reason, one.ended_at)
            else:
                del found[place]
    return {(*place, *told) for place, told in found.items()}


@st.composite
def arrivals(draw, life=LIFE):
    """Every fact at least once, some more often, in any order."""
    extra = draw(st.lists(st.sampled_from(life), max_size=6))
    return draw(st.permutations([*life, *extra]))


def test_the_life_has_what_the_law_is_about():
    assert {one.step for one in IN_ORDER.all(StepOverdue)} == {"receive", "finance", "legal"}
    assert {one.level for one in IN_ORDER.all(EscalationRaised)} >= {"official", "division_head"}
    assert len(IN_ORDER.all(CaseOverdue)) == 1
    assert [(one.step, one.visit) for one in IN_ORDER.all(ReceiptOverdue)] == [("legal", 1), ("finance", 1)]
    assert [one.coordination for one in ASKED_IN_ORDER.all(ReceiptOverdue)] == [3, None]


@given(arrivals())
def test_any_order_and_duplicates_make_the_same_clock(facts):
    case = Told(receipts=True).note(*facts)
    assert case.clock == IN_ORDER.clock
    assert [event for event in case.events if not isinstance(event, EventBuffered)] == IN_ORDER.events


@given(arrivals(), st.lists(st.integers(0, 10), max_size=4))
def test_sweeps_in_between_change_nothing_of_what_stands(facts, sweeps):
    case = Told(receipts=True)
    for number, fact in enumerate(facts):
        case.note(fact)
        if number in sweeps:
            case.sweep("2026-03-02 12:00")
    assert standing(case) == standing(IN_ORDER)
    assert climbed(case) == climbed(IN_ORDER)
    assert (case.clock.late, case.clock.stopped_at) == (IN_ORDER.clock.late, IN_ORDER.clock.stopped_at)
    assert {key: one.late for key, one in case.clock.finished.items()} == {
        key: one.late for key, one in IN_ORDER.clock.finished.items()
    }
    assert len(set(map(repr, conclusions(case)))) == len(conclusions(case))


@given(arrivals(ASKED_LIFE))
def test_coordinations_too_are_the_same_in_any_order(facts):
    case = Told(receipts=True).note(*facts)
    assert case.clock == ASKED_IN_ORDER.clock
    assert [event for event in case.events if not isinstance(event, EventBuffered)] == ASKED_IN_ORDER.events
    assert {number: one.late for number, one in case.clock.asked.items()} == {1: True, 2: False, 3: False}


@given(arrivals(ASKED_LIFE), st.sets(st.integers(0, 12), max_size=4))
def test_sweeps_change_nothing_of_what_stands_of_coordinations(facts, sweeps):
    case = Told(receipts=True)
    for number, fact in enumerate(facts):
        case.note(fact)
        if number in sweeps:
            case.sweep("2026-02-26 12:00")
    assert standing(case) == standing(ASKED_IN_ORDER)
    assert climbed(case) == climbed(ASKED_IN_ORDER)
    late = {number: (one.late, one.timer.due_at) for number, one in case.clock.asked.items()}
    assert late == {n: (one.late, one.timer.due_at) for n, one in ASKED_IN_ORDER.clock.asked.items()}
