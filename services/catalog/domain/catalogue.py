"""One edition of an agency's catalogue: drafted, filled with procedures, issued by a decision.

Issuing is one event; the procedures follow it, one event each, because a catalogue can be larger than
one save of the event store takes.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.catalog.domain import delivery, in_force, review, yearly_review
from services.catalog.domain.acts import PersonalAct
from services.catalog.domain.conditions import ExtensionRule, SuspensionRule, UrgentLimit
from services.catalog.domain.delivery import DeliveryEvent, Dispatch
from services.catalog.domain.in_force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    Force,
    ForceEvent,
    ProcedureCorrected,
)
from services.catalog.domain.neighbours import Neighbours
from services.catalog.domain.papers import DossierComponent, LegalBasis, Template
from services.catalog.domain.procedure import Procedure, ProcedureKind, Stage, size_in_bytes
from services.catalog.domain.review import Review, ReviewEvent
from services.catalog.domain.signing import Signing
from services.catalog.domain.yearly_review import Yearly, YearlyEvent
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Actor

# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDrafted(PersonalAct):
    agency: str
    edition: int  #: 1, 2, …
    drafted_by: str
    drafted_at: datetime
    based_on: int | None = None  #: the edition that it starts from; None: it starts empty
    carries: tuple[str, ...] = ()  #: the codes of that edition's procedures, which are copied from there


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureAdded(PersonalAct):
    agency: str
    edition: int
    procedure: Procedure
    added_by: str
    added_at: datetime
    from_edition: int | None = None  #: copied from there; None: written anew


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRevised(PersonalAct):
    agency: str
    edition: int
    procedure: Procedure  #: as a whole; the code stays
    revised_by: str
    revised_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRemoved(PersonalAct):
    agency: str
    edition: int
    code: str
    removed_by: str
    removed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDiscarded(PersonalAct):
    """The draft was given up; it never becomes an issued edition."""

    agency: str
    edition: int
    reason: str
    discarded_by: str
    discarded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueIssued(PersonalAct):
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
    imported: bool = False  #: an importer recorded it from history
    signing: Signing | None = None  #: None: not recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureIssued:
    """The whole content of a procedure in force; all that other services need of it.

    Every limit is there: nothing is issued without.
    """

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
    legal_basis: tuple[LegalBasis, ...] = ()
    dossier: tuple[DossierComponent, ...] = ()
    result: str = ""
    templates: tuple[Template, ...] = ()
    suspension: SuspensionRule | None = None
    extension: ExtensionRule | None = None
    cooperating_units: tuple[str, ...] = ()
    informed_units: tuple[str, ...] = ()
    conversion_factor: int = 1000  #: thousandths
    urgent_limits: tuple[UrgentLimit, ...] = ()


CatalogueEvent = (
    EditionDrafted
    | ProcedureAdded
    | ProcedureRevised
    | ProcedureRemoved
    | DraftDiscarded
    | CatalogueIssued
    | ProcedureIssued
    | ProcedureCorrected
    | ForceEvent
    | ReviewEvent
    | DeliveryEvent
    | YearlyEvent
)

# --- state ---------------------------------------------------------------------------------------


class EditionState(StrEnum):
    NONE = "none"  #: nothing has happened yet
    DRAFT = "draft"
    IN_REVIEW = "in_review"  #: before the reviewing agency
    REVISED = "revised"  #: a round of comments has ended
    DISCARDED = "discarded"  #: given up before it was issued
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
    carried: set[str] = field(default_factory=set)  #: codes copied from the edition that it is based on
    drafted: EditionDrafted | None = None
    discarded: DraftDiscarded | None = None
    review: Review = field(default_factory=Review)
    force: Force = field(default_factory=Force)
    dispatch: Dispatch = field(default_factory=Dispatch)
    yearly: Yearly = field(default_factory=Yearly)

    @property
    def status(self) -> EditionState:
        """How far the edition has come."""
        if self.issue is None:
            return self._status_of_a_draft()
        if self.force.withdrawn:
            return EditionState.WITHDRAWN
        if self.force.superseded:
            return EditionState.SUPERSEDED
        return EditionState.IN_FORCE if self.force.entered else EditionState.ISSUED

    def _status_of_a_draft(self) -> EditionState:
        if not self.edition:
            return EditionState.NONE
        if self.discarded:
            return EditionState.DISCARDED
        if not self.review.rounds:
            return EditionState.DRAFT
        return EditionState.IN_REVIEW if self.review.open else EditionState.REVISED

    @property
    def to_carry(self) -> tuple[str, ...]:
        """The codes that are still to be copied from the edition that it is based on."""
        carries = self.drafted.carries if self.drafted and not self.discarded else ()
        return tuple(code for code in carries if code not in self.carried)


def evolve(state: Catalogue, event: CatalogueEvent) -> Catalogue:
    match event:
        case EditionDrafted():
            state.agency, state.edition, state.drafted = event.agency, event.edition, event
        case ProcedureAdded() | ProcedureRevised() | ProcedureCorrected():
            state.procedures[event.procedure.code] = event.procedure
            if isinstance(event, ProcedureAdded) and event.from_edition is not None:
                state.carried.add(event.procedure.code)
        case ProcedureRemoved():
            del state.procedures[event.code]
        case DraftDiscarded():
            state.discarded = event
        case CatalogueIssued():
            state.issue = event
        case ProcedureIssued():
            state.issued.add(event.code)
        case _:
            _evolve_life(state, event)
    return state


def _evolve_life(state: Catalogue, event: CatalogueEvent) -> None:
    if isinstance(event, CatalogueEnteredIntoForce):
        yearly_review.begin(state.yearly, event)
    if isinstance(event, CatalogueEnteredIntoForce | CatalogueSuperseded | CatalogueWithdrawn):
        in_force.evolve(state.force, event)
    elif isinstance(event, ReviewEvent):
        review.evolve(state.review, event)
    elif isinstance(event, DeliveryEvent):
        delivery.evolve(state.dispatch, event)
    elif isinstance(event, YearlyEvent):
        yearly_review.evolve(state.yearly, event)
    else:
        raise TypeError(f"not an event of a catalogue: {event!r}")


#: What `ProcedureIssued` and the store's envelope add to a procedure, at most; in bytes.
_AROUND_A_PROCEDURE = 1024


def next_to_issue(state: Catalogue, at_most_bytes: int = 96 * 1024) -> tuple[str, ...]:
    """The codes for the next `IssueProcedures`: in order, as many as one save takes, one at least.

    Empty before the catalogue is issued, and when all its procedures are told.
    """
    told = state.issue.procedures if state.issue else ()
    return next_in([code for code in told if code not in state.issued], state.procedures, at_most_bytes)


def next_in(codes: Iterable[str], procedures: Mapping[str, Procedure], at_most_bytes: int) -> tuple[str, ...]:
    """The first of these codes whose procedures one save takes; one at least, if there is any."""
    chosen: list[str] = []
    taken = 0
    for code in codes:
        taken += size_in_bytes(procedures[code]) + _AROUND_A_PROCEDURE
        if chosen and taken > at_most_bytes:
            break
        chosen.append(code)
    return tuple(chosen)


# --- commands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEdition:
    """`based_on` is the last edition issued, with its codes; `draft` one that is being prepared already."""

    agency: str
    edition: int
    empty: bool | None = None  #: don't start from the last edition; None: as is usual for who drafts
    based_on: int | None = None
    carries: tuple[str, ...] = ()
    draft: int | None = None
    latest: int = 0  #: the highest number that any edition has
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """Copy these procedures, as the edition that the draft is based on has them now; each once."""

    agency: str
    edition: int
    procedures: tuple[Procedure, ...]
    by: Actor


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
    """`divisions` and `working_calendar` are the agency's, as they stand at that time.

    `neighbours` are the other agencies that the edition names, on its first day in force;
    `first` says that the agency has never issued an edition.
    """

    agency: str
    edition: int
    decision_number: str
    decision_date: date | None
    signed_by: str
    in_force_from: date
    divisions: Collection[str]
    neighbours: Neighbours = field(default_factory=Neighbours)
    working_calendar: str = "VN"
    signing: Signing | None = None  #: None: its paper is told at each printing
    first: bool = False
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
DraftingCommand = DraftEdition | CarryOver | EditCommand | IssueCatalogue | IssueProcedures
