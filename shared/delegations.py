"""Delegations as a service copies them from the catalog's events, for whoever decides or lists by them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause
from shared.delegation import delegation_of
from shared.kernel import Actor, Role
from shared.restating import restate

_KNOWN = frozenset(role.value for role in Role)  # further values may come


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


#: An agency's, by `delegation_key`.
Delegations = Mapping[str, DelegationReplicated]


def delegation_key(official: str, first_day: date) -> str:
    """An official has one delegate a day, so this names a delegation."""
    return f"{first_day.isoformat()}/{official}"


def replicate_granted(
    delegations: Delegations, event: DelegationGranted, cause: Cause
) -> DelegationReplicated | None:
    """What is new; what is known already is no event."""
    known = delegations.get(delegation_key(event.official, event.first_day))
    if known is not None and known.granted_at >= cause.time:
        return None
    roles = tuple(role for role in event.roles if role in _KNOWN)
    return restate(DelegationReplicated, event, roles=roles, granted_at=cause.time)


def replicate_revoked(
    delegations: Delegations, event: DelegationRevoked, cause: Cause
) -> DelegationReplicated | None:
    """Of a delegation that is known, and wasn't granted again since."""
    known = delegations.get(delegation_key(event.official, event.first_day))
    if known is None or known.revoked_at is not None or known.granted_at > cause.time:
        return None
    return replace(known, revoked_at=cause.time)


def held_delegation(
    delegations: Delegations, claim: Actor, at: datetime, recorded_at: datetime
) -> DelegationReplicated:
    """The delegation that a claim rests on, not revoked by then; `DelegationMissing` without one.

    `claim` names delegate and official and holds no role.
    """
    last = max(at, recorded_at)
    standing = [one for one in delegations.values() if one.revoked_at is None or last < one.revoked_at]
    return delegation_of(standing, claim, at, recorded_at)
