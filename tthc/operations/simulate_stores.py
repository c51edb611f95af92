"""A what-if on the cases in the event stores, by the very rules that their clocks run by."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from services.cases.domain.deciders import CASE
from services.sla.domain.clock import Clock, Visit
from services.sla.domain.deciders import CALENDAR, CLOCK
from services.sla.domain.known import KnownNow
from services.sla.errors import UnknownCalendar
from shared.contracts.cases import (
    CaseEvent,
    CaseOpened,
    ExtensionGranted,
    StepHandedOff,
    StepReopened,
    StepReturned,
)
from shared.contracts.vocabulary import OpenedStep, TimeLimit
from shared.eventstore.application import Application
from shared.runtime.service import Service
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.errors import LimitsFitNothing, NoCasesInPeriod
from tthc.mining.whatif.limits import Limits
from tthc.mining.whatif.period import EVER, Period

_ROWS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreQuestion:
    """Which cases, and under which limits."""

    agency: str
    procedure: str
    limits: Limits
    limits_path: Path
    period: Period = EVER


class StoreWhatIf:
    """Follows each case's clock twice: as it was, and with the new limits.

    With them no due instant holds that was given exactly, at the opening or by an extension: the limits alone
    count. Steps that they don't name, and a total that they don't state, keep what was issued. What isn't
    finished counts as late if it is past due now.
    """

    def __init__(self, cases: Application, sla: Application, question: StoreQuestion, now: datetime) -> None:
        self._cases, self._sla, self._question, self._now = cases, sla, question, now
        self._calendars: dict[str, WorkingCalendar] = {}
        self._issued: dict[str, TimeLimit] = {}
        self._order: dict[str, str] = {}  #: step → name, as the editions have them
        self._comparison = Comparison(has_before=True)

    async def comparison(self) -> Comparison:
        """Count. Raises `NoCasesInPeriod`, `LimitsFitNothing`, `UnknownCalendar`."""
        async for opened, number in self._opened():
            for step in opened.steps:
                self._order.setdefault(step.step, step.name)
                self._issued[step.step] = step.time_limit
            calendar = await self._calendar(opened.working_calendar)
            if calendar.local_day(opened.opened_at) in self._question.period:
                recorded = await self._cases.read(self._cases.store.events, CASE.stream(number))
                self._take([one.event for one in recorded], calendar)
        return self._told()

    async def _opened(self) -> AsyncIterator[tuple[CaseOpened, str]]:
        at = 0
        while events := await self._cases.log(at, _ROWS):
            at = events[-1].notification_id or at
            for recorded in events:
                event = recorded.event
                if (
                    isinstance(event, CaseOpened)
                    and event.agency == self._question.agency
                    and event.procedure == self._question.procedure
                ):
                    yield event, recorded.key

    async def _calendar(self, code: str) -> WorkingCalendar:
        if code not in self._calendars:
            known, _ = await self._sla.state(CALENDAR, code)
            working = known.working()
            if working is None:
                raise UnknownCalendar(calendar=code)
            self._calendars[code] = working
        return self._calendars[code]

    def _take(self, happened: Sequence[CaseEvent], calendar: WorkingCalendar) -> None:
        known = KnownNow(calendars={calendar.code: calendar}, recorded_at=self._now)
        before = clock_of(happened, known)
        after = clock_of(relimited(happened, self._question.limits), known)
        self._comparison.cases.add(before=self._case_late(before), after=self._case_late(after))
        for key, visit in _visits(before).items():
            counterpart = _visits(after)[key]
            self._comparison.visit(
                visit.step,
                visit.division,
                before=self._visit_late(before, visit),
                after=self._visit_late(after, counterpart),
            )

    def _case_late(self, clock: Clock) -> bool:
        if clock.stopped_at is not None:
            return clock.late
        return clock.total is not None and clock.total.is_late(self._now, clock.paused_since)

    def _visit_late(self, clock: Clock, visit: Visit) -> bool:
        if visit.stopped_at is not None:
            return visit.late
        return visit.timer.is_late(self._now, clock.paused_since)

    def _told(self) -> Comparison:
        comparison, question = self._comparison, self._question
        if not comparison.cases.count:
            raise NoCasesInPeriod
        named = {step: limit for step, limit in question.limits.steps.items() if step in self._order}
        if not named:
            raise LimitsFitNothing(
                where=str(question.limits_path),
                path=question.limits_path.name,
                steps=", ".join(self._order),
            )
        comparison.steps = {step: comparison.steps[step] for step in self._order if step in comparison.steps}
        comparison.names = self._order
        comparison.limits_before = self._issued
        comparison.limits_after = {**self._issued, **named}
        comparison.unnamed = tuple(step for step in comparison.steps if step not in named)
        comparison.unvisited = tuple(step for step in question.limits.steps if step not in comparison.steps)
        return comparison


def clock_of(happened: Iterable[CaseEvent], known: KnownNow) -> Clock:
    """The clock of a case to which this happened, in this order."""
    clock = CLOCK.initial()
    for version, event in enumerate(happened, 1):
        for change in CLOCK.apply(clock, event, version, known):
            clock = CLOCK.evolve(clock, change)
    return clock


def relimited(happened: Iterable[CaseEvent], limits: Limits) -> Iterator[CaseEvent]:
    """What would have happened, had these limits been issued."""
    for event in happened:
        match event:
            case CaseOpened():
                total = limits.total or event.time_limit
                due_at = None if limits.total else event.due_at
                first = _limited(event.first, limits.steps)
                yield replace(event, time_limit=total, due_at=due_at, first=first)
            case StepHandedOff() | StepReturned() | StepReopened():
                yield replace(event, to=_limited(event.to, limits.steps))
            case ExtensionGranted() if limits.total:
                continue
            case _:
                yield event


def _limited(opened: tuple[OpenedStep, ...], limits: Mapping[str, TimeLimit]) -> tuple[OpenedStep, ...]:
    return tuple(replace(one, time_limit=limits[one.step]) if one.step in limits else one for one in opened)


def _visits(clock: Clock) -> dict[str, Visit]:
    return {**clock.finished, **clock.open}


async def simulate_stores(services: Sequence[Service], question: StoreQuestion, now: datetime) -> Comparison:
    """The what-if on opened services: cases and sla, as `tthc.operations.opening` opens them."""
    applications = {service.name.value: service.application for service in services}
    return await StoreWhatIf(applications["cases"], applications["sla"], question, now).comparison()
