"""Histories taken in by the rules alone: a unit of work on an empty store, which is never saved."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import TypeAdapter

from services.cases.application.cases import carry_out_on, open_case
from services.cases.application.histories import acts
from services.cases.application.histories.acts import read_act
from services.cases.application.histories.translating import command_of
from services.cases.application.known_here import KnownHere
from services.cases.domain.case import Phase
from services.cases.domain.deciders import CASE, DECIDERS
from services.cases.domain.directory import DIRECTORY, DivisionReplicated, OfficialReplicated
from services.cases.domain.known import KnownNow
from services.cases.domain.procedure import PROCEDURE, ProcedureReplicated, procedure_key
from services.cases.domain.tree.recorded import CaseRecord
from shared.contracts.source import event_id
from shared.decider import Act
from shared.eventstore.cache import AggregateCache
from shared.eventstore.records import new_context
from shared.eventstore.store import EventStore
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Role
from tests.unit.working_time.calendars import VIETNAM

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
KNOWN = KnownNow(calendars={"VN": VIETNAM})
HERE = Path(__file__).parent


@contextmanager
def world() -> Iterator["World"]:
    """An empty one."""
    with TemporaryDirectory() as folder:
        environment = {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": f"{folder}/cases.sqlite",
        }
        store = EventStore("cases", DECIDERS, environment)
        try:
            work = UnitOfWork(store, AggregateCache(10_000), context=new_context())
            yield World(work)
        finally:
            store.close()


@dataclass(slots=True)
class World:
    """What a history has made so far."""

    work: UnitOfWork
    cases: dict[str, str] = field(default_factory=dict)  #: numbers, by the file's names
    coordinations: dict[str, tuple[str, int]] = field(default_factory=dict)
    people: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def take(self, history: bytes) -> "World":
        """A whole file."""
        first, *lines = history.splitlines()
        self.begin(json.loads(first))
        for line in lines:
            self.act(read_act(line))
        return self

    def begin(self, header: Mapping[str, Any]) -> None:
        """Its organisation and its catalogues are known."""
        for agency in header["organisation"]:
            for one in agency["divisions"]:
                told = DivisionReplicated(division=one["code"], name=one["name"], added_at=BEFORE)
                self.work.append(DIRECTORY, agency["code"], [told])
            for one in agency["officials"]:
                self.people[one["id"]] = {**one, "agency": agency["code"]}
                self.work.append(DIRECTORY, agency["code"], [_official(one)])
        for catalogue in header["catalogues"]:
            for procedure in catalogue["catalogue"]["procedures"]:
                issued = _issued(catalogue, procedure)
                key = procedure_key(issued.agency, issued.procedure)
                self.work.append(PROCEDURE, key, [issued])

    def act(self, act: acts.AnyAct) -> list[Any]:
        """What an act leads to in its own case."""
        number = self._case_of(act)
        given = Act(by=self._actor(act, number), at=act.at, recorded_at=act.at)
        ended = number is not None and self.work.state(CASE, number).phase is Phase.COMPLETED
        command = command_of(act, lambda name: self.coordinations[name][1], is_completed=ended)
        if number is None:
            number, happened = open_case(self.work, command, given)
        else:
            happened = carry_out_on(self.work, number, command, given)
        self._name(act, number, happened)
        return list(happened)

    def records(self) -> list[CaseRecord]:
        """The events of all cases."""
        return [
            CaseRecord(
                case_number=one.key,
                version=one.version,
                id=event_id("cases", one.stream, one.version),
                causation_id=one.causation_id,
                recorded_at=one.recorded_at,
                event=one.event,
            )
            for one in self.work.events
            if one.stream.startswith(f"{CASE.category}-")
        ]

    def _case_of(self, act: acts.AnyAct) -> str | None:
        if isinstance(act, acts.Open):
            return None
        if isinstance(act, acts.OfCoordination):
            return self.coordinations[act.coordination][0]
        return self.cases[getattr(act, "case", "")]

    def _actor(self, act: acts.AnyAct, number: str | None) -> Actor:
        person = self.people[act.by]
        division = person["divisions"][0]
        visits = self.work.state(CASE, number).visits if number is not None else {}
        holding = visits.get(getattr(act, "step", ""))
        if holding is not None and holding.division in person["divisions"]:
            division = holding.division
        roles = frozenset(Role(role) for role in person["roles"])
        return Actor(id=act.by, agency=person["agency"], division=division, roles=roles)

    def _name(self, act: acts.AnyAct, number: str, happened: Any) -> None:
        if isinstance(act, acts.Open):
            self.cases[act.case] = number
        elif isinstance(act, acts.Request):
            self.coordinations[act.coordination] = (number, happened[-1].coordination)
        elif isinstance(act, acts.TakeRequest) and act.case is not None:
            self.cases[act.case] = happened[-1].child_case


def _official(one: Mapping[str, Any]) -> OfficialReplicated:
    return OfficialReplicated(
        official=one["id"],
        name=one["name"],
        divisions=tuple(one["divisions"]),
        roles=tuple(one["roles"]),
        appointed_at=BEFORE,
    )


_ISSUED = TypeAdapter(ProcedureReplicated)


def _issued(catalogue: Mapping[str, Any], procedure: Mapping[str, Any]) -> ProcedureReplicated:
    stages = [{"name": stage["code"], **stage} for stage in procedure["stages"]]
    said = {name: procedure.get(name) for name in ("name", "kind", "time_limit", "suspension", "extension")}
    return _ISSUED.validate_python(
        {
            **said,
            "stages": stages,
            "agency": catalogue["agency"],
            "procedure": procedure["code"],
            "edition": 1,
            "in_force_from": date.fromisoformat(catalogue["in_force_from"]),
            "working_calendar": "VN",
        }
    )


def known_calendar(_known: KnownHere, _code: str) -> Any:
    """Instead of the copy that follows what sla tells."""
    return VIETNAM
