"""Acting for a colleague who is away: which delegation it rests on, the same in every service.

A service keeps the delegations that it decides by; what one must say of itself is `Delegation`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol, TypeVar

from shared.errors import Forbidden
from shared.kernel import Actor, day_of


class DelegationMissing(Forbidden):
    code = "delegation-missing"
    vi = "{delegate} không có ủy quyền còn hiệu lực của {official} cho việc này."
    en = "{delegate} has no delegation of {official} that holds for this at this time."


class Delegation(Protocol):
    """The delegate may act for the official on these days, in these roles; it isn't revoked."""

    @property
    def official(self) -> str: ...
    @property
    def delegate(self) -> str: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...
    @property
    def roles(self) -> tuple[str, ...]: ...
    @property
    def granted_at(self) -> datetime: ...


D = TypeVar("D", bound=Delegation)


def claims(by: Actor) -> bool:
    """Whether the actor says to act for a colleague and holds no role yet that would let them."""
    return by.acting_for is not None and not by.roles and by.agency is not None


def delegation_of(delegations: Iterable[D], claim: Actor, at: datetime, recorded_at: datetime) -> D:
    """The delegation that the claim rests on; `DelegationMissing` without one.

    It holds both when the act takes effect and when it is recorded: one that has run out doesn't serve for
    acts that are dated back.
    """
    for delegation in delegations:
        between_them = delegation.delegate == claim.id and delegation.official == claim.acting_for
        if between_them and _holds(delegation, at) and _holds(delegation, recorded_at):
            return delegation
    raise DelegationMissing(where="acting_for", official=claim.acting_for, delegate=claim.id)


def _holds(delegation: Delegation, at: datetime) -> bool:
    in_time = delegation.first_day <= day_of(at) <= delegation.last_day
    return in_time and delegation.granted_at <= at
