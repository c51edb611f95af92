"""The one actor that a delegate is while acting for somebody else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from services.cases.domain.delegation import DelegationNoted
from services.cases.errors import DelegationUnitUnclear
from shared.delegation import DelegationMissing, delegation_of
from shared.kernel import Actor


def stand_in(
    delegations: Mapping[str, DelegationNoted], claim: Actor, at: datetime, recorded_at: datetime
) -> Actor:
    """The actor that a delegate is: of the official's roles and divisions, as far as they are delegated.

    `claim` names delegate and official and holds no role.
    """
    last = max(at, recorded_at)
    standing = [one for one in delegations.values() if one.revoked_at is None or last < one.revoked_at]
    found = delegation_of(standing, claim, at, recorded_at)
    return replace(claim, division=_division(found, claim.division), roles=frozenset(found.roles))


def _division(delegation: DelegationNoted, stated: str | None) -> str | None:
    if stated is not None and stated not in delegation.divisions:
        raise DelegationMissing(
            where="as_division", official=delegation.official, delegate=delegation.delegate
        )
    if stated is None and len(delegation.divisions) > 1:
        raise DelegationUnitUnclear(where="as_division", divisions=", ".join(delegation.divisions))
    return stated or next(iter(delegation.divisions), None)
