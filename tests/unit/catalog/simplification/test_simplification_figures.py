"""Figures of simplification: before and after, over a portfolio, towards a target."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.simplification.figures import (
    Extent,
    PortfolioFigures,
    Sum,
    portfolio_figures,
    procedure_figures,
)
from services.catalog.domain.simplification.programmes import FIFTH, Measure, Target
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tests.unit.catalog.examples import hours, procedure, stage, step


def days(count: int, counting: Counting = Counting.WORKING_DAYS) -> TimeLimit:
    return TimeLimit.of(count, counting)


def entry(code: str, total: TimeLimit, steps: int = 2) -> Procedure:
    return procedure(stage("G1", *(step(f"S{n}", total) for n in range(steps))), code=code, total=total)


def figures(
    before: list[Procedure], after: list[Procedure], **accepted: list[Extent | None]
) -> PortfolioFigures:
    return portfolio_figures(procedure_figures("SNV", before, after, accepted))


def test_hours_and_working_days_are_compared_in_working_time() -> None:
    found = figures(
        [entry("P1", days(3)), entry("P2", hours(8))], [entry("P1", hours(16)), entry("P2", hours(8))]
    )
    assert found.working_minutes == Sum(before=32 * 60, after=24 * 60, expected=24 * 60)
    assert found.share(Measure.TIME) == 25


def test_calendar_days_are_kept_apart_and_the_lower_share_counts() -> None:
    calendar = Counting.CALENDAR_DAYS
    before = [entry("P1", hours(10)), entry("P2", days(10, calendar))]
    found = figures(before, [entry("P1", hours(5)), entry("P2", days(9, calendar))])
    assert (found.calendar_days.share(), found.working_minutes.share(), found.share(Measure.TIME)) == (
        10,
        50,
        10,
    )


def test_a_time_that_is_counted_otherwise_now_is_compared_with_none() -> None:
    found = figures([entry("P1", hours(10))], [entry("P1", days(1, Counting.CALENDAR_DAYS))])
    assert (found.not_comparable, found.share(Measure.TIME)) == (1, None)


def test_what_is_accepted_counts_as_expected_until_an_edition_has_it() -> None:
    before = [entry("P1", hours(10), steps=4)]
    found = figures(before, before, P1=[Extent(time=hours(8), steps=4), Extent(time=hours(10), steps=3)])
    steps, time = found.steps, found.working_minutes
    assert (steps.after, steps.expected, time.after, time.expected) == (4, 3, 600, 480)
    now, expected = (found.share(Measure.PROCEDURES_SIMPLIFIED, expected=each) for each in (False, True))
    assert (now, expected) == (0, 100)


def test_a_removed_procedure_counts_in_full() -> None:
    found = figures([entry("P1", hours(10)), entry("P2", hours(10))], [entry("P1", hours(10))])
    assert [found.share(measure) for measure in Measure] == [50, 50, 50, 50]


def test_a_procedure_that_the_baseline_does_not_have_counts_in_nothing() -> None:
    before = [entry("P1", hours(10))]
    assert figures(before, [*before, entry("P9", hours(99))]).steps.after == 2


@pytest.mark.parametrize(("after", "reached"), [(80, True), (81, False)])
def test_a_target_is_reached_at_its_share(after: int, reached: bool) -> None:
    found = figures([entry("P1", hours(100))], [entry("P1", hours(after))])
    (progress,) = found.progress([Target(measure=Measure.TIME, per_cent=20)])
    assert progress.reached is reached


def test_an_empty_baseline_reaches_nothing() -> None:
    assert [one.reached for one in figures([], []).progress(FIFTH)] == [False] * 3


@for_all(st.lists(st.integers(1, 500), min_size=1, max_size=8), st.data())
def test_what_only_becomes_less_has_shares_between_none_and_all(
    amounts: list[int], data: st.DataObject
) -> None:
    before = [entry(f"P{n}", hours(amount)) for n, amount in enumerate(amounts)]
    after = [
        replace(one, time_limit=hours(data.draw(st.integers(1, one.time_limit.amount // 60))))
        for one in before
    ]
    found = figures(before, after)
    assert all(0 <= (found.share(measure) or 0) <= 100 for measure in Measure)
    assert figures(before, before).share(Measure.TIME) == 0
