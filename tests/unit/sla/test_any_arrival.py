"""Shuffled, doubled, delayed, and swept in between: same clocks, same overdue set, same scorecards."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.sla.queries.scorecard_rows import ScorecardRow, Tally
from services.sla.views.visit_documents import PassedDocument, SentBackDocument, VisitDocument
from tests.unit.sla.cases import CASE, CaseTold
from tests.unit.sla.clocks import RECORDED_AT, Told
from tests.unit.sla.test_any_order import ASKED_LIFE, LIFE, climbed, standing
from tests.unit.sla.visits import documents_of

#: After all that happened, by when everything that is overdue has been told.
LAST = "2026-03-20 08:00"


def scorecards(case: Told) -> list[ScorecardRow]:
    """A row for each division and official, as scorecards count them."""
    tallies: dict[tuple[str, str | None, str | None, str | None], Tally] = {}
    for one in documents_of(CASE, case.events).values():
        if isinstance(one, VisitDocument) and one.done_on is not None:
            _tally(tallies, one.agency, one.division, one.official).add_visit(one)
        elif isinstance(one, SentBackDocument):
            _tally(tallies, one.agency, one.division, one.official).add_given(one)
            for own in one.redone:
                _tally(tallies, own.agency, own.division, own.official).sent_back += 1
        elif isinstance(one, PassedDocument):
            _tally(tallies, one.agency, one.division, None).buck_passing += 1
    return [tally.row(key, {}) for key, tally in sorted(tallies.items(), key=repr)]


def _tally(tallies: dict[Any, Tally], agency: str, division: str | None, official: str | None) -> Tally:
    return tallies.setdefault((agency, division, official, None), Tally(visits=[]))


def times(case: Told) -> dict[str, Any]:
    """Each time of the clock: when it is due, whether it is late, and whether it runs."""
    clock = case.clock
    visits = {**clock.finished, **clock.open}
    return {
        "case": (clock.late, clock.stopped_at),
        "visits": {key: (one.timer.due_at, one.late) for key, one in visits.items()},
        "asked": {key: (one.timer.due_at, one.late) for key, one in clock.asked.items()},
        "open": set(clock.open),
    }


def arrived(facts: Sequence[CaseTold], delays: Sequence[int], sweeps: Sequence[str]) -> Told:
    """Each told so many hours after the store of the cases had it, with sweeps at their places."""
    case = Told()
    for number, fact in enumerate(facts):
        late = timedelta(hours=delays[number % len(delays)]) if delays else timedelta()
        case.note(fact, recorded_at=RECORDED_AT + late)
        if number < len(sweeps):
            case.sweep_all(sweeps[number])
    case.sweep_all(LAST)
    return case


LIVES: dict[str, tuple[CaseTold, ...]] = {"steps": LIFE, "coordinations": ASKED_LIFE}
IN_ORDER = {name: arrived(life, (), ()) for name, life in LIVES.items()}


def test_there_is_something_to_be_the_same() -> None:
    rows = scorecards(IN_ORDER["steps"])
    assert sum(one.done for one in rows) > 0
    assert sum(one.done_late for one in rows) > 0
    assert sum(one.returns + one.refusals for one in rows) > 0
    assert standing(IN_ORDER["steps"])
    assert climbed(IN_ORDER["steps"])


@pytest.mark.parametrize("name", LIVES)
@settings(max_examples=20)
@given(data=st.data())
def test_whenever_and_however_often_it_arrives(name: str, data: st.DataObject) -> None:
    life = LIVES[name]
    doubled = data.draw(st.lists(st.sampled_from(life), max_size=6))
    facts = data.draw(st.permutations([*life, *doubled]))
    delays = data.draw(st.lists(st.integers(0, 400), max_size=5))
    sweeps = data.draw(st.lists(st.sampled_from(["2026-02-13 12:00", "2026-03-02 12:00", LAST]), max_size=8))
    case, expected = arrived(facts, delays, sweeps), IN_ORDER[name]
    assert times(case) == times(expected)
    assert standing(case) == standing(expected)
    assert scorecards(case) == scorecards(expected)
    assert climbed(case) == climbed(expected)
