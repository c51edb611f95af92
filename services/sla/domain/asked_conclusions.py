"""What follows from the time of a coordination: due soon, and overdue."""

from datetime import datetime

from services.sla.domain.clock import Asked, Clock
from services.sla.domain.conclusions import StepFields, of_step
from services.sla.domain.following import CLOCK
from shared.contracts.sla import CoordinationDueSoon, CoordinationOverdue


class AskedFields(StepFields):
    """What is told of a coordination: the visit that asks, with the times of the answer, and who is asked."""

    coordination: int
    asked_agency: str
    child_case: str | None


def asked_due_soon(clock: Clock, asked: Asked, detected_at: datetime) -> CoordinationDueSoon:
    """The time for the answer is nearly used up."""
    percent = clock.due_soon_percent
    return CoordinationDueSoon(
        **_of_asked(clock, asked),
        used_percent=percent,
        before_minutes=clock.due_soon_minutes,
        detected_at=detected_at,
        old_news=clock.is_old_news(asked.timer.due_soon_at),
    )


def asked_overdue(
    clock: Clock, asked: Asked, detected_at: datetime, source_version: int | None = None
) -> CoordinationOverdue:
    """The time for the answer is over."""
    return CoordinationOverdue(
        **_of_asked(clock, asked),
        source_version=source_version,
        silence_is_agreement=asked.silence_is_agreement,
        detected_at=detected_at,
        old_news=clock.is_old_news(asked.timer.due_at),
    )


def _of_asked(clock: Clock, asked: Asked) -> AskedFields:
    visit = clock.visit(asked.step, asked.visit)
    assert visit is not None, "only an open visit asks"
    return {
        **of_step(clock, visit),
        "coordination": asked.number,
        "asked_agency": asked.agency,
        "child_case": asked.child_case,
        "started_at": asked.timer.started_at,
        "time_limit": asked.timer.time_limit,
        "due_at": asked.timer.due_at,
    }


@CLOCK.evolves(CoordinationDueSoon)
def due_soon_told(clock: Clock, event: CoordinationDueSoon) -> None:
    """It isn't told again."""
    clock.asked[event.coordination].due_soon_raised = True


@CLOCK.evolves(CoordinationOverdue)
def overdue_told(clock: Clock, event: CoordinationOverdue) -> None:
    """It isn't told again, unless it is withdrawn."""
    clock.asked[event.coordination].timer.overdue_raised = True
