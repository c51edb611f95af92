"""The case's facts become its clock: in the case's own order, each once, whatever order they arrive in."""

import copy
from dataclasses import dataclass

from services.sla.domain import facts
from services.sla.domain.changes import CHANGES, Moment, start
from services.sla.domain.clock import Clock, evolve
from services.sla.domain.clock_events import ClockEvent, FactHeld, FactPassed
from services.sla.errors import FactOutOfPlace, UnknownCalendar
from shared.working_time.calendar import WorkingCalendar

DUE_SOON_PERCENT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFact:
    """Apply a fact, or hold it until those before it have come; `calendar`: see `calendar_needed`."""

    fact: facts.AnyCaseFact
    calendar: WorkingCalendar | None
    due_soon_percent: int = DUE_SOON_PERCENT  #: of a clock that this fact starts


def calendar_needed(state: Clock, fact: facts.AnyCaseFact) -> str | None:
    """The code of the calendar that noting this fact needs; None: it can only be held."""
    if state.total is not None:
        return state.calendar
    return fact.working_calendar if isinstance(fact, facts.CaseOpened) else None


def note(state: Clock, command: NoteFact) -> list[ClockEvent | FactHeld]:
    """The events that the fact leads to, with those of held facts that it lets through."""
    fact = command.fact
    if fact.source_version <= state.applied or fact.source_version in state.held:
        return []
    if fact.source_version > state.applied + 1:
        return [FactHeld(fact=facts.held(fact))]
    events = _apply(state, fact, command)
    if not state.held:
        return [*events]
    return [*_with_held(copy.deepcopy(state), events, command)]


def _with_held(draft: Clock, events: list[ClockEvent], command: NoteFact) -> list[ClockEvent]:
    told = list(events)
    while True:
        for event in events:
            evolve(draft, event)
        following = draft.held.get(draft.applied + 1)
        if following is None:
            return told
        events = _apply(draft, following.fact, command)
        told += events


def _apply(state: Clock, fact: facts.AnyCaseFact, command: NoteFact) -> list[ClockEvent]:
    calendar = command.calendar
    if isinstance(fact, facts.CaseOpened):
        if state.total is not None:
            raise FactOutOfPlace(source_version=fact.source_version, fact="CaseOpened")
        if calendar is None or calendar.code != fact.working_calendar:
            raise UnknownCalendar(calendar=fact.working_calendar)
        return start(fact, calendar.of(fact.agency), command.due_soon_percent)
    if state.total is None:
        raise FactOutOfPlace(source_version=fact.source_version, fact=type(fact).__name__)
    if calendar is None or calendar.code != state.calendar:
        raise UnknownCalendar(calendar=state.calendar)
    if not state.is_running:
        return _pass(fact)
    change = CHANGES.get(type(fact))
    moment = Moment(state, calendar.of(state.agency), fact.source_version)
    return (change(moment, fact) if change else []) or _pass(fact)


def _pass(fact: facts.CaseFact) -> list[ClockEvent]:
    return [FactPassed(source_version=fact.source_version)]
