"""When an overdue reaches each level: a function of recorded facts, the same by any order of arrival.

A level is reached when so much working time has passed since the due instant as its policy leaves it, by the
hours of the agency against which it goes. What the holder can't do anything about doesn't count: the time in
which the case is suspended, and of a step that in which it waits for another agency. An acknowledgement holds
back what isn't raised by then.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from services.sla.domain.clock import Asked, Clock, Owner, Timer, Visit
from services.sla.domain.deadline_policy import PolicyRules
from services.sla.domain.known import KnownOfLadders
from services.sla.domain.ladder import LEADERS_ONLY, LEVELS
from shared.kernel import day_of
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Stay
from shared.working_time.dues import Pause
from shared.working_time.pauses import merged

#: The end of what hasn't ended.
_OPEN = datetime.max.replace(tzinfo=UTC)


class Rung(NamedTuple):
    """A level, and when it is reached."""

    level: str
    at: datetime


class Rungs:
    """The levels from the lowest on, each worked out when it is asked for first: mostly two are."""

    def __init__(self, coming: Iterable[Rung] = ()) -> None:
        self._coming = iter(coming)
        self._found: list[Rung] = []

    def __iter__(self) -> Iterator[Rung]:
        place = 0
        while place < len(self._found) or self._comes():
            yield self._found[place]
            place += 1

    def _comes(self) -> bool:
        found = next(self._coming, None)
        if found is not None:
            self._found.append(found)
        return found is not None


def rungs(clock: Clock, owner: Owner, timer: Timer, known: KnownOfLadders) -> Rungs:
    """The levels from the lowest on, as far as it is known when they are reached."""
    rules = known.policy(_agency_at(clock, owner, timer.due_at), clock.procedure, timer.due_at)
    calendar, still = _calendar(clock, owner, known), standing_still(clock, owner)
    ladder = timer.ladder
    acknowledged = ladder.acknowledged() if ladder is not None and ladder.due_at == timer.due_at else []
    return Rungs(_reached(timer.due_at, rules, _Climb(calendar, still, acknowledged), _levels(owner)))


class _Climb(NamedTuple):
    calendar: WorkingCalendar
    still: Sequence[Pause]
    acknowledged: Sequence[datetime]


def _reached(due_at: datetime, rules: PolicyRules, by: _Climb, levels: Sequence[str]) -> Iterator[Rung]:
    earliest = due_at
    for step in rules.steps:
        if step.level not in levels:
            continue
        at = after(by.calendar, due_at, timedelta(minutes=step.after_minutes), by.still)
        for said in by.acknowledged:
            if at is not None and said <= max(at, earliest):
                held = after(by.calendar, said, timedelta(minutes=rules.acknowledged_minutes), by.still)
                at = None if held is None else max(at, held)
        if at is None:
            return
        earliest = max(at, earliest)
        yield Rung(step.level, earliest)


def after(
    calendar: WorkingCalendar, start: datetime, delay: timedelta, still: Sequence[Pause]
) -> datetime | None:
    """When so much working time has passed outside of what stands still; None: not before that ends."""
    at, left = start, delay
    for pause in still:
        if pause.end <= at:
            continue
        if pause.start > at:
            reached = calendar.after(at, left)
            if reached < pause.start:
                return reached
            left -= calendar.working_time(at, pause.start)
        if pause.end == _OPEN:
            return None
        at = pause.end
    return calendar.after(at, left)


def standing_still(clock: Clock, owner: Owner) -> list[Pause]:
    """When nothing climbs: the case's suspensions, an answer's way back, and a step's waiting for others."""
    still = list(clock.pauses)
    if clock.paused_since is not None:
        still.append(_pause(clock.paused_since, _OPEN))
    if isinstance(owner, Visit):
        still += (wait for one in clock.asked.values() if _asks(owner, one) for wait in waits(one))
    if isinstance(owner, Asked):
        still += owner.between_answers
    return merged(still)


def waits(asked: Asked) -> Iterator[Pause]:
    """When an answer was owed; of one by silence up to its due instant."""
    start = asked.timer.started_at
    for one in asked.between_answers:
        yield _pause(start, one.start)
        start = one.end
    end = asked.stopped_at or (asked.timer.due_at if asked.silence_is_agreement else _OPEN)
    if end > start:
        yield _pause(start, end)


def _asks(visit: Visit, asked: Asked) -> bool:
    return (asked.step, asked.visit) == (visit.step, visit.number)


def _pause(start: datetime, end: datetime) -> Pause:
    return Pause(start=start, end=end, reason="")


def _levels(owner: Owner) -> Sequence[str]:
    return LEVELS if isinstance(owner, Visit) else LEADERS_ONLY


def _calendar(clock: Clock, owner: Owner, known: KnownOfLadders) -> WorkingCalendar:
    country = known.calendar(clock.working_calendar)
    if isinstance(owner, Asked):
        return owner.counted_by(clock.counted_by(country))
    return clock.counted_by(country)


def _agency_at(clock: Clock, owner: Owner, instant: datetime) -> str:
    """Whose policy counts: of the agency that had it then."""
    agency, stays = (owner.agency, owner.stays) if isinstance(owner, Asked) else (clock.agency, clock.stays)
    return _had_then(agency, stays, instant)


def _had_then(agency: str, stays: Sequence[Stay], instant: datetime) -> str:
    return next((one.agency for one in stays if one.until > day_of(instant)), agency)
