"""The demo as somebody sees it who tries the system out: one command, the whole permit log, its figures."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.operations.command import tthc

#: What the log itself holds.
PERMITS = {"cases": 1434, "steps_completed": 8577, "late_cases": 92}


def played(data_dir: Path, *options: str, within: float) -> dict[str, Any]:
    """What the demo prints; it has ended well."""
    ran = tthc(data_dir, "demo", "--exit", "--json", *options, within=within)
    assert ran.returncode == 0, ran.stderr[-4000:]
    summary: dict[str, Any] = json.loads(ran.stdout)
    return summary


def check(summary: dict[str, Any]) -> None:
    """The figures are the log's, and nothing disagrees with anything."""
    assert {name: summary[name] for name in PERMITS} == PERMITS
    assert summary["disagreements"] == []
    assert summary["verify"]["disagreements"] == 0
    whys = {one["why"] for one in summary["late"]}
    assert whys == {"returned", "not_received", "not_completed", "other_agency"}
    assert (summary["overdue_steps"], summary["overdue_steps_waiting"]) == (len(summary["late"]) - 3, 3)
    assert sum(one["owed"] for one in summary["coordinations"]) == 3
    assert [one["kind"] for one in summary["buck_passing"]] == ["refused_in_turn"]
    assert summary["tree"]["time"].keys() == {"SNV", "STC", "STTTT"}
    events = summary["events_by_type"]
    counted = (events["CaseOpened"], events["StepCompleted"], events["CaseOverdue"])
    assert counted == tuple(PERMITS.values())


def test_imports_the_permit_log_whole(tmp_path: Path) -> None:
    check(played(tmp_path / "var", within=200))


@pytest.mark.soak
@pytest.mark.servers
def test_imports_the_permit_log_whole_on_real_servers(own_data: Path) -> None:
    check(played(own_data / "var", "--kafka", "--postgres", "--mongo", within=600))
