"""Whose work is asked for: one's own, or, as a delegate, that of an official who is away."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from fastapi import Query

from services.sla.application.sla import SlaApplication
from services.sla.domain.delegations import DELEGATIONS
from shared.auth.principal import Grant, Principal
from shared.contracts.vocabulary import Code
from shared.delegation import DelegationMissing
from shared.delegations import DelegationReplicated, held_delegation
from shared.kernel import Actor, Role

ActingFor = Annotated[
    Code | None,
    Query(description="The official in whose name one may act; the delegation must hold now."),
]


async def acting(
    who: Principal, acting_for: str | None, application: SlaApplication, now: datetime
) -> Principal:
    """Who asks, or the official that they act for, as far as that is delegated.

    Raises `DelegationMissing`.
    """
    if acting_for in (None, who.id):
        return who
    official = str(acting_for)
    for agency in sorted(who.agencies):
        known, _ = await application.state(DELEGATIONS, agency)
        try:
            found = held_delegation(known.delegations, Actor(who.id, agency, acting_for=official), now, now)
        except DelegationMissing:
            continue
        return Principal(official, tuple(_grants(found, agency)))
    raise DelegationMissing(where="acting_for", official=official, delegate=who.id)


def _grants(found: DelegationReplicated, agency: str) -> Iterator[Grant]:
    """None of a division's head without a division."""
    for role in map(Role, found.roles):
        for division in found.divisions or (None,):
            if division is not None or role is not Role.DIVISION_HEAD:
                yield Grant(role, agency, division)
