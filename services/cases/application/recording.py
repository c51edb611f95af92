"""How events of cases are written: with their cause, under their root case, and with what they lead to."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from services.cases.application.known_here import KnownHere
from services.cases.domain.case import CASE, Case
from services.cases.domain.causes import builds_on
from services.cases.domain.coordination.answering import silence_over
from services.cases.domain.coordination.consequences import consequences_of
from services.cases.domain.passing.detecting import detected
from services.cases.domain.releasing import departures_over
from services.cases.domain.succession.moving import moved_by, moves_at
from services.cases.domain.suspending import suspension_over
from shared.contracts.declaring import effective_at
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.eventstore.unit_of_work import UnitOfWork

#: What happens in a case, as its own state says.
Happened: TypeAlias = Callable[[Case], Sequence[Any]]


def record(work: UnitOfWork, case_number: str, events: Sequence[Any], cause: str | None = None) -> list[Any]:
    """Append events to a case, and there and to others what follows from them, all to be saved together.

    All that happened in the case, in its order. `cause`: the id of the event that led to them; without it
    each builds on what the case has.
    """
    own = list[Any]()
    waiting: deque[tuple[str, Happened, str | None]] = deque([(case_number, lambda _case: events, cause)])
    while waiting:
        number, happened, led_by = waiting.popleft()
        for event in happened(work.state(CASE, number)):
            passed = _passed(work, number, event)
            own_id = _append(work, number, event, led_by)
            if number == case_number:
                own.append(event)
            for one in consequences_of(work.state(CASE, number), event):
                if one.case_number != number:
                    passed_by = let_time_pass_in(work, one.case_number, effective_at(event), in_time=True)
                    own += passed_by if one.case_number == case_number else []
                waiting.append((one.case_number, one.events, own_id))
            if passed is not None:
                waiting.append((number, passed, own_id))
    return own


def _passed(work: UnitOfWork, number: str, event: Any) -> Happened | None:
    """The buck-passing that an event completes; asked before it changes the case."""
    found = detected(work.state(CASE, number), event, lambda one: work.state(CASE, one), KnownHere(work))
    return (lambda _case: found) if found else None


def let_time_pass_in(work: UnitOfWork, number: str, at: datetime, *, in_time: bool = False) -> list[Any]:
    """What builds on the case then meets one in which everything has happened that time alone brings about.

    So it is whatever the sweeper has seen: of a history it comes too late. `in_time`: what happens then may
    be an answer, which is in time at the due instant itself.
    """
    happened = list[Any]()
    while (moves := moves_at(work.state(CASE, number), KnownHere(work))) is not None and moves <= at:
        happened += _let_limits_pass(work, number, moves)
        moved = moved_by(work.state(CASE, number), moves, KnownHere(work))
        happened += record(work, number, moved)
        if not moved:
            break
    return [*happened, *_let_limits_pass(work, number, at, in_time=in_time)]


def _let_limits_pass(work: UnitOfWork, number: str, at: datetime, *, in_time: bool = False) -> list[Any]:
    resumed = record(work, number, suspension_over(work.state(CASE, number), at))
    silent = silence_over(work.state(CASE, number), at, KnownHere(work), in_time=in_time)
    answered = record(work, number, silent)
    released = record(work, number, departures_over(work.state(CASE, number), at, KnownHere(work)))
    return [*resumed, *answered, *released]


def last_id(work: UnitOfWork, case_number: str) -> str:
    """The id of a case's last event."""
    return _event_id(case_number, work.version(CASE, case_number))


def _append(work: UnitOfWork, number: str, event: Any, cause: str | None) -> str:
    """The id of the event that was appended."""
    case = work.state(CASE, number)
    root = case.root or getattr(event, "root_case", None) or number
    work.append(CASE, number, [event], correlation=root, causation=cause or _cause(case, number, event))
    return _event_id(number, case.version)


def _cause(case: Case, number: str, event: Any) -> str | None:
    version = builds_on(case, event)
    return _event_id(number, version) if version else None


def _event_id(number: str, version: int) -> str:
    return event_id(Service.CASES.value, CASE.stream(number), version)
