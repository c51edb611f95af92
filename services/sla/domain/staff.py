"""STAFF: an agency's officials: their divisions, their roles, when they are away; copied from the catalog."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter

from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.staff import AbsenceRecorded, AbsenceWithdrawn, OfficialLeft
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider

_ONE_DAY = timedelta(days=1)


@event()
class StaffPlaced:
    """An official works in the agency, in these divisions and roles."""

    official: str
    divisions: tuple[str, ...]
    roles: tuple[str, ...]
    placed_at: Instant


@event()
class StaffLeft:
    """An official works there no more."""

    official: str
    left_at: Instant


@event()
class AbsenceNoted:
    """An official is away on these days; it replaces an absence that begins on the same day."""

    official: str
    first_day: date
    last_day: date
    noted_at: Instant


@event()
class AbsenceCleared:
    """The absence that begins on that day isn't one."""

    official: str
    first_day: date
    cleared_at: Instant


@dataclass(slots=True)
class AgencyStaff:
    """An agency's."""

    placed: dict[str, StaffPlaced] = field(default_factory=dict)
    left: dict[str, StaffLeft] = field(default_factory=dict)
    absences: dict[tuple[str, date], AbsenceNoted | AbsenceCleared] = field(default_factory=dict)

    def days_away(self, official: str) -> frozenset[date]:
        """The days on which an official is away."""
        noted = [
            one
            for one in self.absences.values()
            if isinstance(one, AbsenceNoted) and one.official == official
        ]
        return frozenset(
            one.first_day + _ONE_DAY * number
            for one in noted
            for number in range((one.last_day - one.first_day).days + 1)
        )


#: Key: the agency's code.
STAFF = Decider[AgencyStaff]("staff", AgencyStaff, key_of_followed=attrgetter("agency"))


@STAFF.follows(OfficialAppointed)
def appointed(staff: AgencyStaff, event: OfficialAppointed, cause: Cause) -> StaffPlaced | None:
    """The latest appointment holds."""
    known = staff.placed.get(event.official)
    if known is not None and known.placed_at >= cause.time:
        return None
    return StaffPlaced(
        official=event.official, divisions=event.divisions, roles=event.roles, placed_at=cause.time
    )


@STAFF.follows(OfficialLeft)
def left(staff: AgencyStaff, event: OfficialLeft, cause: Cause) -> StaffLeft | None:
    """What they did stays theirs."""
    known = staff.left.get(event.official)
    if known is not None and known.left_at >= cause.time:
        return None
    return StaffLeft(official=event.official, left_at=cause.time)


@STAFF.follows(AbsenceRecorded)
def absent(staff: AgencyStaff, event: AbsenceRecorded, cause: Cause) -> AbsenceNoted | None:
    """Its minutes aren't the official's own, where nobody was delegated."""
    known = staff.absences.get((event.official, event.first_day))
    if isinstance(known, AbsenceNoted) and known.last_day == event.last_day:
        return None
    return AbsenceNoted(
        official=event.official,
        first_day=event.first_day,
        last_day=event.last_day,
        noted_at=cause.time,
    )


@STAFF.follows(AbsenceWithdrawn)
def back(staff: AgencyStaff, event: AbsenceWithdrawn, cause: Cause) -> AbsenceCleared | None:
    """It was none."""
    known = staff.absences.get((event.official, event.first_day))
    if not isinstance(known, AbsenceNoted):
        return None
    return AbsenceCleared(official=event.official, first_day=event.first_day, cleared_at=cause.time)


@STAFF.evolves(StaffPlaced)
def placed(staff: AgencyStaff, event: StaffPlaced) -> None:
    """The newest holds; who comes back hasn't left."""
    staff.placed[event.official] = event
    staff.left.pop(event.official, None)


@STAFF.evolves(StaffLeft)
def gone(staff: AgencyStaff, event: StaffLeft) -> None:
    """Where they were stays known."""
    staff.left[event.official] = event


@STAFF.evolves(AbsenceNoted, AbsenceCleared)
def away(staff: AgencyStaff, event: AbsenceNoted | AbsenceCleared) -> None:
    """The newest holds."""
    staff.absences[event.official, event.first_day] = event
