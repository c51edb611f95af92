"""What an import's summary holds against the log, and what it can't."""

from collections import Counter
from pathlib import Path

from shared.errors import Language
from tests.unit.cli.logs import done, planned
from tthc.mining.log.driving_plan import ImportPlan
from tthc.summary import disagreements, uncompared

COUNTS = {"hand_offs": 0, "returns": 0, "reopened": 0}


def differing(plan: ImportPlan, **figures: int) -> Counter[str]:
    of_services = {
        "cases": len(plan.survey.cases),
        "steps_completed": plan.survey.events,
        **COUNTS,
        **figures,
    }
    return Counter(one.figure for one in disagreements(of_services, plan))


def test_late_cases_are_compared_where_the_log_states_every_deadline(tmp_path: Path) -> None:
    plan = planned(tmp_path, done("A", 3, deadline=2), done("A", 1, case="c2", deadline=2))
    assert differing(plan, late_cases=1) == {}
    assert differing(plan, late_cases=2) == {"late_cases": 1}
    assert uncompared(plan) == ()


def test_a_figure_that_the_log_does_not_have_can_not_disagree(tmp_path: Path) -> None:
    plan = planned(tmp_path, done("A", 3), done("A", 1, case="c2"))
    assert differing(plan, late_cases=2) == {}
    [notice] = uncompared(plan)
    assert notice.count == 2
    assert "c1, c2" in notice.message(Language.VI)


def test_nor_can_one_that_the_log_has_of_some_cases_alone(tmp_path: Path) -> None:
    plan = planned(tmp_path, done("A", 3, deadline=2), done("A", 1, case="c2"))
    assert differing(plan, late_cases=2) == {}
    [notice] = uncompared(plan)
    assert notice.names == ("c2",)


def test_the_other_figures_are_compared_all_the_same(tmp_path: Path) -> None:
    assert differing(planned(tmp_path, done("A", 3)), late_cases=0, cases=2) == {"cases": 1}
