"""An agency: a department, district, commune or the province itself, as its events have made it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from services.catalog.domain.organisation.agency_events import (
    AgencyCodeAssigned,
    AgencyDissolved,
    AgencyKind,
    AgencyMoved,
    AgencyRegistered,
    AgencyRenamed,
    AgencySucceeded,
    AgencyWentLive,
    CodeScheme,
    WavePlanned,
)
from services.catalog.domain.organisation.staff_events import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    DelegationGranted,
    DelegationRevoked,
    DivisionAdded,
    DivisionClosed,
    DivisionRenamed,
    OfficialAppointed,
    OfficialLeft,
)
from shared.aggregates import Aggregate
from shared.kernel import Role, day_of

AgencyEvent: TypeAlias = (
    AgencyRegistered
    | WavePlanned
    | AgencyWentLive
    | AgencyRenamed
    | AgencyMoved
    | AgencyCodeAssigned
    | AgencyDissolved
    | AgencySucceeded
    | DivisionAdded
    | DivisionRenamed
    | DivisionClosed
    | OfficialAppointed
    | OfficialLeft
    | AbsenceRecorded
    | AbsenceWithdrawn
    | DelegationGranted
    | DelegationRevoked
)


@dataclass(frozen=True, slots=True)
class Appointment:
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
    codes: dict[CodeScheme, AgencyCodeAssigned] = field(default_factory=dict)  #: the latest of each
    divisions: dict[str, str] = field(default_factory=dict)  #: code: name; of open ones
    officials: dict[str, Appointment] = field(default_factory=dict)
    absences: dict[tuple[str, date], AbsenceRecorded] = field(default_factory=dict)
    delegations: dict[tuple[str, date], DelegationGranted] = field(default_factory=dict)

    def exists_on(self, day: date) -> bool:
        """Whether the agency is one on that day: its first day has come, and it has not ended."""
        begun = self.valid_from is not None and self.valid_from <= day
        return begun and (self.ended_from is None or day < self.ended_from)

    def lives_on(self, day: date) -> bool:
        """Whether the agency handles its procedures under the scheme on that day.

        An agency of a rollout wave does so from the day that a decision states: the wave is a plan. One
        that no wave was ever planned for waits for nothing, and does so from its first day.
        """
        if self.live_from is None:
            return self.wave is None and self.exists_on(day)
        return self.live_from <= day and self.exists_on(day)

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


def _registered(state: Agency, event: AgencyRegistered) -> None:
    state.code, state.kind = event.code, event.kind
    state.name_vi, state.name_en = event.name_vi, event.name_en
    state.parent, state.wave = event.parent, event.wave
    state.working_calendar, state.valid_from = event.working_calendar, event.valid_from
    state.names = [Naming(event.valid_from, event.name_vi, event.name_en)]
    state.parents = [(event.valid_from, event.parent)]


def _wave_planned(state: Agency, event: WavePlanned) -> None:
    state.wave = event.wave


def _went_live(state: Agency, event: AgencyWentLive) -> None:
    state.live_from = event.effective_from


def _renamed(state: Agency, event: AgencyRenamed) -> None:
    state.name_vi, state.name_en = event.name_vi, event.name_en
    state.names.append(Naming(event.effective_from, event.name_vi, event.name_en))


def _moved(state: Agency, event: AgencyMoved) -> None:
    state.parent = event.parent
    state.parents.append((event.effective_from, event.parent))


def _code_assigned(state: Agency, event: AgencyCodeAssigned) -> None:
    state.codes[event.scheme] = event


def _dissolved(state: Agency, event: AgencyDissolved) -> None:
    state.ended_from, state.successors = event.effective_from, event.successors


def _succeeded(state: Agency, event: AgencySucceeded) -> None:
    state.succeeds_from = max(event.effective_from, state.succeeds_from or event.effective_from)


def _division_named(state: Agency, event: DivisionAdded | DivisionRenamed) -> None:
    state.divisions[event.division] = event.name


def _division_closed(state: Agency, event: DivisionClosed) -> None:
    state.divisions.pop(event.division, None)


def _appointed(state: Agency, event: OfficialAppointed) -> None:
    state.officials[event.official] = Appointment(event.name, event.divisions, event.position, event.roles)


def _left(state: Agency, event: OfficialLeft) -> None:
    state.officials.pop(event.official, None)
    for key in [key for key in state.absences if key[0] == event.official]:
        del state.absences[key]


def _absent(state: Agency, event: AbsenceRecorded) -> None:
    state.absences[event.official, event.first_day] = event


def _absence_withdrawn(state: Agency, event: AbsenceWithdrawn) -> None:
    state.absences.pop((event.official, event.first_day), None)


def _delegated(state: Agency, event: DelegationGranted) -> None:
    state.delegations[event.official, event.first_day] = event


def _revoked(state: Agency, event: DelegationRevoked) -> None:
    state.delegations.pop((event.official, event.first_day), None)


_CHANGES: dict[type, Callable[[Agency, Any], None]] = {
    AgencyRegistered: _registered,
    WavePlanned: _wave_planned,
    AgencyWentLive: _went_live,
    AgencyRenamed: _renamed,
    AgencyMoved: _moved,
    AgencyCodeAssigned: _code_assigned,
    AgencyDissolved: _dissolved,
    AgencySucceeded: _succeeded,
    DivisionAdded: _division_named,
    DivisionRenamed: _division_named,
    DivisionClosed: _division_closed,
    OfficialAppointed: _appointed,
    OfficialLeft: _left,
    AbsenceRecorded: _absent,
    AbsenceWithdrawn: _absence_withdrawn,
    DelegationGranted: _delegated,
    DelegationRevoked: _revoked,
}
AGENCY_EVENTS = tuple(_CHANGES)


def evolve(state: Agency, event: AgencyEvent) -> Agency:
    """Apply one event, in place."""
    change = _CHANGES.get(type(event))
    if change is None:
        raise TypeError(f"not an event of an agency: {event!r}")
    change(state, event)
    return state


#: Key: the agency's code.
AGENCY = Aggregate(
    category="agency",
    initial=Agency,
    evolve=evolve,
    events=AGENCY_EVENTS,
)
