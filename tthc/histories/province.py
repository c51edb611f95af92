"""The province in memory, as it is and as a header makes it: what the catalog's own rules say of that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from services.catalog.application.edition.known_here import KnownHere
from services.catalog.domain.deciders import AGENCY, CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue, catalogue_key
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.filling import AddProcedure
from services.catalog.domain.edition.issuing import IssueCatalogue
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.agency import Agency, AgencyKind, Appointment, Naming
from services.catalog.domain.procedure.procedure import Procedure
from shared.contracts.catalog.editions import CatalogueIssued
from shared.decider import Act, Decider
from shared.kernel import Actor, Role
from tthc.histories.header import FileCatalogue
from tthc.histories.standing import InForce, Standing

_IMPORTER = Actor("importer", roles=frozenset({Role.IMPORTER}))


@dataclass(slots=True)
class Province:
    """Agencies and editions by their streams; nothing is saved anywhere."""

    states: dict[str, Any] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def load(self, decider: Decider[Any], key: str, /) -> Any:
        """The state of a stream; the initial one where nothing has happened."""
        return self.states.setdefault(decider.stream(key), decider.initial())

    def decide(self, decider: Decider[Any], key: str, command: Any, at: datetime) -> None:
        """Carry a command out as the importer's. Raises the refusal that it would meet."""
        act = Act(by=_IMPORTER, at=at, recorded_at=self.now)
        state = self.load(decider, key)
        for event in decider.decide(state, command, act, KnownHere(self.load, LifecyclePolicy())):
            self.states[decider.stream(key)] = state = decider.evolve(state, event)

    def agency(self, code: str) -> Agency:
        """An agency as it would be."""
        found: Agency = self.load(AGENCY, code)
        return found

    def issue(
        self,
        issued: FileCatalogue,
        procedures: Iterable[Procedure],
        edition: int,
        calendar: str,
        at: datetime,
    ) -> None:
        """Issue an edition with these procedures. Raises the first refusal."""
        key = catalogue_key(issued.agency, edition)
        named: dict[str, Any] = {"agency": issued.agency, "edition": edition}
        self.states.pop(CATALOGUE.stream(key), None)
        self.decide(CATALOGUE, key, DraftEdition(**named, empty=True), at)
        for one in procedures:
            self.decide(CATALOGUE, key, AddProcedure(**named, procedure=one), at)
        command = IssueCatalogue(
            **named,
            decision_number=issued.decision_number,
            decision_date=issued.decision_date,
            signed_by=issued.signed_by,
            in_force_from=issued.in_force_from,
            working_calendar=calendar,
        )
        self.decide(CATALOGUE, key, command, at)

    # ---- as it is

    def know(self, found: Mapping[str, Standing]) -> None:
        """The agencies that there are, each with the edition in force as its first."""
        for code, standing in found.items():
            self.states[AGENCY.stream(code)] = _agency(code, standing)
            if standing.present is not None:
                key = catalogue_key(code, 1)
                self.states[CATALOGUE.stream(key)] = _edition(code, standing.present)


def _agency(code: str, standing: Standing) -> Agency:
    shown = standing.shown
    return Agency(
        code=code,
        kind=AgencyKind(shown["kind"]),
        name_vi=shown["name_vi"],
        name_en=shown["name_en"],
        parent=shown["parent"],
        wave=shown["wave"],
        working_calendar=shown["working_calendar"],
        valid_from=date.fromisoformat(shown["valid_from"]),
        live_from=_day(shown.get("live_from")),
        ended_from=_day(shown.get("ended_from")),
        names=[
            Naming(date.fromisoformat(one["since"]), one["name_vi"], one["name_en"]) for one in shown["names"]
        ],
        parents=[(date.fromisoformat(one["since"]), one["parent"]) for one in shown["parents"]],
        divisions={division: one["name"] for division, one in standing.divisions.items()},
        officials={
            official: Appointment(
                one["name"],
                tuple(one["divisions"]),
                one["position"],
                tuple(Role(role) for role in one["roles"]),
            )
            for official, one in standing.officials.items()
        },
    )


def _edition(code: str, present: InForce) -> Catalogue:
    issue = CatalogueIssued(
        agency=code,
        edition=1,
        decision_number="",
        decision_date=present.in_force_from,
        signed_by="",
        in_force_from=present.in_force_from,
        working_calendar=present.working_calendar,
        procedures=tuple(present.procedures),
        issued_by=_IMPORTER.id,
        issued_at=present.entered_at,
        imported=True,
    )
    return Catalogue(
        agency=code,
        edition=1,
        procedures=dict(present.procedures),
        issue=issue,
        issued=set(present.procedures),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
