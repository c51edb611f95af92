"""PROCEDURE: a procedure's issued editions, as this service knows them from the catalog's events."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from shared.aggregates import Aggregate
from shared.kernel import TimeLimit


class ProcedureKind(StrEnum):
    """Who takes part in a procedure outside the one-stop mechanism."""

    INTERNAL = "internal"  #: one agency alone
    COORDINATED = "coordinated"  #: other agencies do a part


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A unit of work: what, by which division, how long."""

    code: str
    name: str
    division: str
    other_divisions: tuple[str, ...] = ()  #: besides the responsible one, may hold the step
    content: str = ""
    time_limit: TimeLimit
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Steps that run side by side."""

    code: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureAdopted:
    """An issued edition is known here from now on."""

    agency: str
    code: str
    edition: int
    name: str
    kind: ProcedureKind
    time_limit: TimeLimit  #: of the whole
    stages: tuple[Stage, ...]
    in_force_from: date
    working_calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureCorrected(ProcedureAdopted):
    """Texts of an adopted edition were mended; cases that are opened from now on read these."""

    corrected_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptProcedure:
    """The catalog told of an issued edition."""

    agency: str
    code: str
    edition: int
    name: str
    kind: ProcedureKind
    time_limit: TimeLimit
    stages: tuple[Stage, ...]
    in_force_from: date
    working_calendar: str
    corrected_at: datetime | None = None  #: the catalog told of a correction then; None: of the issue


@dataclass(slots=True)
class Procedure:
    """The editions that are known, by number."""

    editions: dict[int, ProcedureAdopted] = field(default_factory=dict)


def procedure_key(agency: str, code: str) -> str:
    """The key of a procedure's stream."""
    return f"{agency}.{code}"


def evolve(state: Procedure, event: ProcedureAdopted) -> Procedure:
    """Apply one event, in place."""
    state.editions[event.edition] = event
    return state


def decide(state: Procedure, command: AdoptProcedure) -> list[ProcedureAdopted]:
    """Adopt an edition once, in whatever order editions arrive; a correction, each once, mends its texts."""
    known = state.editions.get(command.edition)
    same: dict[str, Any] = {
        "agency": command.agency,
        "code": command.code,
        "edition": command.edition,
        "name": command.name,
        "kind": command.kind,
        "time_limit": command.time_limit,
        "stages": command.stages,
        "in_force_from": command.in_force_from,
        "working_calendar": command.working_calendar,
    }
    if command.corrected_at is None:
        return [] if known is not None else [ProcedureAdopted(**same)]
    if isinstance(known, ProcedureCorrected) and known.corrected_at >= command.corrected_at:
        return []
    return [ProcedureCorrected(**same, corrected_at=command.corrected_at)]


def edition_in_force(state: Procedure, on: date, ended: Collection[int] = ()) -> ProcedureAdopted | None:
    """The newest edition whose first day in force has come and that hasn't ended; None without one."""
    begun = [
        edition
        for edition in state.editions.values()
        if edition.in_force_from <= on and edition.edition not in ended
    ]
    return max(begun, key=lambda edition: edition.edition, default=None)


PROCEDURE = Aggregate(
    category="procedure", initial=Procedure, evolve=evolve, events=(ProcedureAdopted, ProcedureCorrected)
)
