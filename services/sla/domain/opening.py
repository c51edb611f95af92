"""A case is opened: its clock starts, and those of the visits that are opened with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.sla.domain.alarms import alarm_of, overdue_alarm
from services.sla.domain.clock import Clock, Timer, Visit, visit_key
from services.sla.domain.coming_back import with_redone
from services.sla.domain.events import LeftVisit, StepClockStarted
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.giving import Way, given
from services.sla.domain.measured import SentBack
from services.sla.domain.nearing import near
from services.sla.domain.receipts import awaited_by, time_to_receive
from shared.contracts.cases.course import CaseOpened
from shared.contracts.sla import ClockStarted
from shared.contracts.vocabulary import OpenedStep
from shared.restating import restate


def is_history(event: CaseOpened | ClockStarted) -> bool:
    """Whether the case is judged by its events alone."""
    return event.imported if event.history is None else event.history


@CLOCK.follows(CaseOpened)
def opened(_clock: Clock, event: CaseOpened, context: ChangeContext) -> list[Any]:
    """A due instant that is given counts instead of the limit."""
    calendar, at = context.calendar, event.opened_at
    due = event.due_at or calendar.due_at(at, event.time_limit)
    rules = context.known.policy(event.agency, event.procedure, at)
    started = restate(
        ClockStarted,
        event,
        source_version=context.version,
        started_at=at,
        due_at=due,
        due_soon_at=near(rules, calendar, at, due),
        due_given=event.due_at is not None,
        due_soon_percent=rules.due_soon_percent,
        due_soon_minutes=rules.due_soon_minutes,
        step_names={step.step: step.name for step in event.steps},
        alarm=None if is_history(event) else overdue_alarm(due),
    )
    begun, by = CLOCK.evolve(Clock(), started), event.opened_by
    visits = start_visits(begun, event.first, at, context, Sender(sent_by=by))
    named = [one for one in visits if one.official not in (None, by)]
    return [started, *visits, *given(begun, named, Way.OPENED, by, at, context)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who opened visits, and from where."""

    sent_by: str
    sent_from: str | None = None
    came_back: bool = False
    back: SentBack | None = None  #: None: it goes on


def start_visits(
    clock: Clock,
    opened: tuple[OpenedStep, ...],
    at: datetime,
    context: ChangeContext,
    sender: Sender,
    left: tuple[LeftVisit, ...] = (),
) -> list[StepClockStarted]:
    """The receiving units' clocks start at this moment, not when they receive."""
    return [
        _started(clock, one, at, context, sender, () if before else left) for before, one in enumerate(opened)
    ]


def _started(
    clock: Clock,
    opened: OpenedStep,
    at: datetime,
    context: ChangeContext,
    sender: Sender,
    left: tuple[LeftVisit, ...],
) -> StepClockStarted:
    due = context.calendar.due_at(at, opened.time_limit)
    soon = near(clock, context.calendar, at, due)
    return restate(
        StepClockStarted,
        opened,
        sender,
        source_version=context.version,
        step_name=clock.step_names.get(opened.step),
        started_at=at,
        due_at=due,
        due_soon_at=soon,
        alarm=alarm_of(clock, due, soon),
        left=left,
        receipt=time_to_receive(clock, clock.agency, at, context.calendar, context),
        sent_back=with_redone(clock, opened, sender.back) if sender.back is not None else None,
    )


@CLOCK.evolves(ClockStarted)
def started(clock: Clock, event: ClockStarted) -> None:
    """What the case pins stays as it is for all its life."""
    clock.case_number = event.case_number
    clock.agency = event.agency
    clock.external_reference = event.external_reference
    clock.procedure = event.procedure
    clock.edition = event.edition
    clock.working_calendar = event.working_calendar
    clock.history, clock.runs_on, clock.imported = is_history(event), event.runs_on, event.imported
    clock.answers = event.answers is not None
    clock.due_soon_percent, clock.due_soon_minutes = event.due_soon_percent, event.due_soon_minutes
    clock.step_names = event.step_names
    clock.total = _timer(event, event.due_soon_at or event.due_at)
    if event.due_given:
        clock.total.given_due, clock.total.given_from = event.due_at, event.started_at
        clock.total.limit_counts = False


@CLOCK.evolves(StepClockStarted)
def step_started(clock: Clock, event: StepClockStarted) -> None:
    """The visit is open."""
    timer = _timer(event, event.due_soon_at)
    visit = Visit(event.step, event.visit, event.division, event.official, timer)
    visit.receipt = awaited_by(event.started_at, event.receipt)
    clock.open[visit_key(event.step, event.visit)] = visit
    for left in event.left:
        clock.in_hand.pop(left.step, None)


def _timer(event: ClockStarted | StepClockStarted, soon: datetime) -> Timer:
    return Timer(event.started_at, event.time_limit, event.due_at, soon)
