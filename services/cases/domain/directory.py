"""DIRECTORY: an agency's divisions and officials, as this service knows them from the catalog's events."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from services.cases.domain.near import nearest
from services.cases.errors.known import (
    DivisionUnknown,
    OfficialNotKnownYet,
    OfficialNotOfDivision,
    OfficialUnknown,
)
from shared.contracts.catalog.agencies import DivisionAdded, OfficialAppointed
from shared.contracts.catalog.staff import DivisionRenamed, OfficialLeft
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider
from shared.delegations import DelegationReplicated

RETRY_AFTER = 2  #: seconds in which an event from the catalog usually arrives


@event()
class DivisionReplicated:
    """The agency has this division, under this name."""

    division: str
    name: str
    added_at: Instant


@part
class LeftDivision:
    """A division that an official works in no more."""

    division: str
    left_at: Instant


@event()
class OfficialReplicated:
    """What the official is from now on, as the agency's stream says at that version."""

    official: str
    name: str
    divisions: tuple[str, ...]
    roles: tuple[str, ...]
    appointed_at: Instant  #: of the latest appointment, or when they left
    left: tuple[LeftDivision, ...] = ()  #: where they once worked, and work no more
    agency_version: int = 0
    agency_epoch: int = 1  #: of the store that the stream is in

    def left_at(self, division: str) -> datetime | None:
        """Since when they work in the division no more; None: they do, or never did."""
        return next((one.left_at for one in self.left if one.division == division), None)


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
    """The latest appointment is the whole of it; in which order they come, the agency's stream says."""
    known = directory.officials.get(event.official)
    if _is_known(known, cause):
        return None
    return OfficialReplicated(
        official=event.official,
        name=event.name,
        divisions=event.divisions,
        roles=event.roles,
        appointed_at=cause.time,
        left=_left(known, event.divisions, cause.time),
        agency_version=cause.version,
        agency_epoch=cause.epoch,
    )


@DIRECTORY.follows(OfficialLeft)
def official_left(directory: Directory, event: OfficialLeft, cause: Cause) -> OfficialReplicated | None:
    """Who has left is still known, in no division and with no role."""
    known = directory.officials.get(event.official)
    if known is None or _is_known(known, cause):
        return None
    return replace(
        known,
        divisions=(),
        roles=(),
        appointed_at=cause.time,
        left=_left(known, (), cause.time),
        agency_version=cause.version,
        agency_epoch=cause.epoch,
    )


def _is_known(known: OfficialReplicated | None, cause: Cause) -> bool:
    """Whether what is known is as new as what is told, or newer."""
    return known is not None and (known.agency_epoch, known.agency_version) >= (cause.epoch, cause.version)


def _left(
    known: OfficialReplicated | None, divisions: Sequence[str], at: datetime
) -> tuple[LeftDivision, ...]:
    """Where somebody works no more who is in these divisions now."""
    if known is None:
        return ()
    left = {one.division: one for one in known.left}
    left |= {one: LeftDivision(division=one, left_at=at) for one in known.divisions}
    return tuple(left[one] for one in sorted(left) if one not in divisions)


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
