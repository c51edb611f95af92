"""Buck-passing that was found in a case is kept beside its times, so that scorecards count it."""

from datetime import date
from typing import Any

from services.sla.domain.clock import Clock
from services.sla.domain.events import ClockChange
from services.sla.domain.following import CLOCK, ChangeContext
from shared.contracts.cases.passing import BuckPassingDetected
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import Instant
from shared.restating import restate


@part
class PassedUnit:
    """One of those between whom work was passed."""

    agency: str
    division: str | None


@event()
class PassingNoted(ClockChange):
    """Work on the case was passed between units without progress."""

    procedure: str
    kind: str
    between: tuple[PassedUnit, ...]
    evidence: tuple[str, ...]  #: the ids of the events that say so
    detected_at: Instant
    day: date  #: where the case's agency is


@CLOCK.follows(BuckPassingDetected)
def detected(clock: Clock, event: BuckPassingDetected, context: ChangeContext) -> list[Any]:
    """It moves no time."""
    return [
        restate(
            PassingNoted,
            event,
            source_version=context.version,
            procedure=clock.procedure,
            between=tuple(restate(PassedUnit, one) for one in event.between),
            day=context.calendar.local_day(event.detected_at),
        )
    ]


@CLOCK.evolves(PassingNoted)
def noted(_clock: Clock, _event: PassingNoted) -> None:
    """No time follows it."""
