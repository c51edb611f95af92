"""Delegates in the catalog: who acts for an editor, a reviewer or a head while they are away.

Acts on editions can be delegated. Who organises an agency can't have it done by a delegate: who appoints and
delegates decides who may act at all.
"""

from dataclasses import replace

from services.catalog.domain.edition.editions import Load
from services.catalog.domain.organisation.agency import AGENCY
from shared.decider import Act
from shared.delegation import DelegationMissing, claims, delegation_of
from shared.kernel import Role

#: How `of_delegate` may refuse.
DELEGATED = (DelegationMissing,)


def of_delegate(load: Load, act: Act) -> Act:
    """The act, with the roles that are delegated where somebody acts for another; others' as they are.

    A delegation that was revoked is no longer kept, so that it serves for nothing, whatever the date.
    """
    claim = act.by
    if not claims(claim):
        return act
    delegations = load(AGENCY, claim.agency or "").delegations.values()
    found = delegation_of(delegations, claim, act.at, act.recorded_at)
    return replace(act, by=replace(claim, roles=frozenset(map(Role, found.roles))))
