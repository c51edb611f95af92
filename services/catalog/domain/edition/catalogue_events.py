"""What happens to one edition of an agency's catalogue.

Issuing is one event; the procedures follow it, one event each, because a catalogue can be larger than
one save of the event store takes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from services.catalog.domain.edition.attribution import AttributedEvent
from services.catalog.domain.edition.delivery import DeliveryEvent
from services.catalog.domain.edition.in_force import ForceEvent, ProcedureCorrected
from services.catalog.domain.edition.review import ReviewEvent
from services.catalog.domain.edition.signing import Signing
from services.catalog.domain.edition.yearly_review import YearlyEvent
from services.catalog.domain.procedure.conditions import ExtensionRule, SuspensionRule, UrgentLimit
from services.catalog.domain.procedure.papers import DossierComponent, LegalBasis, Template
from services.catalog.domain.procedure.procedure import Procedure, ProcedureKind, Stage
from shared.contracts.vocabulary import TimeLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDrafted(AttributedEvent):
    agency: str
    edition: int  #: 1, 2, …
    drafted_by: str
    drafted_at: datetime
    based_on: int | None = None  #: the edition that it starts from; None: it starts empty
    carries: tuple[str, ...] = ()  #: the codes of that edition's procedures, which are copied from there


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureAdded(AttributedEvent):
    agency: str
    edition: int
    procedure: Procedure
    added_by: str
    added_at: datetime
    from_edition: int | None = None  #: copied from there; None: written anew


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRevised(AttributedEvent):
    agency: str
    edition: int
    procedure: Procedure  #: as a whole; the code stays
    revised_by: str
    revised_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRemoved(AttributedEvent):
    agency: str
    edition: int
    code: str
    removed_by: str
    removed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDiscarded(AttributedEvent):
    """The draft was given up; it never becomes an issued edition."""

    agency: str
    edition: int
    reason: str
    discarded_by: str
    discarded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueIssued(AttributedEvent):
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
