"""`tthc import-log` on the embedded profile dies by SIGKILL; the same command again finishes its work."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.settings import load_settings
from tests.faults.kill_points.points import KillPoint, Point, environment_of_points
from tests.faults.killing import is_gone
from tests.faults.permits import check_findings, check_same, first_cases, plan_of, undisturbed
from tests.integration.operations.command import tthc
from tthc.operations.opening import opened
from tthc.operations.verify import verify

CASES = 100
IN_TIME = 100.0  #: seconds that one run may take
_SAVES = (Point.SAVING, Point.SAVED)


@pytest.fixture
def points(tmp_path: Path, chance: random.Random) -> list[KillPoint]:
    """One for each run of the command: while it sets up, imports, and while clocks and notices follow."""
    drawn = [
        ("catalog", "", chance.randrange(2, 8)),
        ("cases", "case-", chance.randrange(1, 7)),
        ("sla", "clock-", chance.randrange(1, 5)),
    ]
    return [
        KillPoint(service, chance.choice(_SAVES), nth, tmp_path / f"{service}.killed", category)
        for service, category, nth in drawn
    ]


async def test_an_import_that_is_killed_goes_on_when_it_is_started_again(
    tmp_path: Path, points: list[KillPoint], plan: Callable[[str], None]
) -> None:
    plan("; ".join(map(str, points)))
    log, data_dir = first_cases(tmp_path, CASES), tmp_path / "var"
    command = ("import-log", str(log), "--calendar", "NL", "--json")
    for point in points:
        ran = tthc(data_dir, *command, within=IN_TIME, variables=environment_of_points([point]))
        assert ran.returncode == -9, f"{point}: {ran.returncode} {ran.stderr[-2000:]}"
        assert point.killed is not None, f"{point}: it did not come to that"
        assert is_gone(point.killed), f"{point}: process {point.killed} is still there"
    ran = tthc(data_dir, *command, within=IN_TIME)
    assert ran.returncode == 0, ran.stderr[-2000:]
    expected = await undisturbed(plan_of(log), tmp_path / "undisturbed")
    check_same(json.loads(ran.stdout), expected)
    settings = load_settings(data_dir=data_dir)
    async with opened(settings) as services:
        check_findings(await verify(services, settings))
