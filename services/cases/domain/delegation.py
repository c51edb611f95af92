"""Who may act for whom, as the catalog tells of it."""

from dataclasses import replace
from datetime import datetime

from services.cases.domain.directory import DIRECTORY, Directory
from services.cases.errors.who import DelegationUnitUnclear
from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked
from shared.decider import Cause
from shared.delegation import DelegationMissing
from shared.delegations import (
    DelegationReplicated,
    Delegations,
    delegation_key,
    held_delegation,
    replicate_granted,
    replicate_revoked,
)
from shared.kernel import Actor, Role


@DIRECTORY.follows(DelegationGranted)
def delegation_granted(
    directory: Directory, event: DelegationGranted, cause: Cause
) -> DelegationReplicated | None:
    """Note it."""
    return replicate_granted(directory.delegations, event, cause)


@DIRECTORY.follows(DelegationRevoked)
def delegation_revoked(
    directory: Directory, event: DelegationRevoked, cause: Cause
) -> DelegationReplicated | None:
    """It ended."""
    return replicate_revoked(directory.delegations, event, cause)


@DIRECTORY.evolves(DelegationReplicated)
def delegation_replicated(directory: Directory, event: DelegationReplicated) -> None:
    """The newest holds."""
    directory.delegations[delegation_key(event.official, event.first_day)] = event


def as_delegate(delegations: Delegations, claim: Actor, at: datetime, recorded_at: datetime) -> Actor:
    """The actor that a delegate is: of the official's roles and divisions, as far as they are delegated.

    `claim` names delegate and official and holds no role.
    """
    found = held_delegation(delegations, claim, at, recorded_at)
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
