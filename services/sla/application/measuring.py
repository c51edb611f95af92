"""The domain's own durations for Prometheus: how long a receipt was waited for, how late overdue is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import StepClockReceived
from shared.contracts.receipts import ReceiptOverdue
from shared.contracts.sla import CaseOverdue, CoordinationOverdue, StepOverdue
from shared.eventstore.records import utc_now
from shared.eventstore.unit_of_work import UnitOfWork
from shared.telemetry.metrics import DETECTION_DELAY, HAND_OFF, OVERDUE_TOLD_LATE

#: Who is told of an overdue later than that after its due instant is told late.
_LATE = timedelta(minutes=1)


class LateBecause(StrEnum):
    """Why an overdue was told late."""

    NOTICED_LATE = "noticed_late"  #: all was known in time: the service was away, or behind
    RECORDED_LATE = "recorded_late"  #: what makes it so came in after the due instant


Overdue: TypeAlias = StepOverdue | CoordinationOverdue | CaseOverdue | ReceiptOverdue

_KINDS: Mapping[type, str] = {
    StepOverdue: "step",
    CoordinationOverdue: "coordination",
    CaseOverdue: "case",
    ReceiptOverdue: "receipt",
}


def observe_delays(raised: Sequence[object]) -> list[Overdue]:
    """Measure how long after its due instant each overdue was told; those that were told late."""
    late: list[Overdue] = []
    for event in raised:
        if not isinstance(event, Overdue) or event.old_news:
            continue
        delay = utc_now() - event.due_at
        DETECTION_DELAY.labels(kind=_KINDS[type(event)]).observe(delay.total_seconds())
        if delay > _LATE:
            late.append(event)
    return late


def observe_late(late: Iterable[Overdue], known_at: datetime) -> None:
    """Count those that were told late; `known_at`: when the last of what they follow from was recorded."""
    for event in late:
        known_late = known_at > event.due_at
        cause = LateBecause.RECORDED_LATE if known_late else LateBecause.NOTICED_LATE
        OVERDUE_TOLD_LATE.labels(agency=event.agency, cause=cause.value).inc()


def waits(work: UnitOfWork, before: int) -> Iterator[tuple[str, int]]:
    """The agency and the minutes waited of each receipt since that many events; a history tells nothing."""
    for recorded in work.events[before:]:
        if isinstance(recorded.event, StepClockReceived):
            clock = work.state(CLOCK, recorded.key)
            if not clock.history:
                yield clock.agency, recorded.event.waited_minutes


def observe_waits(waited: Iterable[tuple[str, int]]) -> None:
    """Measure how long each receipt had been waited for."""
    for agency, minutes in waited:
        HAND_OFF.labels(agency=agency).observe(minutes * 60)
