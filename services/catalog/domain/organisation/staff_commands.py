"""What is asked of an agency about its divisions and officials."""

from dataclasses import dataclass
from datetime import date, datetime

from services.catalog.domain.organisation.staff_events import AbsenceKind
from shared.kernel import Actor, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDivision:
    agency: str
    division: str
    name: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameDivision:
    agency: str
    division: str
    name: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDivision:
    """Close a division that nobody works in any longer."""

    agency: str
    division: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointOfficial:
    """Says the whole of it: divisions and roles that it doesn't name end."""

    agency: str
    official: str
    name: str
    divisions: tuple[str, ...]
    position: str
    roles: tuple[Role, ...]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAppointment:
    """The official leaves the agency; with what they delegated, and what was delegated to them."""

    agency: str
    official: str
    transferred_to: str | None = None
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAbsence:
    agency: str
    official: str
    first_day: date
    last_day: date
    kind: AbsenceKind
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAbsence:
    """Take back the absence that begins on `first_day`."""

    agency: str
    official: str
    first_day: date
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantDelegation:
    """Let a colleague act for the official; without roles or divisions, in all that the official has."""

    agency: str
    official: str
    delegate: str
    first_day: date
    last_day: date
    roles: tuple[Role, ...] = ()
    divisions: tuple[str, ...] = ()
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeDelegation:
    """End the delegation that begins on `first_day`."""

    agency: str
    official: str
    first_day: date
    by: Actor
    at: datetime
