"""Whatever order the facts arrive in, and however often: one state, one set of conclusions."""

from hypothesis import given
from hypothesis import strategies as st

from services.sla.domain.events import EventBuffered
from shared.contracts.sla import CaseOverdue, OverdueWithdrawn, StepOverdue
from tests.unit.sla.cases import (
    assigned,
    case_completed,
    case_opened,
    completed,
    extended,
    handed_off,
    opening,
    resumed,
    returned,
    suspended,
)
from tests.unit.sla.clocks import Told, told
from tests.unit.working_time.calendars import calendar_days, hours, working_days

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
)
IN_ORDER = told(*LIFE)


def conclusions(case: Told) -> list[object]:
    return [event for kind in (StepOverdue, CaseOverdue) for event in case.all(kind)]


def standing(case: Told) -> set[tuple[object, ...]]:
    """The overdue that were raised and not withdrawn."""
    raised = {("step", one.step, one.visit, one.due_at) for one in case.all(StepOverdue)}
    raised |= {("case", None, None, one.due_at) for one in case.all(CaseOverdue)}
    withdrawn = {
        ("step" if one.step else "case", one.step, one.visit, one.due_at)
        for one in case.all(OverdueWithdrawn)
    }
    return raised - withdrawn


@st.composite
def arrivals(draw):
    """Every fact at least once, some more often, in any order."""
    extra = draw(st.lists(st.sampled_from(LIFE), max_size=6))
    return draw(st.permutations([*LIFE, *extra]))


def test_the_life_has_what_the_law_is_about():
    assert {one.step for one in IN_ORDER.all(StepOverdue)} == {"receive", "finance", "legal"}
    assert len(IN_ORDER.all(CaseOverdue)) == 1


@given(arrivals())
def test_any_order_and_duplicates_make_the_same_clock(facts):
    case = told(*facts)
    assert case.clock == IN_ORDER.clock
    assert [event for event in case.events if not isinstance(event, EventBuffered)] == IN_ORDER.events


@given(arrivals(), st.lists(st.integers(0, 10), max_size=4))
def test_sweeps_in_between_change_nothing_of_what_stands(facts, sweeps):
    case = Told()
    for number, fact in enumerate(facts):
        case.note(fact)
        if number in sweeps:
            case.sweep("2026-03-02 12:00")
    assert standing(case) == standing(IN_ORDER)
    assert (case.clock.late, case.clock.stopped_at) == (IN_ORDER.clock.late, IN_ORDER.clock.stopped_at)
    assert {key: one.late for key, one in case.clock.finished.items()} == {
        key: one.late for key, one in IN_ORDER.clock.finished.items()
    }
    assert len(set(map(repr, conclusions(case)))) == len(conclusions(case))
