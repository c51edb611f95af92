"""Logs imported into services that run in the test's own process."""

from pathlib import Path
from typing import Any

from shared.contracts.topics import Service
from shared.errors import Language
from tests.hosting import World
from tests.unit.cli.logs import done, planned
from tthc.connection import in_process
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_plan import ImportPlan
from tthc.summary import Summary, summarise

DATA = Path(__file__).parents[1] / "reported" / "inputs"
SERVICES = tuple(service.value for service in Service)


def small_plan(folder: Path) -> ImportPlan:
    """Three cases: one in time, one late, one that goes back a step and is longer than one sequel."""
    in_time = [done(step, hours, case="c1", deadline=50) for hours, step in enumerate("ABC")]
    late = [done("A", 1, case="c2", deadline=26), done("C", 30, case="c2", group="Phòng B", resource="binh")]
    long = [done("AB"[n % 2], n / 10, case="c3", resource=None) for n in range(41)]
    return planned(folder, *in_time, *late, *long, done("C", 9, case="c3"))


async def imported(world: World, plan: ImportPlan) -> Summary:
    """Import, and say what came of it."""
    async with in_process(world.host, Language.EN) as services:
        return await summarise(services, await drive(services, plan))


async def cases_of(world: World) -> list[dict[str, Any]]:
    """All cases, the newest first."""
    answer = await world.get("cases", "/cases", as_="auditor")
    cases: list[dict[str, Any]] = answer.json()["cases"]
    return cases
