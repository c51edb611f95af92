"""An agency: a department, district, commune or the province itself, as its events have made it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from shared.contracts.catalog.agencies import Contact
from shared.contracts.catalog.reorganisation import AgencyCodeAssigned
from shared.contracts.catalog.staff import AbsenceRecorded, DelegationGranted
from shared.decider import Decider
from shared.kernel import Role, day_of
from shared.rollout import lives_from


class AgencyKind(StrEnum):
    """What an agency is, by its place in the province."""

    PROVINCE = "province"  #: tỉnh, thành phố
    DEPARTMENT = "department"  #: sở, ban, ngành
    DISTRICT = "district"  #: huyện, quận, thị xã; until June 2025
    COMMUNE = "commune"  #: xã, phường, thị trấn; later xã, phường, đặc khu


@dataclass(frozen=True, slots=True)
class Appointment:
    """What an official is in the agency."""

    name: str
    divisions: tuple[str, ...]
    position: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """What the agency is called from a day on."""

    since: date
    name_vi: str
    name_en: str


@dataclass(slots=True)
class Agency:
    """What decisions about an agency, and about what it does, need to know."""

    code: str = ""
    kind: AgencyKind | None = None  #: None: not registered
    name_vi: str = ""  #: the name decided last; `naming_on` tells that of a day
    name_en: str = ""
    parent: str | None = None  #: the one decided last
    wave: int | None = None
    working_calendar: str = "VN"
    valid_from: date | None = None
    live_from: date | None = None  #: the first day under the scheme, where that was decided
    ended_from: date | None = None  #: the first day on which it no longer exists; None: it goes on
    names: list[Naming] = field(default_factory=list)  #: the oldest first
    parents: list[tuple[date, str | None]] = field(default_factory=list)  #: the oldest first
    successors: tuple[str, ...] = ()
    succeeds_from: date | None = None  #: the latest day from which it takes over from others
    codes: dict[str, AgencyCodeAssigned] = field(default_factory=dict)  #: by scheme, the latest of each
    contact: Contact | None = None  #: who handles requests while it isn't live
    divisions: dict[str, str] = field(default_factory=dict)  #: code: name; of open ones
    officials: dict[str, Appointment] = field(default_factory=dict)
    absences: dict[tuple[str, date], AbsenceRecorded] = field(default_factory=dict)
    delegations: dict[tuple[str, date], DelegationGranted] = field(default_factory=dict)

    def exists_on(self, day: date) -> bool:
        """Whether the agency is one on that day: its first day has come, and it has not ended."""
        begun = self.valid_from is not None and self.valid_from <= day
        return begun and (self.ended_from is None or day < self.ended_from)

    def lives_on(self, day: date) -> bool:
        """Whether the agency handles its procedures under the scheme on that day."""
        first = lives_from(self.live_from, self.wave, self.valid_from)
        return first is not None and first <= day and self.exists_on(day)

    def can_be_asked_on(self, day: date) -> bool:
        """Whether requests reach it on that day: in the system, or by its contact while it isn't live."""
        return self.lives_on(day) or (self.exists_on(day) and self.contact is not None)

    def has_ended(self, at: datetime) -> bool:
        """Whether the agency no longer exists at that moment."""
        return self.ended_from is not None and day_of(at) >= self.ended_from

    def naming_on(self, day: date) -> Naming | None:
        """What the agency is called on that day; before its first day, what it will be called then."""
        begun = [naming for naming in self.names if naming.since <= day] or self.names[:1]
        return begun[-1] if begun else None

    def parent_on(self, day: date) -> str | None:
        """What the agency stands under on that day."""
        begun = [parent for since, parent in self.parents if since <= day]
        return begun[-1] if begun else self.parents[0][1] if self.parents else None


#: Key: the agency's code.
AGENCY = Decider[Agency]("agency", Agency)


# ---- what decisions about an agency ask beside its own state


class Known(Protocol):
    """The other agencies, read when they are asked for."""

    def agency(self, code: str) -> Agency:
        """The agency of that code; of kind None where none is registered."""


@dataclass(slots=True, kw_only=True)
class KnownNow:
    """The same, all at hand."""

    agencies: dict[str, Agency] = field(default_factory=dict)

    def agency(self, code: str) -> Agency:
        """The agency of that code; of kind None where none is registered."""
        return self.agencies.get(code) or Agency()
