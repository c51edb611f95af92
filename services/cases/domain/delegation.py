"""Who may act for whom, as the catalog tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from shared.kernel import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationNoted:
    """The delegate may act for the official on these days; from `revoked_at` on no longer."""

    official: str
    delegate: str
    first_day: date
    last_day: date
    roles: tuple[Role, ...]
    divisions: tuple[str, ...]
    granted_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDelegation:
    """The catalog told of a delegation."""

    official: str
    delegate: str
    first_day: date
    last_day: date
    roles: tuple[Role, ...]
    divisions: tuple[str, ...]
    granted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRevocation:
    """The catalog told that a delegation has ended."""

    official: str
    first_day: date
    revoked_at: datetime


def delegation_key(official: str, first_day: date) -> str:
    """An official has one delegate a day, so this names a delegation."""
    return f"{first_day.isoformat()}/{official}"


def note_delegation(
    delegations: Mapping[str, DelegationNoted], command: NoteDelegation | NoteRevocation
) -> list[DelegationNoted]:
    """Note what is new; what is known already is no event."""
    known = delegations.get(delegation_key(command.official, command.first_day))
    if isinstance(command, NoteRevocation):
        if known is None or known.revoked_at is not None or known.granted_at > command.revoked_at:
            return []
        return [replace(known, revoked_at=command.revoked_at)]
    if known is not None and known.granted_at >= command.granted_at:
        return []
    return [
        DelegationNoted(
            official=command.official,
            delegate=command.delegate,
            first_day=command.first_day,
            last_day=command.last_day,
            roles=command.roles,
            divisions=command.divisions,
            granted_at=command.granted_at,
        )
    ]
