"""A log of 10,000 cases is imported whole, and in little memory; `make bench` says in what time."""

from pathlib import Path

import pytest

from tests.bench.large_log import CASES, GOAL_MEGABYTES, import_large_log


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_large_log_keeps_its_figures_and_needs_little_memory(tmp_path: Path) -> None:
    done = import_large_log(tmp_path)
    log, told = done.log, done.told
    assert (log.cases, log.events) == (CASES, 55_000)
    assert (told["cases"], told["steps_completed"], told["late_cases"]) == (
        log.cases,
        log.events,
        log.late_cases,
    )
    assert told["disagreements"] == []
    assert done.megabytes < GOAL_MEGABYTES
