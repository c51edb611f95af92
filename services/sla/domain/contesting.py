"""What is contested is kept beside a case's times: objective causes of late visits, and cleared returns.

It moves no time, and comes also after the case has ended.
"""

from typing import Any

from services.sla.domain.clock import Clock
from services.sla.domain.events import ClockChange
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.measured import CauseState, VisitCause
from shared.contracts.cases.objective_causes import (
    ObjectiveCauseClaimed,
    ObjectiveCauseConfirmed,
    ObjectiveCauseRefused,
    ReturnCleared,
)
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import Instant
from shared.restating import restate


@event()
class VisitCauseNoted(ClockChange):
    """How an objective cause of a visit's lateness stands."""

    step: str
    visit: int
    cause: VisitCause


@part
class OpenedVisit:
    """A visit in which work is done once more."""

    step: str
    visit: int


@event()
class ReturnClearanceNoted(ClockChange):
    """What was sent back by the event of this version was no fault of whoever had done the work."""

    returned: int
    visits: tuple[OpenedVisit, ...] = ()  #: that were opened by it
    reason: str
    cleared_by: str
    cleared_at: Instant


@CLOCK.follows_always(ObjectiveCauseClaimed)
def claimed(_clock: Clock, event: ObjectiveCauseClaimed, context: ChangeContext) -> list[Any]:
    """The claim changes no figure."""
    cause = VisitCause(
        state=CauseState.CLAIMED.value,
        reason=event.reason,
        claimed_by=event.delegate or event.claimed_by,
        claimed_at=event.claimed_at,
    )
    return [_noted(event, cause, context)]


@CLOCK.follows_always(ObjectiveCauseConfirmed)
def confirmed(clock: Clock, event: ObjectiveCauseConfirmed, context: ChangeContext) -> list[Any]:
    """From now on the lateness is excused, whenever the visit was."""
    return _decided(clock, event, CauseState.CONFIRMED, event.confirmed_by, event.confirmed_at, context)


@CLOCK.follows_always(ObjectiveCauseRefused)
def refused(clock: Clock, event: ObjectiveCauseRefused, context: ChangeContext) -> list[Any]:
    """It stays as it was."""
    return _decided(clock, event, CauseState.REFUSED, event.refused_by, event.refused_at, context)


def _decided(
    clock: Clock,
    event: ObjectiveCauseConfirmed | ObjectiveCauseRefused,
    state: CauseState,
    by: str,
    at: Instant,
    context: ChangeContext,
) -> list[Any]:
    visit = clock.visit(event.step, event.visit)
    if visit is None or visit.cause is None:
        return []
    decided = {"state": state.value, "decided_by": by, "decided_at": at}
    return [_noted(event, restate(VisitCause, visit.cause, **decided), context)]


def _noted(event: Any, cause: VisitCause, context: ChangeContext) -> VisitCauseNoted:
    return VisitCauseNoted(source_version=context.version, step=event.step, visit=event.visit, cause=cause)


@CLOCK.evolves(VisitCauseNoted)
def cause_noted(clock: Clock, event: VisitCauseNoted) -> None:
    """An open visit takes it to its end."""
    visit = clock.visit(event.step, event.visit)
    if visit is not None:
        visit.cause = event.cause


@CLOCK.follows_always(ReturnCleared)
def cleared(clock: Clock, event: ReturnCleared, context: ChangeContext) -> list[Any]:
    """It counts against nobody."""
    visits = tuple(
        OpenedVisit(step=one.step, visit=one.number)
        for one in (*clock.finished.values(), *clock.open.values())
        if one.sources[:1] == [event.returned]
    )
    return [restate(ReturnClearanceNoted, event, source_version=context.version, visits=visits)]


@CLOCK.evolves(ReturnClearanceNoted)
def clearance_noted(_clock: Clock, _event: ReturnClearanceNoted) -> None:
    """No time follows it."""
