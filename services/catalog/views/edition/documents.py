"""Editions as documents: plain JSON, which answers are made from."""

from dataclasses import dataclass, field

from shared.documents.port import Collection
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


EDITIONS = Collection("editions", indexes=(("agency", "edition"),), document=EditionDocument)
