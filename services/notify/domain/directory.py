"""Who works in an agency, and who leads there: notify's own copy of the catalog's appointments."""

from dataclasses import dataclass, field
from datetime import date, datetime

from services.notify.domain.delegates import DelegateListed, ListDelegate, UnlistDelegate, list_delegate
from shared.kernel import Role

# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialListed:
    """What the official is from now on, as the agency's stream says at that version."""

    agency: str
    official: str
    name: str
    divisions: tuple[str, ...]
    roles: tuple[Role, ...]
    agency_version: int
    listed_at: datetime


# --- state ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Directory:
    agency: str = ""
    officials: dict[str, OfficialListed] = field(default_factory=dict)
    delegates: dict[tuple[str, date], DelegateListed] = field(default_factory=dict)


def evolve(state: Directory, event: OfficialListed | DelegateListed) -> Directory:
    match event:
        case OfficialListed():
            state.agency = event.agency
            state.officials[event.official] = event
        case DelegateListed():
            state.agency = event.agency
            state.delegates[event.official, event.first_day] = event
        case _:
            raise TypeError(f"not an event of a directory: {event!r}")
    return state


# --- commands and decisions ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOfficial:
    """Given by an appointment in the catalog, so it names no actor.

    `agency_version` is the version of the agency's stream that the appointment made: appointments may
    arrive twice and in any order, and the newest holds.
    """

    agency: str
    official: str
    name: str
    divisions: tuple[str, ...]
    roles: tuple[Role, ...]
    agency_version: int
    at: datetime


def decide(
    state: Directory, command: ListOfficial | ListDelegate | UnlistDelegate
) -> list[OfficialListed | DelegateListed]:
    """The listing; nothing if what is listed already is as new or newer."""
    if not isinstance(command, ListOfficial):
        return [*list_delegate(state.delegates, command)]
    known = state.officials.get(command.official)
    if known is not None and known.agency_version >= command.agency_version:
        return []
    return [
        OfficialListed(
            agency=command.agency,
            official=command.official,
            name=command.name,
            divisions=command.divisions,
            roles=command.roles,
            agency_version=command.agency_version,
            listed_at=command.at,
        )
    ]


# --- the question that it answers ----------------------------------------------------------------


def recipients(
    directory: Directory, agency: str, division: str | None, official: str | None
) -> tuple[str, ...]:
    """Who is told of work of `agency` that `division` and `official` hold: each once, the holder first.

    The holder and the heads of the division; if there is neither, the heads of the agency. A directory of
    another agency names nobody.
    """
    holder = [official] if official else []
    if directory.agency != agency:
        return tuple(holder)
    heads = _with_role(directory, Role.DIVISION_HEAD, division) if division else []
    told = holder + heads or _with_role(directory, Role.AGENCY_HEAD)
    return tuple(dict.fromkeys(told))


def holders(directory: Directory, agency: str, *roles: Role) -> tuple[str, ...]:
    """Who holds one of the roles in the agency, sorted; if nobody does, its heads."""
    if directory.agency != agency:
        return ()
    found = {official for role in roles for official in _with_role(directory, role)}
    return tuple(sorted(found)) or tuple(_with_role(directory, Role.AGENCY_HEAD))


def _with_role(directory: Directory, role: Role, division: str | None = None) -> list[str]:
    return sorted(
        listed.official
        for listed in directory.officials.values()
        if role in listed.roles and (division is None or division in listed.divisions)
    )
