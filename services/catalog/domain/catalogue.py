"""One edition of an agency's catalogue: drafted, filled with procedures, issued by a decision.

Issuing is one event; the procedures follow it, one event each, because a catalogue can be larger than
one save of the event store takes.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.catalog.domain import in_force
from services.catalog.domain.in_force import Force, ForceEvent, ProcedureCorrected
from services.catalog.domain.procedure import Procedure, ProcedureKind, Stage, size_in_bytes
from shared.kernel import Actor, TimeLimit

# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDrafted:
    agency: str
    edition: int  #: 1, 2, …
    drafted_by: str
    drafted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureAdded:
    agency: str
    edition: int
    procedure: Procedure
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRevised:
    agency: str
    edition: int
    procedure: Procedure  #: as a whole; the code stays
    revised_by: str
    revised_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRemoved:
    agency: str
    edition: int
    code: str
    removed_by: str
    removed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueIssued:
    agency: str
    edition: int
    decision_number: str  #: with its symbol: 05/QĐ-SNV
    decision_date: date
    signed_by: str
    in_force_from: date
    working_calendar: str  #: the calendar that its limits are counted by
    issued_by: str
    issued_at: datetime
    procedures: tuple[str, ...]  #: the codes, in the catalogue's order


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureIssued:
    """The whole content of a procedure in force; all that other services need of it."""

    agency: str
    edition: int
    code: str
    name: str
    kind: ProcedureKind
    time_limit: TimeLimit
    stages: tuple[Stage, ...]
    in_force_from: date
    working_calendar: str
    position: int  #: in the catalogue, from 1
    issued_by: str
    issued_at: datetime


CatalogueEvent = (
    EditionDrafted
    | ProcedureAdded
    | ProcedureRevised
    | ProcedureRemoved
    | CatalogueIssued
    | ProcedureIssued
    | ProcedureCorrected
    | ForceEvent
)

# --- state ---------------------------------------------------------------------------------------


class EditionState(StrEnum):
    NONE = "none"  #: nothing has happened yet
    DRAFT = "draft"
    ISSUED = "issued"  #: and its first day has not come
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(slots=True)
class Catalogue:
    agency: str = ""
    edition: int = 0
    procedures: dict[str, Procedure] = field(default_factory=dict)  #: by code, in order
    issue: CatalogueIssued | None = None
    issued: set[str] = field(default_factory=set)  #: codes of the procedures told as issued
    force: Force = field(default_factory=Force)

    @property
    def status(self) -> EditionState:
        """How far the edition has come."""
        if self.issue is None:
            return EditionState.DRAFT if self.edition else EditionState.NONE
        if self.force.withdrawn:
            return EditionState.WITHDRAWN
        if self.force.superseded:
            return EditionState.SUPERSEDED
        return EditionState.IN_FORCE if self.force.entered else EditionState.ISSUED


def evolve(state: Catalogue, event: CatalogueEvent) -> Catalogue:
    match event:
        case EditionDrafted():
            state.agency, state.edition = event.agency, event.edition
        case ProcedureAdded() | ProcedureRevised() | ProcedureCorrected():
            state.procedures[event.procedure.code] = event.procedure
        case ProcedureRemoved():
            del state.procedures[event.code]
        case CatalogueIssued():
            state.issue = event
        case ProcedureIssued():
            state.issued.add(event.code)
        case (
            in_force.CatalogueEnteredIntoForce()
            | in_force.CatalogueSuperseded()
            | (in_force.CatalogueWithdrawn())
        ):
            in_force.evolve(state.force, event)
        case _:
            raise TypeError(f"not an event of a catalogue: {event!r}")
    return state


#: What `ProcedureIssued` and the store's envelope add to a procedure, at most; in bytes.
_AROUND_A_PROCEDURE = 1024


def next_to_issue(state: Catalogue, at_most_bytes: int = 96 * 1024) -> tuple[str, ...]:
    """The codes for the next `IssueProcedures`: in order, as many as one save takes, one at least.

    Empty before the catalogue is issued, and when all its procedures are told.
    """
    chosen: list[str] = []
    taken = 0
    for code in state.issue.procedures if state.issue else ():
        if code in state.issued:
            continue
        taken += size_in_bytes(state.procedures[code]) + _AROUND_A_PROCEDURE
        if chosen and taken > at_most_bytes:
            break
        chosen.append(code)
    return tuple(chosen)


# --- commands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEdition:
    agency: str
    edition: int
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddProcedure:
    """It may still be incomplete: its divisions, contents and sums are checked when it is issued."""

    agency: str
    edition: int
    procedure: Procedure
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseProcedure:
    """Puts the procedure in the place of the one with the same code."""

    agency: str
    edition: int
    procedure: Procedure
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveProcedure:
    agency: str
    edition: int
    code: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCatalogue:
    """`divisions` and `working_calendar` are the agency's, as they stand at that time."""

    agency: str
    edition: int
    decision_number: str
    decision_date: date | None
    signed_by: str
    in_force_from: date
    divisions: Collection[str]
    working_calendar: str = "VN"
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueProcedures:
    """Carries out what the issue has decided, and takes its time and its author from there.

    Those already issued are skipped, so that it may be given again; then there may be no event.
    """

    agency: str
    edition: int
    codes: tuple[str, ...]
    by: Actor


EditCommand = AddProcedure | ReviseProcedure | RemoveProcedure
CatalogueCommand = DraftEdition | EditCommand | IssueCatalogue | IssueProcedures
