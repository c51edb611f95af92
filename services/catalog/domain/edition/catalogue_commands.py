"""What can be asked of one edition of an agency's catalogue: to draft it, to fill it, to issue it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from services.catalog.domain.edition.signing import Signing
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import RelatedAgencies
from shared.kernel import Actor


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

    `related` are the other agencies that the edition names, on its first day in force;
    `first` says that the agency has never issued an edition.
    """

    agency: str
    edition: int
    decision_number: str
    decision_date: date | None
    signed_by: str
    in_force_from: date
    divisions: Collection[str]
    related: RelatedAgencies = field(default_factory=RelatedAgencies)
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
