"""What a discovery finds in small logs whose figures are known."""

from itertools import chain, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.catalog.domain.procedure.checks import findings
from services.catalog.domain.procedure.checks.fitness import refuse_unfit
from services.catalog.domain.procedure.procedure import Procedure
from shared.errors import Language
from shared.kernel import Counting
from tests.unit.cli.logs import done, written_log
from tests.unit.mining.discovery.logs import discovered, step, way
from tthc.mining.discovery.discover import discover
from tthc.mining.discovery.found import Spread
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.discovery.proposal import draft_of
from tthc.mining.discovery.told import told
from tthc.mining.log.errors import CaseContradicted, EventBeforeCase
from tthc.mining.log.events import LogEvent


def test_counts_a_step_from_the_event_before_it(tmp_path: Path) -> None:
    found = discovered(tmp_path, [done("A", 1), done("B", 3)])
    assert step(found, "A").needed == Spread(60, 60, 60)
    assert step(found, "B").needed == Spread(120, 120, 120)
    assert found.needed == Spread(180, 180, 180)


def test_counts_working_time_and_not_the_night(tmp_path: Path) -> None:
    found = discovered(tmp_path, [done("A", 1), done("B", 25)])
    assert step(found, "B").needed.median == 480


def test_takes_percentiles_by_nearest_rank(tmp_path: Path) -> None:
    events = [done("A", minutes / 60, case=f"c{minutes}") for minutes in range(1, 101)]
    found = discovered(tmp_path, events)
    assert step(found, "A").needed == Spread(50, 80, 95)


def test_proposes_the_smallest_sensible_limit_that_enough_visits_would_have_met(tmp_path: Path) -> None:
    events = [done("A", minutes / 60, case=f"c{minutes}") for minutes in range(1, 101)]
    proposed = step(discovered(tmp_path, events), "A")
    assert (proposed.limit.duration, proposed.met) == ("PT2H", 100)
    proposed = step(discovered(tmp_path, events, meets=60), "A")
    assert (proposed.limit.duration, proposed.met) == ("PT1H", 60)


def test_proposes_working_days_where_they_are_asked_for(tmp_path: Path) -> None:
    found = discovered(tmp_path, [done("A", 1), done("B", 49)], counting=Counting.WORKING_DAYS)
    assert [one.limit.duration for one in found.steps] == ["P1D", "P2D"]
    assert found.time_limit.duration == "P3D"


def test_puts_steps_in_their_usual_order(tmp_path: Path) -> None:
    found = discovered(tmp_path, [*way("c1", "ABC"), *way("c2", "ABC"), *way("c3", "BAC")])
    assert [one.activity for one in found.steps] == ["A", "B", "C"]
    assert found.variants == 2
    assert found.commonest[0][1] == 2


def test_makes_one_stage_of_steps_that_come_in_both_orders(tmp_path: Path) -> None:
    events = [*chain(*(way(f"c{n}", "ABCD" if n % 2 else "ACBD") for n in range(12)))]
    found = discovered(tmp_path, events)
    assert [[one.activity for one in stage] for stage in found.stages] == [["A"], ["B", "C"], ["D"]]
    assert found.time_limit.amount == 60 + 120 + 60  # the longest of the stage, once


def test_lets_the_steps_of_a_stage_run_from_when_the_case_came_to_it(tmp_path: Path) -> None:
    events = [*chain(*(way(f"c{n}", "ABCD" if n % 2 else "ACBD", 0.5) for n in range(12)))]
    found = discovered(tmp_path, events)
    assert step(found, "B").needed == Spread(30, 60, 60)
    assert step(found, "D").needed == Spread(30, 30, 30)


def test_makes_one_stage_of_three_steps_in_any_order(tmp_path: Path) -> None:
    ways = ["A" + "".join(middle) + "E" for middle in permutations("BCD")] * 4
    events = chain(*(way(f"c{number}", one) for number, one in enumerate(ways)))
    found = discovered(tmp_path, [*events])
    assert [len(stage) for stage in found.stages] == [1, 3, 1]


@pytest.mark.parametrize("rare", [1, 3])
def test_takes_a_rare_order_for_an_exception(tmp_path: Path, rare: int) -> None:
    events = [*chain(*(way(f"c{n}", "ACBD" if n < rare else "ABCD") for n in range(12)))]
    assert all(len(stage) == 1 for stage in discovered(tmp_path, events).stages)


def test_makes_optional_what_few_cases_have(tmp_path: Path) -> None:
    events = [*chain(*(way(f"c{n}", "ABC" if n else "AC") for n in range(10)))]
    found = discovered(tmp_path, events)
    assert [one.optional for one in found.steps] == [False, True, False]


def test_counts_as_rework_what_is_done_again(tmp_path: Path) -> None:
    found = discovered(tmp_path, [*way("c1", "ABAB"), *way("c2", "ABB"), *way("c3", "AB")])
    assert (found.again, found.cases_reworked, found.cases_out_of_order) == (3, 2, 0)
    assert (step(found, "A").again, step(found, "B").again, step(found, "B").cases_again) == (1, 2, 2)


def test_counts_as_out_of_order_what_is_first_done_late(tmp_path: Path) -> None:
    found = discovered(tmp_path, [*way("c1", "ABC"), *way("c2", "ABC"), *way("c3", "CBA")])
    assert (found.out_of_order, found.cases_out_of_order, found.again) == (2, 1, 0)


def test_lets_most_cases_decide_rather_than_a_few_long_ones(tmp_path: Path) -> None:
    usual = chain(*(way(f"c{n}", "XABY") for n in range(3)))
    found = discovered(tmp_path, [*usual, *way("c8", "BXXXXXXAY", 0.1), *way("c9", "XBXXXXXAY", 0.1)])
    assert [one.activity for one in found.steps] == ["X", "A", "B", "Y"]


def test_counts_hand_offs_between_units_only(tmp_path: Path) -> None:
    found = discovered(
        tmp_path,
        [done("A", 1, group="X"), done("B", 2, group="X"), done("C", 3, group="Y"), done("D", 4, group="X")],
    )
    assert found.hand_offs == {("X", "Y"): 1, ("Y", "X"): 1}
    assert found.work_of_units == {"X": 3, "Y": 1}


def test_gives_a_step_to_whoever_does_it_most_and_names_the_others(tmp_path: Path) -> None:
    groups = ["X", "X", "Y"]
    found = discovered(tmp_path, [done("A", 1, case=f"c{n}", group=one) for n, one in enumerate(groups)])
    assert (step(found, "A").division, step(found, "A").other_divisions) == ("X", ("Y",))


def test_tells_how_many_cases_keep_the_total_and_how_many_every_step(tmp_path: Path) -> None:
    quick = chain(*(way(f"c{n}", "AB") for n in range(9)))
    found = discovered(tmp_path, [*quick, *way("slow", "AB", hours_each=2)])
    assert found.time_limit.duration == "PT2H"
    assert (found.met_total, found.met_every_step) == (9, 9)


def test_tells_the_limit_that_whole_cases_keep_beside_the_sum_of_steps_that_few_have(tmp_path: Path) -> None:
    usual = chain(*(way(f"c{n}", "AB") for n in range(9)))
    found = discovered(tmp_path, [*usual, *way("other", "CDEF", hours_each=2)])
    assert found.time_limit.duration == "PT9H"
    assert (found.case_limit.duration, found.met_case_limit) == ("PT2H", 9)


@pytest.mark.parametrize(
    ("events", "refusal"),
    [
        ([done("A", 1, deadline=5), done("B", 2, deadline=6)], CaseContradicted),
        ([done("A", -1), done("B", 2)], EventBeforeCase),
    ],
)
def test_refuses_what_an_import_refuses(
    tmp_path: Path, events: list[LogEvent], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match="c1"):
        discovered(tmp_path, events)


WAYS = st.lists(st.text("ABCD", min_size=1, max_size=6), min_size=1, max_size=12)


def events_of(ways: list[str]) -> list[LogEvent]:
    return [*chain(*(way(f"c{number}", one, 0.7) for number, one in enumerate(ways)))]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=WAYS, meets=st.integers(1, 100))
def test_any_proposal_meets_what_was_asked_and_is_fit_to_issue(
    tmp_path: Path, ways: list[str], meets: int
) -> None:
    found = discovered(tmp_path, events_of(ways), meets=meets)
    assert all(100 * one.met >= meets * one.visits for one in found.steps)
    procedure = TypeAdapter(Procedure).validate_python(draft_of(found)["procedure"])
    refuse_unfit(procedure)
    assert list(findings(procedure, found.divisions)) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), ways=WAYS)
def test_the_order_of_the_rows_changes_nothing(tmp_path: Path, data: st.DataObject, ways: list[str]) -> None:
    events = events_of(ways)
    shuffled = data.draw(st.permutations(events))
    as_written = told(discovered(tmp_path, events), Language.VI)
    assert told(discovered(tmp_path, shuffled), Language.VI) == as_written


def test_tells_how_far_it_is_up_to_the_end(tmp_path: Path) -> None:
    told_shares: list[float] = []
    path = written_log(tmp_path, events_of(["ABC"] * 250))
    discover(DiscoverOptions(path=path), lambda at, total: told_shares.append(at / total))
    assert told_shares == sorted(told_shares)
    assert 0 < told_shares[0] < told_shares[-1] == 1
