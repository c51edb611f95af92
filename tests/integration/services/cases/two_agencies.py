"""Two agencies over HTTP: a step of Home Affairs asks Finance, which has a procedure of its own for it.

await pair.ask()
await pair.give(THANH, "ReceiveCoordination", opens_case=True)
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from shared.auth import Principal
from shared.eventstore.records import utc_now
from shared.kernel import Role
from tests.hosting import World, hosted, principal
from tests.integration.services.cases.driving import CALENDAR, step, written
from tests.integration.services.test_catalog import PROVINCE, ok

LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
BINH = principal("snv.binh", Role.AGENCY_HEAD, "SNV")
THANH = principal("stc.thanh", Role.OFFICIAL, "STC", "VP")
HUNG = principal("stc.hung", Role.AGENCY_HEAD, "STC")
TAM = principal("sct.tam", Role.AGENCY_HEAD, "SCT")
CHAIR = principal("ubnd.tuan", Role.AGENCY_HEAD, "UBND")

OUTSIDE = "VPUB"  #: waits for its wave, and has a contact
CODE, PROPOSED, SILENT, ELSEWHERE = "SNV-21", "STC-12", "SNV-22", "SNV-23"
QUESTION = "Ý kiến về nguồn kinh phí?"
PAPER = {"name": "to-trinh.pdf", "size": 10, "sha256": "0" * 64, "address": "https://vb.example/1"}
LIMIT = {"duration": "PT8H", "counting": "working_hours"}
_ISSUED = {
    "decision_number": "95/QĐ",
    "decision_date": "2026-01-05",
    "signed_by": "Giám đốc",
    "in_force_from": "2026-01-10",
}


def _procedure(code: str, name: str, **coordination: Any) -> dict[str, Any]:
    only = step("tham-dinh", "VP") | ({"coordination": coordination} if coordination else {})
    stages = [{"code": "G1", "steps": [only]}]
    kind = {"kind": "coordinated"} if coordination else {}
    return {"code": code, "name": name, "time_limit": LIMIT, "stages": stages, **kind}


_ASKS: dict[str, Any] = {"responding_agency": "STC", "answers": ["agree", "disagree"]}
_CATALOGUES: dict[str, list[dict[str, Any]]] = {
    "STC": [_procedure(PROPOSED, "Cho ý kiến về nguồn kinh phí", responding_agency="SCT", answers=["agree"])],
    "SNV": [
        _procedure(CODE, "Thành lập đơn vị", **_ASKS, responding_procedure=PROPOSED),
        _procedure(SILENT, "Bổ nhiệm", **_ASKS, silence_is_agreement=True),
        _procedure(ELSEWHERE, "Điều động", **{**_ASKS, "responding_agency": OUTSIDE}),
    ],
}


def _official(who: Principal) -> dict[str, Any]:
    (grant,) = who.grants
    divisions = [grant.division] if grant.division else []
    named = {"official": who.id, "name": who.id, "position": "", "roles": [grant.role.value]}
    return {**named, "divisions": divisions}


async def prepare(folder: Path) -> None:
    """The agencies with their people and catalogues, known to cases and notify; one of them isn't live."""
    async with hosted(folder, "catalog", "cases", "notify") as world:
        for code in ("UBND", "SNV", "STC", "SCT", "VPUB"):
            department = {"kind": "department", "parent": "UBND"} if code != "UBND" else {}
            waits = {"wave": 3} if code == OUTSIDE else {}
            agency = {**PROVINCE, **department, **waits, "code": code, "valid_from": "2021-01-01"}
            await ok(await world.post("catalog", "/agencies", json=agency, as_="operator"))
        reached = {"name": "Văn thư", "telephone": "0235 3852 123"}
        await ok(await world.put("catalog", f"/agencies/{OUTSIDE}/contact", json=reached, as_="operator"))
        for code, people in (("SNV", [LAN, BINH]), ("STC", [THANH, HUNG]), ("SCT", [TAM])):
            office = {"division": "VP", "name": "Văn phòng Sở"}
            order = {"divisions": [office], "officials": [_official(one) for one in people]}
            await ok(await world.post("catalog", f"/agencies/{code}/staff", json=order, as_="importer"))
        for code, procedures in _CATALOGUES.items():
            await _issue(world, code, procedures)
        await world.tell(CALENDAR, CALENDAR.code, CALENDAR.changed_at)
        await world.settle()


async def _issue(world: World, agency: str, procedures: list[dict[str, Any]]) -> None:
    editions = f"/agencies/{agency}/editions"
    await ok(await world.post("catalog", editions, json={}, as_="importer"))
    for one in procedures:
        body = {"procedure": one}
        await ok(await world.post("catalog", f"{editions}/1/procedures", json=body, as_="importer"))
    await ok(await world.post("catalog", f"{editions}/1/issue", json=_ISSUED, as_="importer"))


class Pair:
    """The hosted services, and one case of Home Affairs with its first coordination."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.case = ""
        self.at = utc_now() - timedelta(hours=1)

    async def ask(self, procedure: str = CODE, **fields: Any) -> str:
        """A case whose step is received and has asked; its number."""
        opening = {"agency": "SNV", "procedure": procedure, "subject": "Thành lập Trung tâm"}
        answer = await self.world.post("cases", "/cases", json=opening | self._moment(), as_=LAN)
        self.case = (await ok(answer))["case_number"]
        await ok(await self.on(self.case, LAN, "ReceiveStep", step="tham-dinh"))
        asked = {"step": "tham-dinh", "question": QUESTION, "time_limit": LIMIT, "documents": [PAPER]}
        await ok(await self.on(self.case, LAN, "RequestCoordination", **asked, **fields))
        return self.case

    def _moment(self) -> dict[str, str]:
        """A minute after the act before it."""
        self.at += timedelta(minutes=1)
        return {"at": written(self.at)}

    async def on(self, case: str, who: Principal | str, command: str, **fields: Any) -> httpx.Response:
        """The answer to a command on any case."""
        body = {"command": command, **self._moment(), **fields}
        return await self.world.post("cases", f"/cases/{case}/commands", json=body, as_=who)

    async def give(self, who: Principal | str, command: str, **fields: Any) -> httpx.Response:
        """The answer to a command on the coordination."""
        return await self.on(self.case, who, command, coordination=1, **fields)

    async def do(self, who: Principal | str, command: str, **fields: Any) -> Any:
        """The same; it succeeds."""
        return await ok(await self.give(who, command, **fields))

    async def read(self, path: str, who: Principal | str, service: str = "cases", **query: Any) -> Any:
        """What somebody sees; it succeeds."""
        await self.world.settle()
        return await ok(await self.world.get(service, path, params=query or None, as_=who))

    async def coordination(self, who: Principal | str) -> dict[str, Any]:
        """The coordination in full."""
        shown: dict[str, Any] = await self.read(f"/coordinations/{self.case}/1", who)
        return shown

    async def listed(self, who: Principal | str, **query: Any) -> list[tuple[str, int]]:
        """Which coordinations the list shows."""
        answer = await self.read("/coordinations", who, **query)
        return [(one["case_number"], one["number"]) for one in answer["coordinations"]]

    async def told(self, who: Principal) -> list[str]:
        """The kinds of the entries of somebody's inbox, as they came."""
        answer = await self.read("/inbox/entries", who, "notify")
        return [one["kind"] for one in reversed(answer["entries"])]

    def hours_ago(self, hours: int) -> datetime:
        """So long before the next act."""
        return self.at - timedelta(hours=hours)


@asynccontextmanager
async def pair_in(folder: Path) -> AsyncIterator[Pair]:
    """The services on a folder that `prepare` made."""
    async with hosted(folder, "catalog", "cases", "notify") as world:
        yield Pair(world)
