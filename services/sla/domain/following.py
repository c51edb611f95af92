"""How a clock follows its case: in the case's own order, each event once, whatever order they arrive in.

    @CLOCK.follows(CaseSuspended)
    def suspended(clock: Clock, event: CaseSuspended, context: ChangeContext) -> list[Any]: ...

Such a function is asked only of a clock that runs, when all events before this one are applied; one that is
registered by `follows_after_end`, only of one that has stopped; by `follows_always`, of either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from services.sla.domain.clock import Clock
from services.sla.domain.events import ClockMoved, ClockPaused, ClockResumed, EventBuffered, EventIgnored
from services.sla.domain.known import Known, KnownOfLadders
from shared.contracts.cases.course import CaseOpened, HistoryEnded, HistoryResumed
from shared.copying import copied
from shared.decider import Cause, Decider, Following
from shared.errors import Refusal
from shared.working_time.calendar import WorkingCalendar

F = TypeVar("F", bound=Callable[..., Any])


class FactOutOfPlace(Refusal):
    """An event of a case that can't be where it is: a case that is opened twice, or by another event."""

    code = "fact-out-of-place"
    status = 422
    vi = "Sự kiện số {version} của hồ sơ không đúng vị trí: {event}."
    en = "Event {version} of the case is out of place: {event}."


@dataclass(slots=True)
class ChangeContext:
    """What an event of the case meets beside its clock."""

    calendar: WorkingCalendar  #: as the case's agency works
    version: int  #: of the case's stream, that the event is
    recorded_at: datetime  #: when the service takes it
    known: KnownOfLadders  #: the policies, among others


class Consequences(Protocol):
    """What follows, once a case's event has led to these, from the clock before them."""

    def __call__(self, clock: Clock, events: list[Any], context: ChangeContext, known: Known) -> list[Any]:
        """Further events."""


class ClockDecider(Decider[Clock]):
    """Applies the events of each case in their order; what comes early waits."""

    _after_end: frozenset[type] = frozenset()
    _always: frozenset[type] = frozenset((HistoryEnded, HistoryResumed))
    consequences: Consequences | None = None

    def follows_after_end(self, *followed: type) -> Callable[[F], F]:
        """Register the function that follows events of a case that has ended."""
        self._after_end |= frozenset(followed)
        return self.follows(*followed)

    def follows_always(self, *followed: type) -> Callable[[F], F]:
        """Register the function that follows events of a case whether it has ended or not."""
        self._always |= frozenset(followed)
        return self.follows(*followed)

    def follow(
        self,
        state: Clock,
        following: Following,  # noqa: ARG002 - found by the event's class, as of those that have waited
        event: Any,
        cause: Cause,
        known: Any = None,
    ) -> list[Any]:
        """What the event leads to, and then those that have waited for it; nothing the second time."""
        version = cause.version
        if version <= state.applied or version in state.buffered:
            return []
        if version > state.applied + 1:
            return [EventBuffered(version=version, event_type=cause.type, data=cause.data.decode())]
        events = self.apply(state, event, version, known)
        return self._with_buffered(copied(state), events, known) if state.buffered else events

    def _with_buffered(self, draft: Clock, events: list[Any], known: Known) -> list[Any]:
        happened = list(events)
        while True:
            for event in events:
                self.evolve(draft, event)
            waiting = draft.buffered.get(draft.applied + 1)
            if waiting is None:
                return happened
            events = self.apply(draft, known.event(waiting), waiting.version, known)
            happened += events

    def apply(self, clock: Clock, event: Any, version: int, known: Known) -> list[Any]:
        """What the case's next event leads to; one that changes nothing leaves its version."""
        if clock.total is None:
            if not isinstance(event, CaseOpened):
                raise FactOutOfPlace(version=version, event=type(event).__name__)
            calendar = known.calendar(event.working_calendar).of(event.agency)
        elif isinstance(event, CaseOpened):
            raise FactOutOfPlace(version=version, event=type(event).__name__)
        elif type(event) not in self._always and (
            (clock.stopped_at is not None) != (type(event) in self._after_end)
        ):
            return [EventIgnored(source_version=version)]
        else:
            calendar = clock.counted_by(known.calendar(clock.working_calendar))
        context = ChangeContext(calendar, version, known.recorded_at, known)
        events = self._functions[type(event)](clock, event, context)
        events = events or [EventIgnored(source_version=version)]
        if self.consequences is None:
            return events
        return [*events, *self.consequences(clock, events, context, known)]

    @cached_property
    def _functions(self) -> Mapping[type, Callable[[Clock, Any, ChangeContext], list[Any]]]:
        return {followed: one.function for one in self.followings for followed in one.followed}

    def evolve(self, state: Clock, event: Any) -> Clock:
        """Apply one event, in place; one of the case's, which it follows from, is then applied too."""
        super().evolve(state, event)
        version = event.source_version
        if version is not None:
            state.applied = version
            if isinstance(event, _OF_ALL_OPEN) or getattr(event, "step", None) is not None:
                state.note_source(event)
            if state.buffered:
                state.buffered.pop(version, None)
        return state


#: What these tell concerns all open visits.
_OF_ALL_OPEN = (ClockPaused, ClockResumed, ClockMoved)

#: Key: the case's number.
CLOCK = ClockDecider("clock", Clock, snapshots=Clock, key_of_followed=attrgetter("case_number"))


@CLOCK.evolves(EventBuffered)
def buffered(clock: Clock, event: EventBuffered) -> None:
    """It is kept until its turn."""
    clock.buffered[event.version] = event


@CLOCK.evolves(EventIgnored)
def ignored(_clock: Clock, _event: EventIgnored) -> None:
    """Nothing changes but the version."""
