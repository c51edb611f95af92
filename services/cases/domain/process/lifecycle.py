"""The events of a case as acts of its steps, in the words of the XES lifecycle (IEEE 1849-2016)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from services.cases.domain.tree.recorded import CaseRecord, done_by
from shared.contracts.cases.course import CaseMoved, CaseResumed, CaseSuspended
from shared.contracts.cases.facts import StepEvent
from shared.contracts.cases.steps import (
    CompletionTakenBack,
    ReceiptTakenBack,
    StepAssigned,
    StepCompleted,
    StepReceived,
    StepReleased,
    StepTaken,
)
from shared.contracts.vocabulary import OpenedStep


class Transition(StrEnum):
    """What became of a visit, in the words of the standard's lifecycle."""

    SCHEDULE = "schedule"  #: it was opened; its time runs
    ASSIGN = "assign"  #: somebody was given it, or took it
    REASSIGN = "reassign"  #: another was, or its division's queue
    START = "start"  #: it was received
    SUSPEND = "suspend"
    RESUME = "resume"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"  #: it was closed before anybody had received it
    ABORT = "pi_abort"  #: it was closed while somebody worked at it


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAct:
    """What was done at a visit of a step."""

    transition: Transition
    step: str
    visit: int
    division: str
    official: str | None  #: who holds it from then on
    by: str | None  #: whose act it was
    record: CaseRecord

    @property
    def at(self) -> datetime:
        """When it took effect."""
        return self.record.at


@dataclass(slots=True)
class _Visit:
    number: int
    division: str
    official: str | None
    received: bool = False
    completed: bool = False


_Acts: TypeAlias = Iterator[tuple[Transition, str, _Visit]]
_TAKEN_BACK: dict[type, type] = {ReceiptTakenBack: StepReceived, CompletionTakenBack: StepCompleted}


def acts_of(records: Iterable[CaseRecord]) -> list[StepAct]:
    """The acts of one case, in the order in which they took effect.

    A receipt or a completion that was given by mistake and taken back is none, nor is its taking back.
    """
    told = sorted(records, key=lambda one: (one.at, one.version))
    mistaken = _mistaken(told)
    visits: dict[str, _Visit] = {}
    found: list[StepAct] = []
    for one in told:
        for transition, step, visit in _of(one.event, visits):
            if one.version in mistaken and transition in (Transition.START, Transition.COMPLETE):
                continue
            act = StepAct(
                transition=transition,
                step=step,
                visit=visit.number,
                division=visit.division,
                official=visit.official,
                by=done_by(one.event),
                record=one,
            )
            found.append(act)
    return found


def _mistaken(records: Sequence[CaseRecord]) -> set[int]:
    """The versions of the receipts and completions that were taken back."""
    found: set[int] = set()
    for one in records:
        kind = _TAKEN_BACK.get(type(one.event))
        if kind is not None:
            before = (each for each in records if each.version < one.version and type(each.event) is kind)
            found.update([each.version for each in before if _place(each.event) == _place(one.event)][-1:])
    return found


def _place(event: Any) -> tuple[str, int]:
    return event.step, event.visit


def _of(event: Any, visits: dict[str, _Visit]) -> _Acts:
    """What an event does at the visits that the case is at, which it changes."""
    if isinstance(event, StepEvent):
        yield from _of_step(event, visits)
    elif isinstance(event, CaseSuspended | CaseResumed):
        transition = Transition.SUSPEND if isinstance(event, CaseSuspended) else Transition.RESUME
        yield from ((transition, step, visit) for step, visit in visits.items() if not visit.completed)
    elif isinstance(event, CaseMoved):
        for taken in event.visits:
            if (visit := visits.get(taken.step)) is not None:
                visit.division, visit.official = taken.division, taken.official
                yield Transition.REASSIGN, taken.step, visit
    yield from _closed(event, visits)
    yield from _opened((*getattr(event, "first", ()), *getattr(event, "to", ())), visits)


def _of_step(event: Any, visits: dict[str, _Visit]) -> _Acts:
    visit = visits.get(event.step)
    if visit is None or visit.number != event.visit:
        return
    before, visit.official = visit.official, event.official
    visit.division = event.division
    match event:
        case StepAssigned() | StepTaken() | StepReleased():
            visit.received = visit.received and before == event.official
            fresh = before is None and event.official is not None
            yield Transition.ASSIGN if fresh else Transition.REASSIGN, event.step, visit
        case StepReceived():
            visit.received = True
            yield Transition.START, event.step, visit
        case StepCompleted():
            visit.completed = True
            yield Transition.COMPLETE, event.step, visit
        case ReceiptTakenBack():
            visit.received = False
        case CompletionTakenBack():
            visit.completed = False


def _closed(event: Any, visits: dict[str, _Visit]) -> _Acts:
    """Visits that end without having been completed; of others, as of one that was passed on, all is told."""
    for closed in getattr(event, "closed", ()):
        visit = visits.pop(closed.step, None)
        if visit is not None and not visit.completed:
            yield Transition.ABORT if visit.received else Transition.WITHDRAW, closed.step, visit


def _opened(opened: Iterable[OpenedStep], visits: dict[str, _Visit]) -> _Acts:
    for one in opened:
        visits[one.step] = _Visit(one.visit, one.division, one.official)
        yield Transition.SCHEDULE, one.step, visits[one.step]
