"""A tree over three agencies, each with things of its own that nothing else is called, and all its readers.

SNV's case asks STC, whose case for it asks SCT, whose case answers; STC returns the answer twice.
"""

from collections.abc import Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from shared.auth import Grant, Principal
from shared.contracts.catalog.agencies import DivisionAdded, OfficialAppointed
from shared.contracts.catalog.parts import Coordination
from shared.contracts.catalog.procedures import ProcedureIssued, Stage, Step
from shared.contracts.vocabulary import TimeLimit
from shared.eventstore.records import utc_now
from shared.kernel import Role
from tests.hosting import World, hosted, person, principal
from tests.integration.rights.asking import Way, ways
from tests.integration.services.cases.driving import written
from tests.integration.services.test_catalog import ok

SERVICES = ("cases", "sla", "notify")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
#: Who asks whom: the root's agency first.
ASKS = {"SNV": "STC", "STC": "SCT", "SCT": None}
LIMIT = TimeLimit(duration="PT80H", counting="working_hours")


def lead(agency: str) -> Principal:
    """Who does everything there is to do in an agency."""
    division = Grant(Role.OFFICIAL, agency, f"PHONG-{agency}")
    return Principal(f"{agency.lower()}.dau", (division, Grant(Role.AGENCY_HEAD, agency)))


READERS: dict[str, Principal | str] = {
    **{agency: lead(agency) for agency in ASKS},
    "other": Principal("syt.an", (Grant(Role.OFFICIAL, "SYT", "VP"), Grant(Role.AGENCY_HEAD, "SYT"))),
    "gone": Principal("snv.kin", ()),  # held a step once, and has no role any more
    "moved": principal("sct.dau", Role.OFFICIAL, "SYT", "VP"),  # completed a step there, and works elsewhere
    "reviewer": person("tham-dinh"),
    "of-snv": Principal(
        "nhap.snv", (Grant(Role.REVIEWER, "SNV"), Grant(Role.IMPORTER, "SNV"), Grant(Role.OPERATOR, "SNV"))
    ),
    "operator": "operator",
    "importer": "importer",
    "system": "system",
    "leader": person("chu-tich"),
    "auditor": "auditor",
}
#: What an agency has of its own, by what the table calls it; the case's number comes with the case.
MARKS = {
    "subject": "Chuyện kín {0}",
    "procedure": "QT-{0}",
    "name": "Thủ tục của {0}",
    "asking-step": "hoi-{1}",
    "other-step": "khac-{1}",
    "division": "PHONG-{0}",
    "holder": "{1}.kin",
    "comment": "Lời ghi {0}",
    "question": "Câu hỏi {0}",
    "paper": "https://vb/{0}",
    "answer": "Lời đáp {0}",
}
#: The same for everybody who asks, signed in or not.
FOR_ALL = ("/", "/docs", "/livez", "/readyz", "/openapi.json", "/schemas/{event_type}.json")
_ANY_AGENCY: list[dict[str, str]] = [{}, *({"agency": one} for one in ASKS)]
#: What a route is asked with; others with nothing.
QUERIES: dict[tuple[str, str], list[dict[str, str]]] = {
    ("cases", "/cases"): [*_ANY_AGENCY, {"q": "chuyen"}, {"q": "SNV"}, {"procedure": "QT-STC"}],
    ("cases", "/coordinations"): [
        {**asked, **side} for asked, side in product(_ANY_AGENCY, ({}, {"side": "asking"}))
    ],
    ("cases", "/buck-passing"): _ANY_AGENCY,
    ("cases", "/buck-passing/figures"): _ANY_AGENCY,
    ("cases", "/changes"): [{"seconds": "0", "after": "cases:1:0"}],
    ("sla", "/coordinations"): [*_ANY_AGENCY, *({"asked_agency": one} for one in ASKS)],
    ("sla", "/work"): [{}, {"acting_for": "snv.kin"}, *({"whose": "all", **one} for one in _ANY_AGENCY)],
    ("sla", "/work/boxes"): [{}, {"acting_for": "snv.kin"}],
    ("sla", "/work/cases"): [{"box": "handled"}, {"box": "completed"}],
    ("sla", "/figures"): [{"by": "official"}, {"by": "procedure"}],
    ("sla", "/clocks"): _ANY_AGENCY,
    ("sla", "/steps"): _ANY_AGENCY,
}


@dataclass
class Grown:
    """The tree: its cases' numbers by their agencies."""

    world: World
    at: datetime = field(default_factory=lambda: utc_now() - timedelta(hours=2))
    cases: dict[str, str] = field(default_factory=dict)

    def marks(self) -> dict[tuple[str, str], str]:
        """What may be seen, by agency and what it is."""
        told = {
            (agency, name): text.format(agency, agency.lower())
            for agency, (name, text) in product(ASKS, MARKS.items())
        }
        return told | {(agency, "number"): number for agency, number in self.cases.items()}

    async def grow(self) -> None:
        """Make it, and all that follows from it."""
        number: str | None = None
        for agency, asks in ASKS.items():
            number = await self._case(agency, number)
            if asks is not None:
                await self._ask(agency)
        await self._finish("SCT")
        await self.do("STC", "STC", "ReturnAnswer", coordination=1, reason="Chưa rõ")
        await self._last_step_again("SCT")
        await self.do("STC", "STC", "ReturnAnswer", coordination=1, reason="Vẫn chưa rõ")
        await self.world.settle()

    async def _case(self, agency: str, asking: str | None) -> str:
        told = self.marks()
        subject, procedure = told[agency, "subject"], told[agency, "procedure"]
        if asking is None:
            body = {"agency": agency, "procedure": procedure, "subject": subject, **self._moment()}
            number = (await ok(await self.world.post("cases", "/cases", json=body, as_=lead(agency))))[
                "case_number"
            ]
        else:
            asked = {"opens_case": True, "procedure": procedure, "subject": subject, "coordination": 1}
            parent = next(one for one, number in self.cases.items() if number == asking)
            await self.do(parent, agency, "ReceiveCoordination", **asked)
            path = f"/coordinations/{asking}/1"
            await self.world.settle()
            number = (await ok(await self.world.get("cases", path, as_=lead(agency))))["child_case"]
        self.cases[agency] = str(number)
        other = told[agency, "other-step"]
        await self.do(agency, agency, "AssignStep", step=other, official=told[agency, "holder"])
        await self.do(agency, agency, "AddComment", text=told[agency, "comment"])
        await self.do(agency, agency, "ReceiveStep", step=told[agency, "asking-step"])
        return str(number)

    async def _ask(self, agency: str) -> None:
        told = self.marks()
        paper = {"name": "a.pdf", "size": 1, "sha256": "0" * 64, "address": told[agency, "paper"]}
        asked = {
            "step": told[agency, "asking-step"],
            "question": told[agency, "question"],
            "documents": [paper],
        }
        await self.do(agency, agency, "RequestCoordination", **asked)

    async def _finish(self, agency: str) -> None:
        told = self.marks()
        holder = Principal(told[agency, "holder"], (Grant(Role.OFFICIAL, agency, told[agency, "division"]),))
        await self.do(agency, agency, "CompleteStep", step=told[agency, "asking-step"])
        for command in ("ReceiveStep", "CompleteStep"):
            await self.do(agency, holder, command, step=told[agency, "other-step"])
        answer = {"answer": "agree", "answer_text": told[agency, "answer"]}
        await self.do(agency, agency, "CompleteCase", **answer)

    async def _last_step_again(self, agency: str) -> None:
        told = self.marks()
        for command in ("ReceiveStep", "CompleteStep"):
            await self.do(agency, agency, command, step=told[agency, "other-step"])
        await self.do(agency, agency, "CompleteCase", answer="agree", answer_text=told[agency, "answer"])

    async def do(self, case: str, who: str | Principal, command: str, **fields: Any) -> Any:
        """A command on an agency's case, a minute after the act before it; it succeeds."""
        body = {"command": command, **self._moment(), **fields}
        path = f"/cases/{self.cases[case]}/commands"
        by = lead(who) if isinstance(who, str) else who
        return await ok(await self.world.post("cases", path, json=body, as_=by))

    def _moment(self) -> dict[str, str]:
        self.at += timedelta(minutes=1)
        return {"at": written(self.at)}

    def questions(self, way: Way) -> Iterator[tuple[str, dict[str, str]]]:
        """Every address and query by which a route is asked."""
        numbers = list(self.cases.values())
        parts = {"case_number": numbers, "case": numbers, "agency": list(ASKS)}
        single = {"number": "1", "coordination": "1", "view": "cases", "event_type": "x", "key": "x"}
        single |= {"hand_over": "SNV-snv.kin-1", "code": "VN"}
        for filled in _filled(way.path, parts | {name: [value] for name, value in single.items()}):
            for query in QUERIES.get((way.service, way.path), [{}]):
                yield filled, query

    async def everything(self, who: Principal | str) -> dict[str, str]:
        """All that one is told by GET, by address; of a refusal without what the question itself says."""
        found = {}
        for way in ways(self.world, SERVICES):
            if way.method != "GET" or way.path in FOR_ALL:
                continue
            for path, query in self.questions(way):
                answer = await self.world.get(way.service, path, params=query or None, as_=who)
                text = answer.text
                if not answer.is_success:
                    for said in (*path.split("/"), *query.values()):
                        text = text.replace(said, "…") if len(said) > 2 else text
                found[f"{way.service} {path} {query or ''}"] = f"{answer.status_code} {text}"
        return found


def _filled(path: str, parts: dict[str, list[str]]) -> Iterator[str]:
    named = [name for name in parts if "{" + name + "}" in path]
    versions = ["1", "6"] if "{version}" in path else [""]
    for *values, version in product(*(parts[name] for name in named), versions):
        filled = path.replace("{version}", version)
        for name, value in zip(named, values, strict=True):
            filled = filled.replace("{" + name + "}", value)
        yield filled


@asynccontextmanager
async def grown_in(folder: Path) -> Any:
    """The services, with the agencies and their procedures, before anything has grown."""
    async with hosted(folder, *SERVICES) as world:
        for agency, asks in ASKS.items():
            for event in _told(agency, asks):
                await world.tell(event, agency, BEGIN)
        await world.settle()
        yield Grown(world)


def _told(agency: str, asks: str | None) -> Iterator[Any]:
    division = f"PHONG-{agency}"
    yield DivisionAdded(agency=agency, division=division, name=division, added_by="o", added_at=BEGIN)
    both = (Role.AGENCY_HEAD.value, Role.OFFICIAL.value)
    for official, roles in ((f"{agency.lower()}.dau", both), (f"{agency.lower()}.kin", both[1:])):
        yield OfficialAppointed(
            agency=agency,
            official=official,
            name=official,
            divisions=(division,),
            position="",
            roles=roles,
            appointed_by="o",
            appointed_at=BEGIN,
        )
    yield _procedure(agency, asks)


def _procedure(agency: str, asks: str | None) -> ProcedureIssued:
    rule = Coordination(responding_agency=asks, answers=("agree",)) if asks is not None else None
    steps = tuple(
        Step(
            code=f"{kind}-{agency.lower()}",
            name=f"{kind}-{agency.lower()}",
            division=f"PHONG-{agency}",
            content="x",
            time_limit=LIMIT,
            coordination=rule if kind == "hoi" else None,
        )
        for kind in ("hoi", "khac")
    )
    return ProcedureIssued(
        agency=agency,
        edition=1,
        procedure=f"QT-{agency}",
        position=1,
        name=f"Thủ tục của {agency}",
        kind="coordinated" if asks else "internal",
        time_limit=LIMIT,
        stages=(Stage(code="G1", name="G1", steps=steps),),
        in_force_from=date(2026, 1, 1),
        working_calendar="VN",
        issued_by=f"{agency.lower()}.dau",
        issued_at=BEGIN,
    )
