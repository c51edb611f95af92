"""Laws of the arithmetic, for any work."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.scoring import half_up, printed
from services.sla.domain.evaluation.work import ObjectiveCause, ReturnedWork, VisitMinutes, WorkedVisit
from services.sla.domain.measured import CauseState
from tests.unit.sla.evaluation.facts import ND335, STRICT, at, evaluated

BEGIN = at("2026-01-01 00:00")
CAUSES = st.none() | st.sampled_from(CauseState).map(lambda state: ObjectiveCause(state=state))


@st.composite
def minutes(draw: Any) -> VisitMinutes:
    waiting, absent, own = (draw(st.integers(0, 900)) for _ in range(3))
    return VisitMinutes(used=waiting + absent + own, waiting=waiting, absent=absent)


@st.composite
def products(draw: Any) -> list[WorkedVisit]:
    """All visits of one step of one case, one after another."""
    case, weight = draw(st.sampled_from("ABCDEF")), draw(st.integers(1, 960))
    begins, found = BEGIN, []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        opened = begins + timedelta(hours=draw(st.integers(0, 900)))
        ended = opened + timedelta(hours=draw(st.integers(1, 900)))
        found.append(_visit(draw, case, weight, number, opened, ended))
        begins = found[-1].returned[0].at if found[-1].returned else ended
    return found


def _visit(draw: Any, case: str, weight: int, number: int, opened: datetime, ended: datetime) -> WorkedVisit:
    completed, back = draw(st.booleans()), draw(st.sampled_from([None, "content", "form"]))
    return WorkedVisit(
        official="stc.mai",
        agency="STC",
        case=case,
        step="B1",
        visit=number,
        step_limit_minutes=weight,
        steps_limit_minutes=960,
        limit_minutes=480,
        opened_at=opened,
        ended_at=ended,
        completed=completed,
        minutes=draw(minutes()),
        returned=(ReturnedWork(at=ended + timedelta(hours=1), grounds=back),) if completed and back else (),
        cause=draw(CAUSES),
    )


WORK = st.lists(products(), max_size=5, unique_by=lambda one: one[0].case).map(
    lambda found: [visit for one in found for visit in one]
)
PERIODS = st.sampled_from(["2026-01", "2026-02", "2026-03", "2026-Q1", "2026-Q2", "2026"])


@given(work=WORK, period=PERIODS)
def test_results_are_never_below_nothing_and_never_above_seventy(
    work: list[WorkedVisit], period: str
) -> None:
    found = evaluated(work, period)
    if found.results is not None:
        assert 0 <= Fraction(found.results) <= 70
    for line in found.lines:
        for percent in (line.quality_percent, line.progress_percent):
            assert percent is None or 0 <= Fraction(percent) <= 100


@given(work=WORK, period=PERIODS, data=st.data())
def test_the_order_of_the_visits_does_not_matter(work: list[WorkedVisit], period: str, data: Any) -> None:
    assert evaluated(data.draw(st.permutations(work)), period) == evaluated(work, period)


@given(work=WORK, period=PERIODS)
def test_the_strict_reading_never_gives_more(work: list[WorkedVisit], period: str) -> None:
    fair, strict = evaluated(work, period), evaluated(work, period, STRICT)
    for line in strict.lines:
        assert not line.late_through_others + line.late_through_absence
    delays = (sum(line.delays for line in found.lines) for found in (fair, strict))
    assert next(delays) <= next(delays)


@given(work=WORK, period=PERIODS)
def test_nothing_assigned_has_no_score_and_anything_has_one(work: list[WorkedVisit], period: str) -> None:
    found = evaluated(work, period, general=Fraction(25))
    assert (found.total is None) == (found.why_none is not None) == (found.assigned == "0.000")
    assert (found.total is None) == all(line.state == "carried_over" for line in found.lines)


@given(work=WORK, period=PERIODS)
def test_every_mark_is_explained(work: list[WorkedVisit], period: str) -> None:
    for line in evaluated(work, period).lines:
        marks = [one.mark for one in line.explain]
        assert marks.count("delay") == line.delays
        assert marks.count("return") == line.returns
        assert marks.count("others") == line.late_through_others
        assert marks.count("absence") == line.late_through_absence
        assert marks.count("exempt") == line.late_by_objective_cause


@given(work=WORK)
def test_a_product_that_was_done_in_a_month_has_one_line_in_its_quarter(work: list[WorkedVisit]) -> None:
    quarter = {line.case for line in evaluated(work, "2026-Q1").lines}
    for month in EvaluationPeriod.parse("2026-Q1").parts(1):
        done = {line.case for line in evaluated(work, month.code).lines if line.state == "done"}
        assert done <= quarter


@given(value=st.fractions(min_value=0, max_value=1000), decimals=st.sampled_from([2, 3]))
def test_what_is_printed_is_what_is_rounded_half_up(value: Fraction, decimals: int) -> None:
    unit = Fraction(1, 10**decimals)
    assert Fraction(printed(value, decimals)) == half_up(value, decimals)
    assert -unit / 2 < half_up(value, decimals) - value <= unit / 2


def test_a_policy_of_the_example_is_one_that_may_be() -> None:
    assert (ND335.code, STRICT.code) == ("ND335", "ND335-STRICT")
