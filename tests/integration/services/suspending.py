"""Cases of a procedure that allows one suspension of two working days, and of one (SNV-08) that allows none.

With a clock that the test sets.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from shared.kernel import Role
from tests.hosting import World, principal
from tests.integration.services.test_catalog import EDITIONS, found, issue, ok, procedure, put_in
from tools.contracts.scenario.stage import Stage, staged

BINH = principal("snv.binh", Role.AGENCY_HEAD, "SNV")
LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
CONDITIONS = "Hồ sơ chưa đủ thành phần"
LIMITS = {
    "suspension": {
        "conditions": CONDITIONS,
        "most_times": 1,
        "longest": {"duration": "P2D", "counting": "working_days"},
    },
    "extension": {"conditions": "Cần xác minh thêm"},
}
#: The case is opened on a Monday; a suspension that begins on the Tuesday ends on Thursday at 17:30.
OPENED, SUSPENDED = "2026-03-02 08:00", "2026-03-03 09:00"
ENDS, DUE = "2026-03-05T10:30:00.000000Z", "2026-03-06T09:30:00.000000Z"


async def _set_up(world: World) -> None:
    await found(world)
    appointed = {"official": "snv.binh", "name": "Bình", "position": "Giám đốc", "roles": ["agency_head"]}
    officials = [{**appointed, "divisions": ["VP"]}]
    await ok(
        await world.post("catalog", "/agencies/SNV/staff", json={"officials": officials}, as_="importer")
    )
    await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
    long = {"duration": "PT16H", "counting": "working_hours"}
    entry = procedure("SNV-07", **LIMITS, time_limit=long)
    entry["stages"][0]["steps"][0]["time_limit"] = long
    await put_in(world, 1, entry)
    await put_in(world, 1, procedure("SNV-08"))
    await issue(world, 1)
    await world.settle()


class Suspending:
    """One case, and the time that the test makes it."""

    def __init__(self, stage: Stage, case: str = "") -> None:
        self.stage = stage
        self.world = stage.world
        self.case = case

    async def open(self, who: Any = LAN, **fields: Any) -> str:
        """A case of sixteen working hours; its number."""
        body = {"agency": "SNV", "procedure": "SNV-07", "subject": "Bổ nhiệm", **fields}
        answer = await ok(await self.world.post("cases", "/cases", json=body, as_=who))
        self.case = answer["case_number"]
        await self.stage.settle()
        return self.case

    async def give(self, command: str, who: Any = BINH, **fields: Any) -> Any:
        """The answer to a command on the case."""
        path = f"/cases/{self.case}/{command}"
        answer = await self.world.post("cases", path, json=fields, as_=who)
        await self.stage.settle()
        return answer

    async def shown(self) -> Any:
        """The case as it is shown."""
        return await ok(await self.world.get("cases", f"/cases/{self.case}", as_=BINH))

    async def clock(self) -> Any:
        """Its clock as it is shown."""
        return await ok(await self.world.get("sla", f"/clocks/{self.case}", as_=BINH))

    async def resumed(self) -> list[Any]:
        """What was recorded of resumptions."""
        answer = await ok(await self.world.get("cases", f"/cases/{self.case}/events", as_=BINH))
        return [one for one in answer["events"] if one["type"] == "CaseResumed"]

    async def inbox(self) -> list[Any]:
        """What the head is told of the case."""
        answer = await ok(await self.world.get("notify", "/inbox/entries", as_=BINH))
        return [one for one in answer["entries"] if one["case_number"] == self.case]


@asynccontextmanager
async def suspending(folder: Path, beginning: str = OPENED, case: str = "") -> AsyncIterator[Suspending]:
    """All four services in one process, on a folder that `prepare` made."""
    async with staged(folder, beginning) as stage:
        yield Suspending(stage, case)


async def prepare(folder: Path) -> None:
    """Home Affairs with its head and the procedures in force, known to every service."""
    async with staged(folder, OPENED) as stage:
        await _set_up(stage.world)
