"""DIRECTORY: an agency's divisions and officials, as this service knows them from the catalog's events."""

from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter

from services.cases.domain.near import nearest
from services.cases.errors import DivisionUnknown, OfficialNotKnownYet, OfficialNotOfDivision, OfficialUnknown
from shared.contracts.catalog.agencies import DivisionAdded, OfficialAppointed
from shared.contracts.catalog.staff import DivisionRenamed, OfficialLeft
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider

RETRY_AFTER = 2  #: seconds in which an event from the catalog usually arrives


@event()
class DivisionReplicated:
    """The agency has this division, under this name."""

    division: str
    name: str
    added_at: Instant


@event()
class OfficialReplicated:
    """An official as known from now on: every division and role so far, and the latest name."""

    official: str
    name: str
    divisions: tuple[str, ...]
    roles: tuple[str, ...]
    appointed_at: Instant  #: of the latest appointment


@event()
class DelegationReplicated:
    """The delegate may act for the official on these days; from `revoked_at` on no longer."""

    official: str
    delegate: str
    first_day: date
    last_day: date
    roles: tuple[str, ...]
    divisions: tuple[str, ...]
    granted_at: Instant
    revoked_at: Instant | None = None


@dataclass(slots=True)
class Directory:
    """Who is known, by code and id."""

    divisions: dict[str, DivisionReplicated] = field(default_factory=dict)
    officials: dict[str, OfficialReplicated] = field(default_factory=dict)
    delegations: dict[str, DelegationReplicated] = field(default_factory=dict)  #: by `delegation_key`


#: Key: the agency's code.
DIRECTORY = Decider[Directory](
    "directory", Directory, snapshots=Directory, key_of_followed=attrgetter("agency")
)


@DIRECTORY.follows(DivisionAdded, DivisionRenamed)
def division_told(
    directory: Directory, event: DivisionAdded | DivisionRenamed, cause: Cause
) -> DivisionReplicated | None:
    """Note what is new; what is known already, in whatever order it came, is no event."""
    known = directory.divisions.get(event.division)
    if known is not None and (known.added_at, known.name) >= (cause.time, event.name):
        return None
    return DivisionReplicated(division=event.division, name=event.name, added_at=cause.time)


@DIRECTORY.evolves(DivisionReplicated)
def division_replicated(directory: Directory, event: DivisionReplicated) -> None:
    """The newest holds."""
    directory.divisions[event.division] = event


@DIRECTORY.follows(OfficialAppointed)
def official_appointed(
    directory: Directory, event: OfficialAppointed, cause: Cause
) -> OfficialReplicated | None:
    """Appointments of one official add up."""
    known = directory.officials.get(event.official)
    if known is not None and not known.divisions and cause.time <= known.appointed_at:
        return None  # an appointment from before they left, told again
    latest = (cause.time, event.name)
    divisions, roles = set(event.divisions), set(event.roles)
    if known is not None:
        latest = max(latest, (known.appointed_at, known.name))
        divisions |= set(known.divisions)
        roles |= set(known.roles)
    told = OfficialReplicated(
        official=event.official,
        name=latest[1],
        divisions=tuple(sorted(divisions)),
        roles=tuple(sorted(roles)),
        appointed_at=latest[0],
    )
    return None if told == known else told


@DIRECTORY.follows(OfficialLeft)
def official_left(directory: Directory, event: OfficialLeft, cause: Cause) -> OfficialReplicated | None:
    """Who has left is still known, in no division and with no role."""
    known = directory.officials.get(event.official)
    if known is None or not known.divisions or known.appointed_at > cause.time:
        return None
    return replace(known, divisions=(), roles=(), appointed_at=cause.time)


@DIRECTORY.evolves(OfficialReplicated)
def official_replicated(directory: Directory, event: OfficialReplicated) -> None:
    """The newest holds."""
    directory.officials[event.official] = event


#: How the one who is to do a step may be refused.
BELONGS = (OfficialUnknown, OfficialNotKnownYet, OfficialNotOfDivision)


def check_belongs(directory: Directory, official: str, division: str) -> None:
    """Work in a division is given to its own officials only. Raises what `BELONGS` names."""
    known = directory.officials.get(official)
    if known is None and directory.officials:
        near = nearest(official, directory.officials)
        raise OfficialUnknown(where="official", official=official, near=near)
    if known is None:
        raise OfficialNotKnownYet(where="official", official=official, retry_after=RETRY_AFTER)
    if division not in known.divisions:
        raise OfficialNotOfDivision(where="official", official=official, division=division)


def check_is_there(directory: Directory, division: str) -> None:
    """A division that the agency hasn't is told as such. Raises `DivisionUnknown`."""
    if directory.divisions and division not in directory.divisions:
        near = nearest(division, directory.divisions)
        raise DivisionUnknown(where="division", division=division, near=near)
