"""The one actor that a delegate is while acting for somebody else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from services.cases.domain.delegation import DelegationNoted
from services.cases.domain.opening import opening_day
from services.cases.errors import DelegationMissing, DelegationUnitUnclear
from shared.kernel import Actor


def stand_in(
    delegations: Mapping[str, DelegationNoted], claim: Actor, at: datetime, recorded_at: datetime
) -> Actor:
    """The actor that a delegate is: of the official's roles and divisions, as far as they are delegated.

    `claim` names delegate and official and holds no role. The delegation holds both when the act takes
    effect and when it is recorded: one that has run out doesn't serve for acts that are dated back.
    """
    for delegation in delegations.values():
        if (
            delegation.delegate == claim.id
            and delegation.official == claim.acting_for
            and _holds(delegation, at)
            and _holds(delegation, recorded_at)
        ):
            return replace(
                claim, division=_division(delegation, claim.division), roles=frozenset(delegation.roles)
            )
    raise DelegationMissing(where="acting_for", official=claim.acting_for, delegate=claim.id)


def _holds(delegation: DelegationNoted, at: datetime) -> bool:
    in_time = delegation.first_day <= opening_day(at) <= delegation.last_day
    return (
        in_time
        and at >= delegation.granted_at
        and (delegation.revoked_at is None or at < delegation.revoked_at)
    )


def _division(delegation: DelegationNoted, stated: str | None) -> str | None:
    if stated is not None and stated not in delegation.divisions:
        raise DelegationMissing(
            where="as_division", official=delegation.official, delegate=delegation.delegate
        )
    if stated is None and len(delegation.divisions) > 1:
        raise DelegationUnitUnclear(where="as_division", divisions=", ".join(delegation.divisions))
    return stated or next(iter(delegation.divisions), None)
