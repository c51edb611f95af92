"""Editions and their procedures as documents: plain JSON, which answers are made from."""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    SuspensionRule,
    Template,
    UrgentLimit,
)
from shared.contracts.vocabulary import TimeLimit
from shared.documents.port import Collection
from shared.documents.projection import View
from shared.documents.values import DateText, InstantText


@dataclass(slots=True, kw_only=True)
class SigningDocument:
    """In what right and where a decision was signed, and where it is filed."""

    authority: str
    position: str
    place: str
    drafting_unit: str


@dataclass(slots=True, kw_only=True)
class IssueDocument:
    """What the decision of an edition says."""

    decision_number: str
    decision_date: DateText
    signed_by: str
    in_force_from: DateText
    working_calendar: str
    issued_by: str
    issued_at: InstantText
    issue_recorded_by: str | None  #: who acted for `issued_by`
    imported: bool  #: an importer recorded it from history
    signing: SigningDocument | None  #: None: not recorded


@dataclass(slots=True, kw_only=True)
class EntryDocument:
    """That an edition entered into force."""

    entered_at: InstantText
    supersedes: int | None  #: the edition in force until then


@dataclass(slots=True, kw_only=True)
class WithdrawalDocument:
    """The decision that took an edition back."""

    reason: str
    decision_number: str
    decision_date: DateText
    withdrawn_by: str


@dataclass(slots=True, kw_only=True)
class EditionDocument:
    """An edition, and how far it has come. None: so far it hasn't."""

    agency: str
    edition: int
    status: str
    drafted_by: str
    drafted_at: InstantText
    procedures: list[str] = field(default_factory=list)  #: their codes, in order
    told: int = 0  #: how many of them are told as issued
    version: int
    issue: IssueDocument | None  #: stated of each: what says nothing of it isn't taken for a draft
    entry: EntryDocument | None = None
    round: int | None = None  #: the last one
    reviewing_agency: str | None = None
    comments_due: DateText | None = None
    comments: int | None = None
    unanswered: int | None = None
    round_outcome: str | None = None  #: of the last round that was closed
    discarded_because: str | None = None
    discarded_by: str | None = None
    discarded_at: InstantText | None = None
    superseded_by: int | None = None
    ended_at: InstantText | None = None
    withdrawal: WithdrawalDocument | None = None
    address: str | None = None
    sent_to: int | None = None
    acknowledged_by: int | None = None


class ProcedureStatus(StrEnum):
    """How a procedure stands in its edition."""

    DRAFT = "draft"
    REMOVED = "removed"
    ISSUED = "issued"


@dataclass(slots=True, kw_only=True)
class StepDocument:
    """A unit of work. In a draft the division, the content and the limit may still be missing."""

    code: str
    name: str
    division: str
    other_divisions: tuple[str, ...]
    content: str
    time_limit: TimeLimit | None
    optional: bool
    official: str
    result: str
    urgent_limits: tuple[UrgentLimit, ...]
    coordination: Coordination | None


@dataclass(slots=True, kw_only=True)
class StageDocument:
    """Steps that run side by side."""

    code: str
    name: str
    steps: list[StepDocument]


@dataclass(slots=True, kw_only=True)
class LegalBasisDocument:
    """What a procedure rests on."""

    document: str
    title: str
    valid_from: DateText | None
    valid_until: DateText | None


@dataclass(slots=True, kw_only=True)
class CorrectionDocument:
    """How the texts of an issued procedure were mended."""

    corrected: tuple[str, ...]  #: the places whose text changed
    reason: str
    corrected_by: str
    corrected_at: InstantText


@dataclass(slots=True, kw_only=True)
class ProcedureDocument:
    """A procedure of an edition, in full; one that was taken out stays as it was last."""

    agency: str
    edition: int
    status: str
    procedure: str
    name: str
    kind: str
    time_limit: TimeLimit | None
    stages: list[StageDocument]
    legal_basis: list[LegalBasisDocument]
    dossier: tuple[DossierComponent, ...]
    result: str
    templates: tuple[Template, ...]
    suspension: SuspensionRule | None
    extension: ExtensionRule | None
    cooperating_units: tuple[str, ...]
    informed_units: tuple[str, ...]
    conversion_factor: str
    urgent_limits: tuple[UrgentLimit, ...]
    position: int | None = None  #: from 1; this and what follows: only once it is issued
    in_force_from: DateText | None = None
    working_calendar: str | None = None
    issued_at: InstantText | None = None
    corrections: list[CorrectionDocument] = field(default_factory=list)


EDITIONS = Collection("editions", indexes=(("agency", "edition"),), document=EditionDocument)
PROCEDURES = Collection(
    "procedures",
    indexes=(("agency", "status", "edition"), ("agency", "procedure", "status")),
    document=ProcedureDocument,
)
CATALOGUE_VIEW = View("catalogues", EDITIONS, PROCEDURES, keys=lambda event: [(EDITIONS.name, event.key)])
