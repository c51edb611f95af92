"""DIRECTORY: an agency's divisions and officials, as this service knows them from the catalog's events."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from services.cases.domain.delegation import (
    DelegationNoted,
    NoteDelegation,
    NoteRevocation,
    delegation_key,
    note_delegation,
)
from services.cases.errors import OfficialNotKnownYet, OfficialNotOfDivision
from shared.aggregates import Aggregate
from shared.kernel import Role

RETRY_AFTER = 2  #: seconds in which an event from the catalog usually arrives


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionNoted:
    """The agency has this division, under this name."""

    division: str
    name: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialNoted:
    """An official as known from now on: every division and role so far, and the latest name."""

    official: str
    name: str
    divisions: tuple[str, ...]
    roles: tuple[Role, ...]
    appointed_at: datetime  #: of the latest appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDivision:
    """The catalog told of a division."""

    division: str
    name: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOfficial:
    """The catalog told of one appointment; those of one official add up."""

    official: str
    name: str
    division: str
    role: Role
    appointed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDeparture:
    """The catalog told that an official left the agency."""

    official: str
    left_at: datetime


DirectoryEvent: TypeAlias = DivisionNoted | OfficialNoted | DelegationNoted
DirectoryCommand: TypeAlias = NoteDivision | NoteOfficial | NoteDeparture | NoteDelegation | NoteRevocation


@dataclass(slots=True)
class Directory:
    """Who is known, by code and id."""

    divisions: dict[str, DivisionNoted] = field(default_factory=dict)
    officials: dict[str, OfficialNoted] = field(default_factory=dict)
    delegations: dict[str, DelegationNoted] = field(default_factory=dict)  #: by `delegation_key`


def evolve(state: Directory, event: DirectoryEvent) -> Directory:
    """Apply one event, in place."""
    match event:
        case DivisionNoted():
            state.divisions[event.division] = event
        case OfficialNoted():
            state.officials[event.official] = event
        case DelegationNoted():
            state.delegations[delegation_key(event.official, event.first_day)] = event
    return state


def decide(state: Directory, command: DirectoryCommand) -> list[DirectoryEvent]:
    """Note what is new; what is known already, in whatever order it came, is no event."""
    match command:
        case NoteDivision():
            return _note_division(state, command)
        case NoteOfficial():
            return _note_official(state, command)
        case NoteDeparture():
            return _note_departure(state, command)
        case NoteDelegation() | NoteRevocation():
            return [*note_delegation(state.delegations, command)]


def _note_departure(state: Directory, command: NoteDeparture) -> list[DirectoryEvent]:
    """Who has left is still known, in no division and with no role."""
    known = state.officials.get(command.official)
    if known is None or not known.divisions or known.appointed_at > command.left_at:
        return []
    return [replace(known, divisions=(), roles=(), appointed_at=command.left_at)]


def _note_division(state: Directory, command: NoteDivision) -> list[DirectoryEvent]:
    known = state.divisions.get(command.division)
    told = DivisionNoted(division=command.division, name=command.name, added_at=command.added_at)
    if known is not None and (known.added_at, known.name) >= (told.added_at, told.name):
        return []
    return [told]


def _note_official(state: Directory, command: NoteOfficial) -> list[DirectoryEvent]:
    known = state.officials.get(command.official)
    if known is not None and not known.divisions and command.appointed_at <= known.appointed_at:
        return []  # an appointment from before they left, told again
    latest = (command.appointed_at, command.name)
    divisions, roles = {command.division}, {command.role}
    if known is not None:
        latest = max(latest, (known.appointed_at, known.name))
        divisions |= set(known.divisions)
        roles |= set(known.roles)
    told = OfficialNoted(
        official=command.official,
        name=latest[1],
        divisions=tuple(sorted(divisions)),
        roles=tuple(sorted(roles)),
        appointed_at=latest[0],
    )
    return [] if told == known else [told]


def check_belongs(state: Directory, official: str, division: str) -> None:
    """Work in a division is given to its own officials only."""
    known = state.officials.get(official)
    if known is None:
        raise OfficialNotKnownYet(where="official", official=official, retry_after=RETRY_AFTER)
    if division not in known.divisions:
        raise OfficialNotOfDivision(where="official", official=official, division=division)


DIRECTORY = Aggregate(
    category="directory",
    initial=Directory,
    evolve=evolve,
    events=(DivisionNoted, OfficialNoted, DelegationNoted),
    snapshots=Directory,
)
