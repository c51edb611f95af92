"""The clock of a past case twice: as it was, and as it would have been under other limits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.sla.domain.clock import Clock, Visit
from services.sla.domain.deciders import CLOCK
from services.sla.domain.known import KnownNow
from shared.contracts.cases.course import CaseOpened, CaseReopened, ExtensionGranted
from shared.contracts.cases.facts import CaseEvent
from shared.contracts.cases.steps import StepHandedOff, StepRefused, StepReopened, StepReturned
from shared.contracts.vocabulary import OpenedStep, TimeLimit
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.limits import Limits


@dataclass(frozen=True, slots=True)
class Relimiting:
    """Other limits, and when it is now: what isn't finished counts as late if it is past due now."""

    limits: Limits
    now: datetime

    def compare(
        self, happened: Sequence[CaseEvent], calendar: WorkingCalendar, comparison: Comparison
    ) -> None:
        """Count a case and its visits, late or not, before and after."""
        known = KnownNow(calendars={calendar.code: calendar}, recorded_at=self.now)
        before = _clock_of(happened, known)
        after = _clock_of(_relimited(happened, self.limits), known)
        comparison.cases.add(before=self._case_late(before), after=self._case_late(after))
        for key, visit in _visits(before).items():
            counterpart = _visits(after)[key]
            comparison.visit(
                visit.step,
                visit.division,
                before=self._visit_late(before, visit),
                after=self._visit_late(after, counterpart),
            )

    def _case_late(self, clock: Clock) -> bool:
        if clock.stopped_at is not None:
            return clock.late
        return clock.total is not None and clock.total.is_late(self.now, clock.paused_since)

    def _visit_late(self, clock: Clock, visit: Visit) -> bool:
        if visit.stopped_at is not None:
            return visit.late
        return visit.timer.is_late(self.now, clock.paused_since)


def _clock_of(happened: Iterable[CaseEvent], known: KnownNow) -> Clock:
    """The clock of a case to which this happened, in this order."""
    clock = CLOCK.initial()
    for version, event in enumerate(happened, 1):
        for change in CLOCK.apply(clock, event, version, known):
            clock = CLOCK.evolve(clock, change)
    return clock


def _relimited(happened: Iterable[CaseEvent], limits: Limits) -> Iterator[CaseEvent]:
    """What would have happened, had these limits been issued."""
    for event in happened:
        match event:
            case CaseOpened():
                total = limits.total or event.time_limit
                due_at = None if limits.total else event.due_at
                first = _limited(event.first, limits.steps)
                yield replace(event, time_limit=total, due_at=due_at, first=first)
            case StepHandedOff() | StepReturned() | StepRefused() | StepReopened() | CaseReopened():
                yield replace(event, to=_limited(event.to, limits.steps))
            case ExtensionGranted() if limits.total:
                continue
            case _:
                yield event


def _limited(opened: tuple[OpenedStep, ...], limits: Mapping[str, TimeLimit]) -> tuple[OpenedStep, ...]:
    return tuple(replace(one, time_limit=limits[one.step]) if one.step in limits else one for one in opened)


def _visits(clock: Clock) -> dict[str, Visit]:
    return {**clock.finished, **clock.open}
