"""Cases over HTTP: one procedure of Home Affairs, its people, and a case that is driven to a given point.

await office.open()
await office.do(LAN, "ReceiveStep", step="tiep-nhan")
assert (await office.shown())["status"] == "open"
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from services.sla.domain.current_calendar import CURRENT_CALENDAR, TellCalendar
from shared.auth import Principal
from shared.decider import by_itself
from shared.eventstore.records import utc_now
from shared.kernel import Role
from tests.hosting import World, hosted, principal
from tests.integration.services.test_catalog import EDITIONS, found, issue, ok, put_in
from tests.unit.cases.builder import MONDAY
from tests.unit.working_time.calendars import VIETNAM

CODE = "SNV-07"
MINUTE = timedelta(minutes=1)

LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
MINH = principal("snv.minh", Role.OFFICIAL, "SNV", "CCVC")
MAI = principal("snv.mai", Role.OFFICIAL, "SNV", "CCVC")
HOA = principal("snv.hoa", Role.DIVISION_HEAD, "SNV", "CCVC")
PHUC = principal("snv.phuc", Role.OFFICIAL, "SNV", "PC")
KIEN = principal("snv.kien", Role.OFFICIAL, "SNV", "LD")
BINH = principal("snv.binh", Role.AGENCY_HEAD, "SNV")
STRANGER = principal("sct.tam", Role.AGENCY_HEAD, "SCT")
#: Who does each step.
WORKERS = {"tiep-nhan": LAN, "tham-dinh": MINH, "phap-che": PHUC, "ky": KIEN, "luu": LAN}


def step(code: str, division: str, *others: str, optional: bool = False) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"Bước {code}",
        "division": division,
        "other_divisions": list(others),
        "content": "Thẩm định hồ sơ",
        "time_limit": {"duration": "PT8H", "counting": "working_hours"},
        "optional": optional,
    }


PROCEDURE: dict[str, Any] = {
    "code": CODE,
    "name": "Bổ nhiệm công chức",
    "time_limit": {"duration": "PT32H", "counting": "working_hours"},
    "suspension": {"conditions": "Chờ bổ sung hồ sơ"},
    "extension": {"conditions": "Cần xác minh thêm", "most_times": 9},
    "stages": [
        {"code": "G1", "steps": [step("tiep-nhan", "VP")]},
        {"code": "G2", "steps": [step("tham-dinh", "CCVC", "TTr"), step("phap-che", "PC")]},
        {"code": "G3", "steps": [step("ky", "LD")]},
        {"code": "G4", "steps": [step("luu", "VP", optional=True)]},
    ],
}


#: As the sla service tells it.
CALENDAR = CURRENT_CALENDAR.decide(
    CURRENT_CALENDAR.initial(), TellCalendar(calendar=VIETNAM, version=1), by_itself(MONDAY)
)[0]


async def staff(world: World) -> None:
    """The divisions of Home Affairs besides its office, and its people."""
    people = [LAN, MINH, MAI, HOA, PHUC, KIEN]
    officials = [
        {
            "official": one.id,
            "name": one.id,
            "divisions": [one.grants[0].division],
            "position": "",
            "roles": [one.grants[0].role.value],
        }
        for one in people
    ]
    divisions = [{"division": code, "name": code} for code in ("CCVC", "TTr", "PC", "LD")]
    order = {"divisions": divisions, "officials": officials}
    await ok(await world.post("catalog", "/agencies/SNV/staff", json=order, as_="importer"))


async def establish(world: World) -> None:
    """Home Affairs with its people and an edition of one procedure in force, in the catalog."""
    await found(world)
    await staff(world)
    await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
    await put_in(world, 1, PROCEDURE)
    await issue(world, 1)


async def prepare(folder: Path) -> None:
    """Home Affairs with its people and an edition of one procedure in force, known to the cases service."""
    async with hosted(folder, "catalog", "cases") as world:
        await establish(world)
        await world.tell(CALENDAR, CALENDAR.code, CALENDAR.changed_at)
        await world.settle()


class Office:
    """The hosted services, and one case at a time. Acts are recorded now and took effect a minute apart."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.case = ""
        self.opened_at = (utc_now() - timedelta(days=1)).replace(microsecond=0)
        self.acts = 0

    def at(self, act: int) -> str:
        """When the n-th act took effect, counted from 0 (the opening), as answers write it."""
        return written(self.opened_at + act * MINUTE)

    async def open(self, who: Principal | str = LAN, **fields: Any) -> str:
        """A case at its first step; its number. The acts are counted from here."""
        self.acts = 0
        self.case = (await ok(await self.ask_to_open(who, **fields)))["case_number"]
        return self.case

    async def ask_to_open(
        self, who: Principal | str, headers: dict[str, str] | None = None, **fields: Any
    ) -> httpx.Response:
        """The answer to an opening."""
        body = {"agency": "SNV", "procedure": CODE, "subject": "Bổ nhiệm Phó Trưởng phòng", "at": self.at(0)}
        return await self.world.post("cases", "/cases", json={**body, **fields}, headers=headers, as_=who)

    async def give(
        self, who: Principal | str, command: str, headers: dict[str, str] | None = None, **fields: Any
    ) -> httpx.Response:
        """The answer to a command on the case."""
        body = {"command": command, **fields}
        path = f"/cases/{self.case}/commands"
        return await self.world.post("cases", path, json=body, headers=headers, as_=who)

    async def do(self, who: Principal | str, command: str, **fields: Any) -> Any:
        """The next act, a minute after the one before it; it succeeds."""
        self.acts += 1
        return await ok(await self.give(who, command, at=self.at(self.acts), **fields))

    async def work(self, *steps: str) -> None:
        """Each step is received and completed by its worker."""
        for code in steps:
            await self.do(WORKERS[code], "ReceiveStep", step=code)
            await self.do(WORKERS[code], "CompleteStep", step=code)

    async def at_appraisal(self) -> None:
        """A new case at its parallel stage."""
        await self.open()
        await self.work("tiep-nhan")
        await self.do(LAN, "HandOff", step="tiep-nhan")

    async def shown(self, who: Principal | str = BINH) -> dict[str, Any]:
        """The case as it is shown now."""
        await self.world.settle()
        case: dict[str, Any] = await ok(await self.world.get("cases", f"/cases/{self.case}", as_=who))
        return case

    async def steps(self) -> dict[str, dict[str, Any]]:
        """The steps that the case is at, by code."""
        return {one["step"]: one for one in (await self.shown())["steps"]}

    async def events(self, who: Principal | str = BINH) -> list[dict[str, Any]]:
        """Everything that happened to the case."""
        await self.world.settle()
        path = f"/cases/{self.case}/events"
        answer = await ok(await self.world.get("cases", path, params={"limit": 500}, as_=who))
        events: list[dict[str, Any]] = answer["events"]
        return events

    async def listed(self, who: Principal | str = BINH, **query: Any) -> list[str]:
        """The numbers of the cases that the list shows."""
        await self.world.settle()
        answer = await ok(await self.world.get("cases", "/cases", params=query, as_=who))
        return [case["case_number"] for case in answer["cases"]]


def written(at: datetime) -> str:
    """An instant as answers write it."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json()["code"]


@asynccontextmanager
async def office_in(folder: Path) -> AsyncIterator[Office]:
    """The services on a folder that `prepare` made."""
    async with hosted(folder, "catalog", "cases") as world:
        yield Office(world)
