"""Who may act for whom, as the catalog tells of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from services.cases.domain.directory import DIRECTORY, DelegationReplicated, Directory
from services.cases.errors import DelegationUnitUnclear
from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked
from shared.decider import Cause
from shared.delegation import DelegationMissing, delegation_of
from shared.kernel import Actor, Role
from shared.restating import restate

_KNOWN = frozenset(role.value for role in Role)  # further values may come


def delegation_key(official: str, first_day: date) -> str:
    """An official has one delegate a day, so this names a delegation."""
    return f"{first_day.isoformat()}/{official}"


@DIRECTORY.follows(DelegationGranted)
def delegation_granted(
    directory: Directory, event: DelegationGranted, cause: Cause
) -> DelegationReplicated | None:
    """Note what is new; what is known already is no event."""
    known = directory.delegations.get(delegation_key(event.official, event.first_day))
    if known is not None and known.granted_at >= cause.time:
        return None
    return restate(
        DelegationReplicated,
        event,
        roles=tuple(role for role in event.roles if role in _KNOWN),
        granted_at=cause.time,
    )


@DIRECTORY.follows(DelegationRevoked)
def delegation_revoked(
    directory: Directory, event: DelegationRevoked, cause: Cause
) -> DelegationReplicated | None:
    """Of a delegation that is known, and wasn't granted again since."""
    known = directory.delegations.get(delegation_key(event.official, event.first_day))
    if known is None or known.revoked_at is not None or known.granted_at > cause.time:
        return None
    return replace(known, revoked_at=cause.time)


@DIRECTORY.evolves(DelegationReplicated)
def delegation_replicated(directory: Directory, event: DelegationReplicated) -> None:
    """The newest holds."""
    directory.delegations[delegation_key(event.official, event.first_day)] = event


def as_delegate(
    delegations: Mapping[str, DelegationReplicated], claim: Actor, at: datetime, recorded_at: datetime
) -> Actor:
    """The actor that a delegate is: of the official's roles and divisions, as far as they are delegated.

    `claim` names delegate and official and holds no role.
    """
    last = max(at, recorded_at)
    standing = [one for one in delegations.values() if one.revoked_at is None or last < one.revoked_at]
    found = delegation_of(standing, claim, at, recorded_at)
    return replace(
        claim, division=_division(found, claim.division), roles=frozenset(Role(role) for role in found.roles)
    )


def _division(delegation: DelegationReplicated, stated: str | None) -> str | None:
    if stated is not None and stated not in delegation.divisions:
        raise DelegationMissing(
            where="as_division", official=delegation.official, delegate=delegation.delegate
        )
    if stated is None and len(delegation.divisions) > 1:
        raise DelegationUnitUnclear(where="as_division", divisions=", ".join(delegation.divisions))
    return stated or next(iter(delegation.divisions), None)
