"""Agencies that are only told of a case (nhận để biết): they owe nothing and have no clock, but see it."""

from typing import Any

from services.sla.domain.clock import Clock
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.informing_events import (
    AgencyInformed,
    InformedMoved,
    InformedReceived,
    InformedWithdrawn,
)
from shared.contracts.cases.coordination import (
    CoordinationMoved,
    CoordinationReceived,
    CoordinationRequested,
    CoordinationWithdrawn,
)
from shared.restating import restate


def informed(event: CoordinationRequested, context: ChangeContext) -> list[Any]:
    """No time runs."""
    return [restate(AgencyInformed, event, source_version=context.version, informed_at=event.requested_at)]


def received(clock: Clock, event: CoordinationReceived, context: ChangeContext) -> list[Any]:
    """The agency gave a receipt; nothing else comes of it. Of what isn't such a coordination, nothing."""
    if event.coordination not in clock.informed:
        return []
    return [restate(InformedReceived, event, source_version=context.version)]


def withdrawn(clock: Clock, event: CoordinationWithdrawn, context: ChangeContext) -> list[Any]:
    """It wasn't to know, or needn't any more."""
    if event.coordination not in clock.informed:
        return []
    return [restate(InformedWithdrawn, event, source_version=context.version)]


def moved(clock: Clock, event: CoordinationMoved, context: ChangeContext) -> list[Any]:
    """The agency ended, and its successor is told."""
    if event.coordination not in clock.informed:
        return []
    return [restate(InformedMoved, event, source_version=context.version)]


@CLOCK.evolves(AgencyInformed)
def agency_informed(clock: Clock, event: AgencyInformed) -> None:
    """It is known as what it is when more comes of it."""
    clock.informed.add(event.coordination)


@CLOCK.evolves(InformedReceived)
def informed_received(_clock: Clock, _event: InformedReceived) -> None:
    """No time follows it."""


@CLOCK.evolves(InformedWithdrawn)
def informed_withdrawn(_clock: Clock, _event: InformedWithdrawn) -> None:
    """Nor this."""


@CLOCK.evolves(InformedMoved)
def informed_moved(_clock: Clock, _event: InformedMoved) -> None:
    """Nor this."""
