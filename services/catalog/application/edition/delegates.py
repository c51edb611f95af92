"""Delegates in the catalog: who acts for an editor, a reviewer or a head while they are away.

Acts on editions can be delegated. Who organises an agency can't have it done by a delegate: who appoints and
delegates decides who may act at all.
"""

from dataclasses import replace
from datetime import datetime

from services.catalog.application.edition.lineages import Load
from services.catalog.domain.organisation.agency import AGENCY
from shared.delegation import claims, delegation_of
from shared.kernel import Actor


def as_delegate(load: Load, by: Actor, at: datetime, recorded_at: datetime) -> Actor:
    """The actor, with the roles that are delegated where they act for another; others as they are.

    A delegation that was revoked is no longer kept, so that it serves for nothing, whatever the date.
    """
    if not claims(by):
        return by
    delegations = load(AGENCY, by.agency or "").delegations.values()
    return replace(by, roles=frozenset(delegation_of(delegations, by, at, recorded_at).roles))
