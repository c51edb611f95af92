"""What is there to be read of one agency, who asks, and what they are told: for every route there is."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from fastapi.routing import iter_route_contexts

from shared.auth import Principal
from shared.eventstore.records import utc_now
from shared.kernel import Role, day_of
from tests.hosting import World, person, principal
from tests.integration.rights.bodies import body_for
from tests.integration.services.cases.driving import BINH, LAN, PROCEDURE, Office, staff
from tests.integration.services.cases.test_unknown_to_strangers import FIELDS
from tests.integration.services.test_catalog import EDITIONS, found, issue, ok, procedure, put_in
from tests.integration.services.test_catalog_simplification import PROGRAMME as OF_PROVINCE
from tests.messaging_world import until

SERVICES = ("catalog", "cases", "sla", "notify")
#: Every reader by the table's columns. All but the last seven have their rights in the agency SNV, if any.
READERS: dict[str, Principal | str | None] = {
    "unsigned": None,
    "nobody": Principal("het.viec", ()),  # a former official: signed in, and without any role
    "official": LAN,
    "colleague": principal("snv.phuc", Role.OFFICIAL, "SNV", "PC"),
    "div-head": principal("snv.hoa", Role.DIVISION_HEAD, "SNV", "CCVC"),
    "head": BINH,
    "editor": person("bien-tap"),
    "else": principal("sct.an", Role.OFFICIAL, "SCT", "VP"),
    "else-head": principal("sct.tam", Role.AGENCY_HEAD, "SCT"),
    "else-ed": principal("sct.soan", Role.CATALOGUE_EDITOR, "SCT"),
    "reviewer": person("tham-dinh"),
    "leader": person("chu-tich"),
    "auditor": person("kiem-toan"),
    "importer": "importer",
    "operator": "operator",
    "system": "system",
}
#: They have no right in SNV: to them what is there looks as if it weren't.
FOREIGN = ("unsigned", "nobody", "else", "else-head", "else-ed", "system")
SUBJECT, DRAFTED, PROGRAMME = "Ho so kin 4711", "NHAP-4711", "CT-4711"
#: What nobody but its readers may see; the case's number comes with the case.
MARKS = (SUBJECT, DRAFTED, PROGRAMME, "snv.lan", "snv.minh")
#: Since the case was opened: late by its own deadline, and at no hour of the week a step is by its limit.
HALF_AN_HOUR = timedelta(minutes=30)
#: They tell figures, and name nobody.
COUNTED = ("/figures", "/province")
UNKNOWN = {
    "case_number": "SNV-260101-9999",
    "case": "SNV-260101-9999",
    "edition": "77",
    "programme": "KHONG-CO",
    "key": "khong-co",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A route: a service's, by method and path."""

    service: str
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.service} {self.method} {self.path}"


def ways(world: World, services: Sequence[str] = SERVICES) -> Iterator[Way]:
    """Every route of these services."""
    for service in services:
        for route in iter_route_contexts(world.app(service).routes):
            for method in sorted(route.methods or ()):
                yield Way(service, method, route.path or "")


def _this_month() -> str:
    return f"{day_of(utc_now()):%Y-%m}"


class Agency:
    """An agency with a case, a draft and a programme of its own."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.world = office.world

    async def fill(self) -> None:
        """Make what is to be read: an edition in force, and what builds on it."""
        await found(self.world)
        await staff(self.world)
        await ok(await self.world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await put_in(self.world, 1, PROCEDURE)
        await issue(self.world, 1)
        await self.world.settle()
        self.office.opened_at = (utc_now() - HALF_AN_HOUR).replace(microsecond=0)
        await self.office.open(subject=SUBJECT, due_at=self.office.at(5))
        await ok(await self.world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        path = f"{EDITIONS}/2/procedures"
        body = {"procedure": procedure(DRAFTED)}
        await ok(await self.world.post("catalog", path, json=body, as_="bien-tap"))
        programme = {**OF_PROVINCE, "programme": PROGRAMME, "name": PROGRAMME, "agency": "SNV"}
        answer = await self.world.post(
            "catalog", "/simplification/programmes", json=programme, as_="giam-doc"
        )
        assert answer.is_success, answer.text
        await self.world.settle()
        await until(self._is_late)

    async def _is_late(self) -> bool:
        figures = await ok(await self.world.get("sla", "/figures", as_=BINH))
        return bool(figures["late_cases"])

    def known(self) -> dict[str, str]:
        """What stands in an address of what is there."""
        return {
            "agency": "SNV",
            "edition": "2",
            "code": DRAFTED,
            "case_number": self.office.case,
            "programme": PROGRAMME,
            "form": "csv",
            "number": "1",
            "division": "PC",
            "official": "snv.minh",
            "period": _this_month(),
            "scope": "SNV",
            "key": "khong-co",
            "view": "khong-co",
            "round": "1",
            "comment": "1",
            "event_type": "tthc.cases.CaseOpened.v1",
            "case": self.office.case,
            "coordination": "1",
            "version": "1",
            "year": "2026",
            "hand_over": "khong-co",
            "search": "khong-co",
        }

    async def ask(
        self, way: Way, who: Principal | str | None, *, unknown: bool = False, whole: bool = False
    ) -> httpx.Response:
        """The answer; `unknown`: of the same address where there is nothing.

        `whole`: with a body in which nothing is to be faulted, so that it is looked whether they may.
        """
        parts = {**self.known(), **(UNKNOWN if unknown else {})}
        path = way.path.replace("decision.{form}", "decision.pdf").replace("cases.{form}", "cases.xes")
        path = path.replace("{period}.{form}", f"{utc_now().year}.csv")
        if way.service == "sla" and "/calendars" in way.path:
            parts["code"] = "VN"
        for name, value in parts.items():
            path = path.replace("{" + name + "}", value)
        query = {"recipient": "SNV"} if path == "/deliveries" else {}
        if path == "/review-rounds":
            query = {"reviewing_agency": "SNV"}
        if path.startswith("/scorecards"):
            query = {"month": _this_month()}
        if path == "/evaluations":
            query = {"agency": "SNV", "period": _this_month()}
        if path == "/changes":
            query = {"seconds": "0"}
        if way.method in ("GET", "HEAD"):
            return await self.world.get(way.service, path, as_=who, params=query)
        body = FIELDS.get(way.path.rpartition("/")[2], {}) if way.service == "cases" else {}
        if way.path == "/cases/{case_number}/commands":
            body = {"command": "SuspendCase", "reason": "x"}
        elif whole:
            named = {"case_number": parts["case_number"], "code": DRAFTED}
            body = (body_for(self.world.document(way.service), way.method, way.path, named) or {}) | body
        return await self.world.request(way.method, way.service, path, as_=who, json=body)

    async def verdict(self, way: Way, who: Principal | str | None, answer: httpx.Response) -> str:
        """What the answer says, as the table writes it."""
        if answer.status_code == 401:
            return "-"
        if answer.status_code == 403:
            return "r" if answer.json()["code"] == "role-missing" else "f"
        if answer.status_code == 404:
            return "n"
        return "Y" if way.method == "GET" and await self._shows(way, who, answer) else "+"

    async def _shows(self, way: Way, who: Principal | str | None, answer: httpx.Response) -> bool:
        """Whether something of the agency stands there that who has no role at all isn't shown."""
        if not answer.is_success or (await self.ask(way, None)).is_success:
            return False
        if answer.headers["content-type"] == "application/pdf":
            return "/calendars" not in way.path  # days off are everybody's
        marks = (*MARKS, self.office.case)
        return any(mark in answer.text for mark in marks) or (way.path in COUNTED and _counts(answer))


def _counts(answer: httpx.Response) -> bool:
    """Whether any figure isn't zero: of the province, of all that is shown."""
    told = answer.json()
    figures = {**told.get("total", told), "position": 0, "rules": 0}
    return any(isinstance(value, int) and value for value in figures.values())


def body_of(answer: httpx.Response, names: dict[str, str]) -> str:
    """A refusal's body without what tells one request from another, or names what was asked for."""
    body: dict[str, Any] = answer.json()
    for one in (body, *(each.get("problem") or {} for each in body.get("results", ()))):
        one.pop("correlation_id", None)
    text = f"{answer.status_code} {json.dumps(body, ensure_ascii=False, sort_keys=True)}"
    for name in UNKNOWN:
        before = "(?:(?<=lần )|(?<=ions/))" if name == "edition" else ""
        text = re.sub(f"{before}{re.escape(names[name])}(?![0-9])", "…", text)
    return text
