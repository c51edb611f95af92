"""Who acts for whom on which days: so that the delegate of somebody absent is told as well."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateListed:
    """The delegate is told what the official is told on these days, unless it was revoked."""

    agency: str
    official: str
    delegate: str
    first_day: date
    last_day: date
    revoked: bool = False
    agency_version: int
    listed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDelegate:
    """Given by a delegation in the catalog, so it names no actor."""

    agency: str
    official: str
    delegate: str
    first_day: date
    last_day: date
    agency_version: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistDelegate:
    """Given by a revocation in the catalog."""

    agency: str
    official: str
    first_day: date
    agency_version: int
    at: datetime


#: By the official and the delegation's first day.
Delegates: TypeAlias = Mapping[tuple[str, date], DelegateListed]


def list_delegate(delegates: Delegates, command: ListDelegate | UnlistDelegate) -> list[DelegateListed]:
    """The listing; nothing if what is listed is as new or newer."""
    known = delegates.get((command.official, command.first_day))
    if known is not None and known.agency_version >= command.agency_version:
        return []
    if isinstance(command, UnlistDelegate):
        if known is None:
            return []
        return [replace(known, revoked=True, agency_version=command.agency_version, listed_at=command.at)]
    return [
        DelegateListed(
            agency=command.agency,
            official=command.official,
            delegate=command.delegate,
            first_day=command.first_day,
            last_day=command.last_day,
            agency_version=command.agency_version,
            listed_at=command.at,
        )
    ]


def with_delegates(told: Iterable[str], delegates: Delegates, on: date) -> tuple[str, ...]:
    """These people, and then those who act for them on that day; each once."""
    people = tuple(told)
    acting = sorted(
        one.delegate
        for one in delegates.values()
        if one.official in people and not one.revoked and one.first_day <= on <= one.last_day
    )
    return tuple(dict.fromkeys((*people, *acting)))
