"""DIRECTORY: who works in an agency, who leads there, and who acts for whom: a copy of the catalog's events.

An agency's events may arrive twice and in any order: the version of its stream says which is the newest.
"""

from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.staff import OfficialLeft
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider
from shared.kernel import Role

_KNOWN = frozenset(role.value for role in Role)  # values may grow: what isn't known here leads nobody


@event()
class OfficialReplicated:
    """What the official is from now on, as the agency's stream says at that version."""

    agency: str
    official: str
    name: str
    divisions: tuple[str, ...]
    roles: tuple[str, ...]
    agency_version: int
    agency_epoch: int = 1  #: of the store that the stream is in
    listed_at: Instant


@event()
class DelegationReplicated:
    """The delegate is told what the official is told on these days, unless it was revoked."""

    agency: str
    official: str
    delegate: str
    first_day: date
    last_day: date
    revoked: bool = False
    agency_version: int
    agency_epoch: int = 1  #: of the store that the stream is in
    listed_at: Instant


@dataclass(slots=True)
class Directory:
    """The people of an agency."""

    agency: str = ""
    officials: dict[str, OfficialReplicated] = field(default_factory=dict)
    #: by the official and the delegation's first day
    delegations: dict[tuple[str, date], DelegationReplicated] = field(default_factory=dict)


#: Key: the agency's code.
DIRECTORY = Decider[Directory]("directory", Directory, key_of_followed=attrgetter("agency"))


@DIRECTORY.follows(OfficialAppointed)
def official_appointed(
    directory: Directory, event: OfficialAppointed, cause: Cause
) -> OfficialReplicated | None:
    """Somebody got a post."""
    roles = tuple(role for role in event.roles if role in _KNOWN)
    return _listed(directory, event.agency, event.official, event.name, event.divisions, roles, cause)


@DIRECTORY.follows(OfficialLeft)
def official_left(directory: Directory, event: OfficialLeft, cause: Cause) -> OfficialReplicated | None:
    """Who has left holds no role there any longer, and is told nothing as one who leads."""
    return _listed(directory, event.agency, event.official, event.official, (), (), cause)


def is_listed(known: OfficialReplicated | DelegationReplicated | None, cause: Cause) -> bool:
    """Whether what is known is as new as what is told, or newer."""
    return known is not None and (known.agency_epoch, known.agency_version) >= (cause.epoch, cause.version)


def _listed(
    directory: Directory,
    agency: str,
    official: str,
    name: str,
    divisions: tuple[str, ...],
    roles: tuple[str, ...],
    cause: Cause,
) -> OfficialReplicated | None:
    """Nothing if what is listed already is as new or newer."""
    if is_listed(directory.officials.get(official), cause):
        return None
    return OfficialReplicated(
        agency=agency,
        official=official,
        name=name,
        divisions=divisions,
        roles=roles,
        agency_version=cause.version,
        agency_epoch=cause.epoch,
        listed_at=cause.time,
    )


@DIRECTORY.evolves(OfficialReplicated)
def official_replicated(directory: Directory, event: OfficialReplicated) -> None:
    """The newest holds."""
    directory.agency = event.agency
    directory.officials[event.official] = event
