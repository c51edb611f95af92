"""Why a case's or a visit's deadline is what it is: the clock's pauses laid over the calendar."""

from dataclasses import replace

from services.sla.domain.clock import Clock, Timer
from services.sla.domain.explanation import CountedInterval, explain
from services.sla.errors import ClockNotFound, CoordinationClockNotFound, VisitNotFound
from shared.working_time.calendar import WorkingCalendar


def explain_case(clock: Clock, calendar: WorkingCalendar) -> tuple[CountedInterval, ...]:
    """What was counted and skipped from the case's opening to its due instant."""
    if clock.total is None:
        raise ClockNotFound(case_number=clock.case_number)
    return _explain(clock, clock.total, calendar)


def explain_visit(
    clock: Clock, calendar: WorkingCalendar, step: str, visit: int | None
) -> tuple[CountedInterval, ...]:
    """What was counted and skipped from the hand-off to the due instant of the visit, or the newest one."""
    visit = visit or _newest(clock, step)
    found = clock.visit(step, visit)
    if found is None:
        raise VisitNotFound(case_number=clock.case_number, step=step, visit=visit)
    return _explain(clock, found.timer, calendar)


def explain_asked(
    clock: Clock, calendar: WorkingCalendar, coordination: int, *, in_full: bool
) -> tuple[CountedInterval, ...]:
    """What was counted and skipped from the request to the due instant of its answer.

    By the asked agency's calendar. `in_full`: with why the case was suspended, which is its own agency's.
    """
    asked = clock.asked.get(coordination)
    if asked is None:
        raise CoordinationClockNotFound(case_number=clock.case_number, coordination=coordination)
    ended = [one for one in clock.pauses if asked.stopped_at is None or one.end <= asked.stopped_at]
    said = ended if in_full else [replace(one, reason="", source="") for one in ended]
    stopped_at = clock.paused_since if asked.stopped_at is None else clock.last_ran(asked.stopped_at)
    timer, by_asked = asked.timer, asked.counted_by(calendar, stopped_at)
    return explain(by_asked, timer.started_at, timer.time_limit, said, asked.between_answers)


def _newest(clock: Clock, step: str) -> int:
    visits = (*clock.open.values(), *clock.finished.values())
    return max((visit.number for visit in visits if visit.step == step), default=1)


def _explain(clock: Clock, timer: Timer, calendar: WorkingCalendar) -> tuple[CountedInterval, ...]:
    until = timer.due_at if timer.given_due is not None else timer.time_limit
    return explain(clock.counted_by(calendar), timer.started_at, until, clock.pauses)
