"""What is asked of an agency as a whole."""

from dataclasses import dataclass
from datetime import date, datetime

from services.catalog.domain.organisation.agency_events import (
    AgencyKind,
    CodeScheme,
    DivisionTransfer,
    EndingManner,
)
from shared.kernel import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAgency:
    """`parent_kind` is what the parent is registered as; None if there is no parent, or none such."""

    code: str
    kind: AgencyKind
    name_vi: str
    name_en: str
    parent: str | None
    parent_kind: AgencyKind | None
    wave: int | None = None
    working_calendar: str = "VN"
    valid_from: date
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWave:
    agency: str
    wave: int | None  #: None: the agency is no longer planned for
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCommand:
    """What carries out a decision of the competent authority."""

    agency: str
    decision_number: str
    decision_date: date
    effective_from: date
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GoLive(DecidedCommand):
    """Handle procedures under the scheme from `effective_from` on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameAgency(DecidedCommand):
    name_vi: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAgency(DecidedCommand):
    """`parent_kind` is what the parent is registered as, `parent_exists` whether it is one on that day."""

    parent: str
    parent_kind: AgencyKind | None
    parent_exists: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignAgencyCode:
    agency: str
    scheme: CodeScheme
    code: str
    valid_from: date
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """An agency that is to take over, and whether it exists on the day on which it does."""

    agency: str
    exists: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DissolveAgency(DecidedCommand):
    """End the agency; its successors exist on that day, and their streams say that they succeed it."""

    manner: EndingManner
    successors: tuple[Successor, ...]
    divisions: tuple[DivisionTransfer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SucceedAgencies(DecidedCommand):
    """Take over from agencies that end; the other half of `DissolveAgency`."""

    predecessors: tuple[str, ...]
