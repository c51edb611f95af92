"""The domain's own durations for Prometheus: how long a receipt was waited for, how late overdue is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import StepClockReceived
from shared.contracts.receipts import ReceiptOverdue
from shared.contracts.sla import CaseOverdue, CoordinationOverdue, StepOverdue
from shared.eventstore.records import utc_now
from shared.eventstore.unit_of_work import UnitOfWork
from shared.telemetry.metrics import DETECTION_DELAY, HAND_OFF

_KINDS: Mapping[type, str] = {
    StepOverdue: "step",
    CoordinationOverdue: "coordination",
    CaseOverdue: "case",
    ReceiptOverdue: "receipt",
}


def observe_delays(raised: Sequence[object]) -> None:
    """Measure how long after its due instant each overdue was told."""
    for event in raised:
        if not isinstance(event, StepOverdue | CoordinationOverdue | CaseOverdue | ReceiptOverdue):
            continue
        if not getattr(event, "old_news", False):
            kind = _KINDS[type(event)]
            DETECTION_DELAY.labels(kind=kind).observe((utc_now() - event.due_at).total_seconds())


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
