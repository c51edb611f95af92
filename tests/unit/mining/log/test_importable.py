"""What a log may be read for but not imported is known before anything is made."""

from pathlib import Path

import pytest

from services.catalog.domain.procedure.naming import LONGEST_NAME as LONGEST_IN_THE_CATALOG
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.kernel import Counting
from tests.unit.cli.logs import done, planned, written_log
from tests.unit.mining.discovery.logs import discovered
from tthc.mining.log.driving_errors import LimitsTooLong, TooManyActivities, TooManyDivisions
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import plan_import
from tthc.mining.log.importable import MOST_ACTIVITIES, MOST_OTHER_DIVISIONS
from tthc.mining.log.names import LONGEST_NAME


def test_names_may_be_as_long_as_in_the_catalogue() -> None:
    assert LONGEST_NAME == LONGEST_IN_THE_CATALOG


def test_more_activities_than_a_procedure_may_have_steps(tmp_path: Path) -> None:
    events = [done(f"A{number}", number / 100) for number in range(MOST_ACTIVITIES + 1)]
    assert len(planned(tmp_path, *events[:-1]).procedure.steps) == MOST_ACTIVITIES
    with pytest.raises(TooManyActivities) as caught:
        planned(tmp_path, *events)
    assert caught.value.where == str(tmp_path / "log.csv")
    assert "201" in caught.value.message(Language.VI)
    assert len(discovered(tmp_path, events).steps) == MOST_ACTIVITIES + 1


def test_more_divisions_than_a_step_may_name(tmp_path: Path) -> None:
    events = [done("A", number / 100, group=f"G{number}") for number in range(MOST_OTHER_DIVISIONS + 2)]
    assert planned(tmp_path, *events[:-1]).procedure.steps
    with pytest.raises(TooManyDivisions, match="activity 'A'"):
        planned(tmp_path, *events)


def test_limits_that_together_reach_further_than_can_be_counted(tmp_path: Path) -> None:
    header = "case_id,activity,timestamp,case_start\n"
    rows = [f"c{number},A{number},2025-01-01,1992-01-01\n" for number in range(4)]
    path = tmp_path / "log.csv"
    path.write_text(header + "".join(rows), "utf-8")
    with pytest.raises(LimitsTooLong) as caught:
        plan_import(ImportOptions(path=path))
    assert caught.value.where == str(path)
    assert TimeLimit.of(90 * 2000 * 60, Counting.WORKING_HOURS).duration in caught.value.message(Language.EN)
    path.write_text(header + "".join(rows[:2]), "utf-8")
    assert plan_import(ImportOptions(path=path)).procedure.steps


def test_a_written_log_is_importable(tmp_path: Path) -> None:
    assert plan_import(ImportOptions(path=written_log(tmp_path, [done("A")]))).procedure.steps
