"""An official's visits of a case, out of its clock: what an evaluation takes for facts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.sla.domain.clock import Clock, Visit
from services.sla.domain.conversions import ConversionNoted, minutes_of
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.work import ObjectiveCause, ReturnedWork, VisitMinutes, WorkedVisit
from services.sla.domain.measured import CauseState, VisitCause
from services.sla.domain.measuring_visits import not_ones, time_of_visit
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import Pause, worked_between
from shared.working_time.pauses import merged

_ONE_DAY = timedelta(days=1)
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of a case besides its clock."""

    calendar: WorkingCalendar  #: as the case's agencies work
    conversion: ConversionNoted | None  #: of the pinned edition; None: it was issued before this was kept
    away: frozenset[date]  #: the days on which the official was away and nobody was delegated
    returned: Mapping[tuple[str, int], Sequence[ReturnedWork]]  #: by step and visit
    event_id: Callable[[int], str]  #: of an event of the case, by its version
    now: datetime


def worked_visits(
    clock: Clock, official: str, period: EvaluationPeriod, facts: CaseFacts
) -> Iterator[WorkedVisit]:
    """Each visit that the official completed, holds, or held; with its minutes at the period's end."""
    for visit in (*clock.finished.values(), *clock.open.values()):
        last = visit.completed_by or visit.official
        if last == official:
            completed = visit.stopped_at is not None and visit.completed_by == official
            yield _worked(clock, visit, official, (visit.stopped_at, completed), period, facts)
            continue
        until = [one.until for one in visit.held_before if one.official == official]
        if until:
            yield _worked(clock, visit, official, (until[-1], False), period, facts)


def _worked(
    clock: Clock,
    visit: Visit,
    official: str,
    end: tuple[datetime | None, bool],
    period: EvaluationPeriod,
    facts: CaseFacts,
) -> WorkedVisit:
    key, (ended_at, completed) = (visit.step, visit.number), end
    ends = min(period.ends, facts.now)
    over = visit.timer.started_at < ends and (ended_at is None or ended_at >= period.ends)
    factor, step, steps = _weight(clock, visit, facts)
    minutes = _minutes(clock, visit, ended_at or facts.now, facts)
    return WorkedVisit(
        official=official,
        agency=clock.agency if visit.stopped_at is None else visit.agency or clock.agency,
        case=clock.external_reference or clock.case_number,
        case_number=clock.case_number,
        step=visit.step,
        visit=visit.number,
        factor_thousandths=factor,
        step_limit_minutes=step,
        steps_limit_minutes=steps,
        limit_minutes=_limit(clock, visit, ended_at or facts.now, facts),
        opened_at=visit.timer.started_at,
        ended_at=ended_at,
        completed=completed,
        minutes=minutes,
        minutes_at={period.day_after: _minutes(clock, visit, ends, facts)} if over else {},
        returned=tuple(facts.returned.get(key, ())),
        cause=None if visit.cause is None else _cause(visit.cause),
        events=tuple(map(facts.event_id, visit.sources)),
    )


def _weight(clock: Clock, visit: Visit, facts: CaseFacts) -> tuple[int, int, int]:
    """Factor, the step's plain limit, the sum of all; of an unknown edition, by the limits of the clock."""
    noted = facts.conversion
    if noted is not None and visit.step in noted.step_minutes:
        return noted.factor_thousandths, noted.step_minutes[visit.step], sum(noted.step_minutes.values())
    whole = minutes_of(clock.case_timer.time_limit)
    return 1000, min(minutes_of(visit.timer.time_limit), whole), whole


def _limit(clock: Clock, visit: Visit, at: datetime, facts: CaseFacts) -> int:
    return time_of_visit(clock, visit, at, facts.calendar).limit


def _minutes(clock: Clock, visit: Visit, at: datetime, facts: CaseFacts) -> VisitMinutes:
    time = time_of_visit(clock, visit, at, facts.calendar)
    return VisitMinutes(
        used=time.used,
        waiting=time.waiting,
        absent=_absent(clock, visit, at, facts),
        held_up=time.held_up,
        late=time.late,
    )


def _cause(cause: VisitCause) -> ObjectiveCause:
    return ObjectiveCause(state=CauseState(cause.state), reason=cause.reason, decided_by=cause.decided_by)


def _absent(clock: Clock, visit: Visit, at: datetime, facts: CaseFacts) -> int:
    """Working minutes of days away up to an instant, in which the case ran and nobody else owed an answer."""
    start = visit.timer.started_at
    days = [day for day in sorted(facts.away) if facts.calendar.begins(day) < at]
    if not days:
        return 0
    pauses = [one for one in clock.pauses_until(at) if one.start < at]
    others = merged([*pauses, *not_ones(clock, visit, at)])
    away = ((facts.calendar.begins(day), facts.calendar.begins(day + _ONE_DAY)) for day in days)
    spans = ((max(begins, start), min(ends, at)) for begins, ends in away)
    worked = (
        worked_between(facts.calendar, begins, ends, _within(others, begins, ends))
        for begins, ends in spans
        if begins < ends
    )
    return int(sum(one.total_seconds() for one in worked)) // _MINUTE


def _within(pauses: Iterable[Pause], begins: datetime, ends: datetime) -> list[Pause]:
    return [one for one in pauses if one.start < ends and one.end > begins]
