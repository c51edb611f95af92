"""Who gets a step to do is told of it, once; of a history, or of what an importer brought in, nobody is."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypedDict

from services.sla.domain.clock import Clock, Visit
from services.sla.domain.conclusions import of_case, of_step
from services.sla.domain.events import StepClockStarted
from services.sla.domain.following import CLOCK, ChangeContext
from shared.contracts.cases.facts import StepEvent
from shared.contracts.sla import StepGiven
from shared.restating import restate

#: What an importer brings in took effect before; what is done on such a case from then on is news.
_IMPORTED_BEFORE = timedelta(hours=1)


class _How(TypedDict):
    way: str
    given_by: str
    given_at: datetime
    detected_at: datetime


class Way(StrEnum):
    """How somebody got a step."""

    OPENED = "opened"  #: named when the case was opened, by somebody else
    HANDED_OFF = "handed_off"
    RETURNED = "returned"
    REFUSED = "refused"  #: "not ours": back to those who had handed it off
    REOPENED = "reopened"
    ASSIGNED = "assigned"
    RELEASED = "released"


def is_news(clock: Clock, at: datetime, context: ChangeContext) -> bool:
    """Whether people are told of what took effect then."""
    if clock.history or clock.is_old_news(at):
        return False
    return not clock.imported or context.recorded_at - at < _IMPORTED_BEFORE


def given(
    clock: Clock, started: Iterable[StepClockStarted], way: Way, by: str, at: datetime, context: ChangeContext
) -> Iterator[StepGiven]:
    """What is told of visits that were opened so."""
    if is_news(clock, at, context):
        for one in started:
            yield restate(StepGiven, one, **of_case(clock), **_how(way, by, at, context))


def given_again(
    clock: Clock,
    visit: Visit,
    event: StepEvent,
    way: Way,
    by: str,
    at: datetime,
    context: ChangeContext,
) -> Iterator[StepGiven]:
    """What is told of a visit that somebody else holds from then on, or its division's queue."""
    if is_news(clock, at, context):
        held = of_step(clock, visit)
        held["division"], held["official"] = event.division, event.official
        yield StepGiven(**held, source_version=context.version, **_how(way, by, at, context))


def _how(way: Way, by: str, at: datetime, context: ChangeContext) -> _How:
    return {"way": way.value, "given_by": by, "given_at": at, "detected_at": context.recorded_at}


@CLOCK.evolves(StepGiven)
def told(_clock: Clock, _event: StepGiven) -> None:
    """No time follows it."""
