"""What happens in one case because of what happened in another: asking and asked agency stay of one mind.

    @leads_to(CoordinationWithdrawn)
    def child_ends(_case: Case, event: CoordinationWithdrawn) -> Iterator[Consequence]: ...

Each is written in the same transaction as the event that led to it, and leads to what it leads to in turn.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from services.cases.domain.case import Case, Phase
from services.cases.domain.coordination.late_answers import is_too_late, late_answer
from services.cases.domain.coordination_state import Coordination
from services.cases.domain.reopening_case import reopened_at_last_step
from services.cases.domain.visits import closed_visits
from shared.contracts.cases.coordination import (
    AnswerReturned,
    CoordinationAnswered,
    CoordinationDeclined,
    CoordinationWithdrawn,
)
from shared.contracts.cases.course import CaseCancelled, CaseCompleted, CaseReopened
from shared.contracts.cases.facts import CaseEvent
from shared.contracts.declaring import effective_at
from shared.kernel import AnswerKind

F = TypeVar("F", bound=Callable[..., Iterable["Consequence"]])


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something happens in this case: what, its own state says."""

    case_number: str
    events: Callable[[Case], list[Any]]


_RULES: dict[type, list[Callable[[Case, Any], Iterable[Consequence]]]] = {}


def leads_to(*events: type) -> Callable[[F], F]:
    """Register what events of these classes lead to; the function is given the case that they happened in."""

    def register(rule: F) -> F:
        for event in events:
            _RULES.setdefault(event, []).append(rule)
        return rule

    return register


def consequences_of(case: Case, event: Any) -> Iterator[Consequence]:
    """What an event of the case leads to, in the case and in others."""
    for rule in _RULES.get(type(event), ()):
        yield from rule(case, event)


@leads_to(CoordinationWithdrawn, CoordinationDeclined)
def what_was_open_for_it_ends(
    _case: Case, event: CoordinationWithdrawn | CoordinationDeclined
) -> Iterator[Consequence]:
    """The asked agency's own case is cancelled, and so is what it asked for in turn."""

    def ended(child: Case) -> list[Any]:
        if not child.is_alive:
            return []
        by, at = _by(event), _not_before(child, event)
        closed = closed_visits(child)
        named = child.named_by(event.recorded_by)
        return [CaseCancelled(**named, closed=closed, reason=event.reason, cancelled_by=by, cancelled_at=at)]

    if event.child_case is not None:
        yield Consequence(event.child_case, ended)


@leads_to(CaseCancelled)
def what_it_asked_for_is_withdrawn(case: Case, event: CaseCancelled) -> Iterator[Consequence]:
    """Nobody needs the answers any more."""

    def withdrawn(case: Case) -> list[Any]:
        return [
            CoordinationWithdrawn(
                **case.named_asked(asked, event.recorded_by),
                child_case=asked.child_case,
                reason=event.reason,
                withdrawn_by=event.cancelled_by,
                withdrawn_at=event.cancelled_at,
            )
            for asked in case.coordinations.values()
            if asked.is_open
        ]

    yield Consequence(case.number, withdrawn)


@leads_to(CaseCancelled)
def its_request_is_declined(case: Case, event: CaseCancelled) -> Iterator[Consequence]:
    """An agency that gives its own case up declines what it was asked, with that reason."""

    def declined(parent: Case) -> list[Any]:
        asked = _answered_by(case, parent)
        if asked is None or not asked.is_owed_at(event.cancelled_at):
            return []
        return [
            CoordinationDeclined(
                **parent.named_asked(asked, event.recorded_by),
                child_case=case.number,
                reason=event.reason,
                declined_by=event.cancelled_by,
                declined_at=event.cancelled_at,
            )
        ]

    if case.answers is not None:
        yield Consequence(case.answers.case_number, declined)


@leads_to(CaseCompleted)
def its_request_is_answered(case: Case, event: CaseCompleted) -> Iterator[Consequence]:
    """The result is the answer; after its silence has answered, it is a comment."""

    def answered(parent: Case) -> list[Any]:
        asked = _answered_by(case, parent)
        if asked is None:
            return []
        if asked.is_owed_at(event.completed_at):
            return [
                CoordinationAnswered(
                    **parent.named_asked(asked, event.recorded_by),
                    kind=event.answer or AnswerKind.RESULT_DELIVERED.value,
                    text=event.answer_text,
                    child_case=case.number,
                    answered_by=event.completed_by,
                    answered_at=event.completed_at,
                )
            ]
        return [_kept(parent, asked, event)] if is_too_late(asked, event.completed_at) else []

    if case.answers is not None:
        yield Consequence(case.answers.case_number, answered)


@leads_to(AnswerReturned)
def its_case_is_reopened(_case: Case, event: AnswerReturned) -> Iterator[Consequence]:
    """A completed case of the asked agency is open again, however long ago it ended."""

    def reopened(child: Case) -> list[CaseReopened]:
        if child.phase is not Phase.COMPLETED:
            return []
        at = _not_before(child, event)
        return [reopened_at_last_step(child, event, at)]

    if event.child_case is not None:
        yield Consequence(event.child_case, reopened)


def _kept(parent: Case, asked: Coordination, event: CaseCompleted) -> Any:
    return late_answer(
        parent,
        asked,
        answer=event.answer,
        text=event.answer_text,
        by=event.completed_by,
        at=event.completed_at,
        recorded_by=event.recorded_by,
    )


def _answered_by(child: Case, parent: Case) -> Coordination | None:
    """The coordination that the child was opened for."""
    return parent.coordinations.get(child.answers.coordination) if child.answers is not None else None


def _by(event: CoordinationWithdrawn | CoordinationDeclined) -> str:
    return event.withdrawn_by if isinstance(event, CoordinationWithdrawn) else event.declined_by


def _not_before(case: Case, event: CaseEvent) -> datetime:
    """When the event took effect, or the last that had happened in the case, where that is later."""
    at = effective_at(event)
    return max(at, case.latest_at or at)
