"""A what-if on the cases in the event stores, by the very rules that their clocks run by."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from services.cases.domain.case import CASE
from services.sla.domain import CALENDAR, CLOCK, Clock, NoteFact, decide, facts
from services.sla.domain.clock import Visit
from services.sla.errors import UnknownCalendar
from shared.contracts.cases import CaseOpened
from shared.contracts.vocabulary import TimeLimit
from shared.eventstore.application import Application
from shared.runtime.service import Service
from shared.working_time.calendar import WorkingCalendar
from tthc.operations.checks.case_facts import fact_of
from tthc.whatif.errors import LimitsFitNothing, NoCasesInPeriod
from tthc.whatif.limits import Limits
from tthc.whatif.outcome import Outcome
from tthc.whatif.period import EVER, Period

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
        self._outcome = Outcome(has_before=True)

    async def outcome(self) -> Outcome:
        """Count. Raises `NoCasesInPeriod`, `LimitsFitNothing`, `UnknownCalendar`."""
        async for opened, number in self._opened():
            for step in opened.steps:
                self._order.setdefault(step.step, step.name)
                self._issued[step.step] = step.time_limit
            calendar = await self._calendar(opened.working_calendar)
            if calendar.local_day(opened.opened_at) in self._question.period:
                recorded = await self._cases.read(self._cases.store.events, CASE.stream(number))
                self._take([fact_of(one.event, one.version) for one in recorded], calendar)
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

    def _take(self, happened: Sequence[facts.AnyCaseFact], calendar: WorkingCalendar) -> None:
        before = clock_of(happened, calendar)
        after = clock_of([relimited(fact, self._question.limits) for fact in happened], calendar)
        self._outcome.cases.add(before=self._case_late(before), after=self._case_late(after))
        for key, visit in _visits(before).items():
            counterpart = _visits(after)[key]
            self._outcome.visit(
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

    def _told(self) -> Outcome:
        outcome, question = self._outcome, self._question
        if not outcome.cases.count:
            raise NoCasesInPeriod
        named = {step: limit for step, limit in question.limits.steps.items() if step in self._order}
        if not named:
            raise LimitsFitNothing(
                where=str(question.limits_path),
                path=question.limits_path.name,
                steps=", ".join(self._order),
            )
        outcome.steps = {step: outcome.steps[step] for step in self._order if step in outcome.steps}
        outcome.names = self._order
        outcome.limits_before = self._issued
        outcome.limits_after = {**self._issued, **named}
        outcome.unnamed = tuple(step for step in outcome.steps if step not in named)
        outcome.unvisited = tuple(step for step in question.limits.steps if step not in outcome.steps)
        return outcome


def clock_of(happened: Sequence[facts.AnyCaseFact], calendar: WorkingCalendar) -> Clock:
    """The clock that these facts make."""
    clock = Clock()
    for fact in happened:
        for event in decide(clock, NoteFact(fact=fact, calendar=calendar)):
            clock = CLOCK.evolve(clock, event)
    return clock


def relimited(fact: facts.AnyCaseFact, limits: Limits) -> facts.AnyCaseFact:
    """The fact, had these limits been issued."""
    match fact:
        case facts.CaseOpened():
            total = limits.total or fact.time_limit
            due_at = None if limits.total else fact.due_at
            return replace(fact, time_limit=total, due_at=due_at, first=_limited(fact.first, limits.steps))
        case facts.StepHandedOff() | facts.StepReturned() | facts.StepReopened():
            return replace(fact, to=_limited(fact.to, limits.steps))
        case facts.ExtensionGranted() if limits.total:
            return facts.OtherCaseFact(source_version=fact.source_version)
        case _:
            return fact


def _limited(
    opened: tuple[facts.OpenedStep, ...], limits: Mapping[str, TimeLimit]
) -> tuple[facts.OpenedStep, ...]:
    return tuple(
        replace(one, time_limit=limits[one.step], due_at=None) if one.step in limits else one
        for one in opened
    )


def _visits(clock: Clock) -> dict[str, Visit]:
    return {**clock.finished, **clock.open}


async def simulate_stores(services: Sequence[Service], question: StoreQuestion, now: datetime) -> Outcome:
    """The what-if on opened services: cases and sla, as `tthc.operations.opening` opens them."""
    applications = {service.name.value: service.application for service in services}
    return await StoreWhatIf(applications["cases"], applications["sla"], question, now).outcome()
