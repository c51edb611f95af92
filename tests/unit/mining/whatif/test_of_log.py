"""What would have been late in small logs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.errors import Language
from tests.unit.cli.logs import done, written_log
from tests.unit.mining.discovery.logs import discovered, way
from tthc.mining.discovery.proposal import draft_of
from tthc.mining.log.events import LogEvent
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.errors import LimitsFitNothing, NoCasesInPeriod
from tthc.mining.whatif.limits import read_limits
from tthc.mining.whatif.of_log import LogQuestion, simulate_log
from tthc.mining.whatif.period import Period


def simulated(
    folder: Path, events: Sequence[LogEvent], after: str, before: str | None = None, **options: Any
) -> Comparison:
    paths = [folder / "after", folder / "before"]
    for path, text in zip(paths, (after, before), strict=True):
        path.write_text(text or "", "utf-8")
    question = LogQuestion(
        path=written_log(folder, events),
        limits=read_limits(paths[0]),
        limits_path=paths[0],
        compared=read_limits(paths[1]) if before else None,
        **options,
    )
    return simulate_log(question)


LONG = "step,limit\nA,PT2H\nB,PT2H\n*,PT3H\n"
SHORT = "step,limit\nA,PT1H\nB,PT1H\n*,PT2H\n"
CASES = [*way("c1", "AB"), done("A", 0.5, case="c2"), done("B", 2.5, case="c2", group="Phòng B")]


def test_counts_visits_and_cases_before_and_after(tmp_path: Path) -> None:
    told = simulated(tmp_path, CASES, SHORT, LONG).told(Language.EN)
    assert told["cases"] | {"late_by_deadline": 0} == {
        "cases": 2,
        "late_before": 0,
        "late_after": 1,
        "share_before": 0.0,
        "share_after": 0.5,
        "late_by_deadline": 0,
    }
    by_step = [(one["step"], one["visits"], one["late_before"], one["late_after"]) for one in told["steps"]]
    assert by_step == [("S01", 2, 0, 0), ("S02", 2, 0, 1)]
    by_unit = [(one["division"], one["visits"], one["late_after"]) for one in told["units"]]
    assert by_unit == [("PHONG-A", 3, 0), ("PHONG-B", 1, 1)]


def test_compares_with_nothing_where_nothing_is_given(tmp_path: Path) -> None:
    told = simulated(tmp_path, CASES, "step,limit\nA,PT1H\n").told(Language.EN)
    assert (told["cases"]["late_before"], told["cases"]["late_after"]) == (None, None)
    assert (told["unnamed"], told["steps"][1]["late_after"]) == (["S02"], None)


def test_keeps_what_it_compares_with_where_the_new_limits_say_nothing(tmp_path: Path) -> None:
    told = simulated(tmp_path, CASES, "step,limit\nA,PT4H\n", SHORT).told(Language.EN)
    assert (told["unnamed"], told["steps"][1]["limit_after"], told["steps"][1]["late_after"]) == (
        ["S02"],
        "PT1H",
        1,
    )
    assert told["cases"]["late_after"] == told["cases"]["late_before"] == 1


def test_counts_those_later_than_the_deadline_that_the_log_states(tmp_path: Path) -> None:
    events = [done("A", 3, deadline=2), done("A", 1, case="c2", deadline=2)]
    assert simulated(tmp_path, events, LONG).late_by_deadline == 1


def test_says_what_no_case_came_to(tmp_path: Path) -> None:
    assert simulated(tmp_path, CASES, LONG + "Z,PT1H\n").unvisited == ("Z",)


def test_takes_the_cases_of_a_period_alone(tmp_path: Path) -> None:
    assert simulated(tmp_path, CASES, LONG, period=Period.parse("2021-03")).cases.count == 2
    with pytest.raises(NoCasesInPeriod):
        simulated(tmp_path, CASES, LONG, period=Period.parse("2021-04"))


def test_takes_limits_of_the_whole_case_alone(tmp_path: Path) -> None:
    told = simulated(tmp_path, CASES, "step,limit\n*,PT2H\n").told(Language.EN)
    assert (told["cases"]["late_after"], told["unnamed"]) == (1, ["S01", "S02"])
    assert {(step["limit_after"], step["late_after"]) for step in told["steps"]} == {(None, None)}


def test_keeps_the_steps_limits_where_the_new_ones_are_of_the_whole_case_alone(tmp_path: Path) -> None:
    told = simulated(tmp_path, CASES, "step,limit\n*,PT9H\n", SHORT).told(Language.EN)
    assert (told["cases"]["late_before"], told["cases"]["late_after"]) == (1, 0)
    assert [(step["limit_after"], step["late_after"]) for step in told["steps"]] == [("PT1H", 0), ("PT1H", 1)]


def test_compares_with_limits_of_the_whole_case_alone(tmp_path: Path) -> None:
    told = simulated(tmp_path, CASES, SHORT, "step,limit\n*,PT9H\n").told(Language.EN)
    assert (told["cases"]["late_before"], told["cases"]["late_after"]) == (0, 1)
    assert [step["limit_before"] for step in told["steps"]] == [None, None]


def test_takes_the_longest_limits_that_may_be_given(tmp_path: Path) -> None:
    longest = "step,limit,counting\nA,P22500D,\nB,P32850D,calendar_days\n*,PT180000H,\n"
    told = simulated(tmp_path, CASES, longest).told(Language.EN)
    assert told["cases"]["late_after"] == 0


def test_refuses_limits_of_another_procedure(tmp_path: Path) -> None:
    with pytest.raises(LimitsFitNothing, match="S01, S02"):
        simulated(tmp_path, CASES, "step,limit\nX,PT1H\n")
    with pytest.raises(LimitsFitNothing, match="S01, S02"):
        simulated(tmp_path, CASES, "step,limit\nX,PT1H\n*,PT2H\n")
    other = {"code": "P", "time_limit": {"duration": "PT2H", "counting": "working_hours"}}
    with pytest.raises(LimitsFitNothing, match="S01, S02"):
        simulated(tmp_path, CASES, json.dumps(other | {"stages": [{"steps": [{"code": "X"}]}]}))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=st.lists(st.text("ABC", min_size=1, max_size=5), min_size=1, max_size=14))
def test_finds_late_what_a_discovery_said_would_be(tmp_path: Path, ways: list[str]) -> None:
    events = [one for number, letters in enumerate(ways) for one in way(f"c{number}", letters, 1.3)]
    found = discovered(tmp_path, events, meets=60)
    comparison = simulated(tmp_path, events, json.dumps(draft_of(found)))
    late = {step.code: step.visits - step.met for step in found.steps}
    assert {code: one.after for code, one in comparison.steps.items()} == late
    assert comparison.cases.after == found.cases - found.met_total
