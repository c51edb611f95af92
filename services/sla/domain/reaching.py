"""What follows on the ladders from whatever happened to a clock: raised, ended, or looked at later.

It is asked after every event of a case and after every sweep, of the clock as it stands then. Levels of what
is overdue still are the sweeper's to raise, by their true instants; those of what ended meanwhile are raised
with the end, so that a sweeper that was down changes nothing of what stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.sla.domain.climbing import Rung, Rungs, rungs
from services.sla.domain.clock import Clock, Owner, Timer, name_of
from services.sla.domain.conclusions import of_case
from services.sla.domain.ending_escalation import RECOUNTED, STOOD_STILL, Gone, ends_of, gone_of
from services.sla.domain.escalating import named_at
from services.sla.domain.escalation_events import EscalationAwaited
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.known import KnownOfLadders
from services.sla.domain.ladder import Escalation
from shared.contracts.escalations import EscalationEnded, EscalationRaised
from shared.contracts.sla import CaseOverdue, CoordinationOverdue, StepOverdue
from shared.copying import copied

_OVERDUE = (StepOverdue, CoordinationOverdue, CaseOverdue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened to a clock, and by what."""

    events: Sequence[Any]
    detected_at: datetime
    version: int | None = None  #: of the case's stream; None: time, a calendar or a person brought it about
    until: datetime | None = None  #: up to when what is overdue still is raised; None: that is the sweeper's


def climb(clock: Clock, happening: Happening, known: KnownOfLadders) -> list[Any]:
    """What follows on the ladders; `clock`: as it was before."""
    if not _concerns_ladders(clock, happening.events):
        return []
    after = clock
    if happening.events:
        after = copied(clock)
        for event in happening.events:
            CLOCK.evolve(after, event)
    climbing = _climbing(after, happening.events)
    return [
        event
        for owner, timer in climbing
        for event in _Climbing(after, owner, timer, happening, known).events()
    ]


def _concerns_ladders(clock: Clock, events: Sequence[Any]) -> bool:
    """Whether anything is or was overdue: of most clocks nothing is, and nothing is looked at."""
    if clock.total is None:
        return False
    return any(isinstance(event, _OVERDUE) for event in events) or any(
        timer.overdue_raised or timer.ladder is not None for _, timer in _times(clock)
    )


def _times(clock: Clock) -> Iterator[tuple[Owner, Timer]]:
    for visit in (*clock.finished.values(), *clock.open.values()):
        yield visit, visit.timer
    for asked in clock.asked.values():
        yield asked, asked.timer
    yield None, clock.case_timer


def _climbing(clock: Clock, events: Sequence[Any]) -> Iterator[tuple[Owner, Timer]]:
    """The times that run, and those that these events stopped, where something is or was overdue."""
    stopped = ends_of(events)
    for owner, timer in _times(clock):
        has_stopped = clock.stopped_at if owner is None else owner.stopped_at
        if has_stopped is not None and name_of(owner) not in stopped:
            continue
        if timer.overdue_raised or timer.ladder is not None:
            yield owner, timer


class _Climbing:
    """One ladder, and what follows on it."""

    def __init__(
        self, clock: Clock, owner: Owner, timer: Timer, happening: Happening, known: KnownOfLadders
    ) -> None:
        self._clock, self._owner, self._happening, self._known = clock, owner, happening, known
        self._gone = gone_of(clock, owner, timer, happening.events)
        self._ladder = timer.ladder
        raised = timer.overdue_raised
        self._due_at = timer.due_at if raised or timer.ladder is None else timer.ladder.due_at
        self._rungs = rungs(clock, owner, timer, known) if raised and not clock.history else Rungs()

    def events(self) -> list[Any]:
        """What never stood, then what is reached, then what has ended, then when it is looked at again."""
        told = self._told()
        disproved = {level: one for level, one in told.items() if self._is_disproved(level, one)}
        kept = {level: one for level, one in told.items() if level not in disproved}
        raised = list(self._raised(kept))
        never = self._gone or Gone(STOOD_STILL, self._due_at)
        found: list[Any] = [
            *self._recounted(),
            *(self._ended(*one, never, stood=False) for one in disproved.items()),
        ]
        found += raised
        if self._gone is not None:
            open_still = {level: one for level, one in kept.items() if one.ended_at is None}
            open_still |= {one.level: Escalation(one.raised_at) for one in raised}
            found += [self._ended(*one, self._gone, stood=True) for one in open_still.items()]
        return [*found, *self._looked_at_again({*kept, *(one.level for one in raised)}, raised)]

    def _told(self) -> Mapping[str, Escalation]:
        """Of this due instant."""
        if self._ladder is None or self._ladder.due_at != self._due_at:
            return {}
        return self._ladder.escalations

    def _recounted(self) -> list[EscalationEnded]:
        """What was raised of another due instant, which a calendar has brought forward."""
        ladder = self._ladder
        if ladder is None or ladder.due_at == self._due_at:
            return []
        gone = Gone(RECOUNTED, self._happening.detected_at)
        ended = (self._ended(*one, gone, stood=False) for one in ladder.open().items())
        return [replace(one, due_at=ladder.due_at) for one in ended]

    def _is_disproved(self, level: str, one: Escalation) -> bool:
        """Whether it was raised before its time, as the facts are now; a history judges nothing anew."""
        if one.ended_at is not None:
            return False
        if self._gone is not None and (self._gone.disproved or one.raised_at >= self._gone.at):
            return True
        if self._clock.history:
            return False
        reached = next((rung.at for rung in self._rungs if rung.level == level), None)
        return reached is None or reached > one.raised_at

    def _raised(self, kept: Mapping[str, Escalation]) -> Iterator[EscalationRaised]:
        ahead = (rung for rung in self._rungs if rung.level not in kept)
        rung = next(ahead, None)
        while rung is not None and self._is_reached(rung):
            nearest = next(ahead, None)
            yield EscalationRaised(
                **of_case(self._clock),
                **self._named(rung.level, rung.at),
                source_version=self._happening.version,
                raised_at=rung.at,
                over=self._gone is not None,
                old_news=self._clock.is_old_news(rung.at),
                detected_at=self._happening.detected_at,
                alarm=nearest.at if self._gone is None and nearest is not None else None,
            )
            rung = nearest

    def _is_reached(self, rung: Rung) -> bool:
        if self._gone is not None:
            return not self._gone.disproved and rung.at < self._gone.at
        return self._happening.until is not None and rung.at <= self._happening.until

    def _named(self, level: str, at: datetime) -> dict[str, Any]:
        return named_at(self._clock, self._owner, level, at, self._due_at, self._known)

    def _ended(self, level: str, one: Escalation, gone: Gone, *, stood: bool) -> EscalationEnded:
        return EscalationEnded(
            **of_case(self._clock),
            **self._named(level, one.raised_at),
            source_version=self._happening.version,
            raised_at=one.raised_at,
            reason=gone.reason,
            stood=stood,
            ended_at=gone.at,
            detected_at=self._happening.detected_at,
        )

    def _looked_at_again(
        self, told: set[str], raised: Sequence[EscalationRaised]
    ) -> Iterator[EscalationAwaited]:
        same = self._ladder is not None and self._ladder.due_at == self._due_at
        said = raised[-1].alarm if raised else self._ladder.alarm if self._ladder and same else None
        ahead = (rung.at for rung in self._rungs if rung.level not in told)
        alarm = next(ahead, None) if self._gone is None else None
        if alarm != said:
            yield EscalationAwaited(
                **name_of(self._owner).place(),
                source_version=self._happening.version,
                due_at=self._due_at,
                alarm=alarm,
            )


def _after_case_event(
    clock: Clock, events: list[Any], context: ChangeContext, known: KnownOfLadders
) -> list[Any]:
    """What an event of the case brings about on the ladders."""
    happening = Happening(events=events, detected_at=context.recorded_at, version=context.version)
    return climb(clock, happening, known)


CLOCK.consequences = _after_case_event
