"""What can happen to an agency's divisions and officials."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.kernel import Role


class AbsenceKind(StrEnum):
    """Why somebody is away, as far as the work needs to know: illness and family are nobody's business."""

    LEAVE = "leave"  #: nghỉ, of whatever sort
    BUSINESS_TRIP = "business_trip"  #: công tác
    TRAINING = "training"  #: đào tạo, bồi dưỡng
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionAdded:
    agency: str
    division: str
    name: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionRenamed:
    agency: str
    division: str
    name: str
    renamed_by: str
    renamed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionClosed:
    agency: str
    division: str
    closed_by: str
    closed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAppointed:
    """What the official is from now on; it replaces an earlier appointment in the same agency."""

    agency: str
    official: str
    name: str
    divisions: tuple[str, ...]  #: sorted; the order has no meaning
    position: str
    roles: tuple[Role, ...]  #: sorted; the order has no meaning
    appointed_by: str
    appointed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialLeft:
    """The appointment in this agency ends."""

    agency: str
    official: str
    transferred_to: str | None  #: the agency that the official goes to, if it is one of the system
    left_by: str  #: who recorded it
    left_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRecorded:
    """The official is away from the first day to the last, both counted."""

    agency: str
    official: str
    first_day: date
    last_day: date
    kind: AbsenceKind
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceWithdrawn:
    agency: str
    official: str
    first_day: date
    withdrawn_by: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationGranted:
    """The delegate may act for the official, in these roles and divisions, on these days."""

    agency: str
    official: str
    delegate: str
    first_day: date
    last_day: date
    roles: tuple[Role, ...]  #: sorted
    divisions: tuple[str, ...]  #: sorted
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRevoked:
    """The delegation that began on `first_day`, or was to begin then, ends at once."""

    agency: str
    official: str
    delegate: str
    first_day: date
    revoked_by: str
    revoked_at: datetime
