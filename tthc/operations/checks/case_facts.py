"""A case's own events as the facts that its clock is made of: straight from the store, by no topic."""

from collections.abc import Callable
from typing import Any

from services.sla.domain import facts
from shared.contracts import cases as happened
from shared.contracts.vocabulary import OpenedStep

#: The case's opened visits in the clock's words.
Visits = tuple[facts.OpenedStep, ...]


def fact_of(event: happened.CaseEvent, version: int) -> facts.AnyCaseFact:
    """The fact that stands at this version of the case's stream."""
    make = _FACTS.get(type(event))
    return make(event, version) if make is not None else facts.OtherCaseFact(source_version=version)


def _opened(event: happened.CaseOpened, version: int) -> facts.AnyCaseFact:
    return facts.CaseOpened(
        source_version=version,
        case_number=event.case_number,
        agency=event.agency,
        procedure=event.procedure,
        edition=event.edition,
        opened_at=event.opened_at,
        working_calendar=event.working_calendar,
        time_limit=event.time_limit,
        due_at=event.due_at,
        imported=event.imported,
        first=_visits(event.first),
        step_names={step.step: step.name for step in event.steps},
    )


def _visits(opened: tuple[OpenedStep, ...]) -> Visits:
    return tuple(
        facts.OpenedStep(
            step=one.step,
            visit=one.visit,
            division=one.division,
            official=one.official,
            time_limit=one.time_limit,
        )
        for one in opened
    )


def _of(kind: Callable[..., facts.AnyCaseFact], *same: str, **renamed: str) -> Callable[[Any, int], Any]:
    """For facts whose fields the event has, under the same name or another."""
    names = {**{name: name for name in same}, **renamed}

    def make(event: Any, version: int) -> facts.AnyCaseFact:
        return kind(source_version=version, **{name: getattr(event, of) for name, of in names.items()})

    return make


def _assigned(event: happened.StepAssigned, version: int) -> facts.AnyCaseFact:
    official = event.official or event.assigned_by
    return facts.StepAssigned(
        source_version=version,
        step=event.step,
        visit=event.visit,
        official=official,
        assigned_at=event.assigned_at,
    )


def _received(event: happened.StepReceived, version: int) -> facts.AnyCaseFact:
    return facts.StepReceived(
        source_version=version,
        step=event.step,
        visit=event.visit,
        received_by=event.official or event.received_by,
        received_at=event.received_at,
    )


def _handed_off(event: happened.StepHandedOff, version: int) -> facts.AnyCaseFact:
    return facts.StepHandedOff(
        source_version=version,
        step=event.step,
        visit=event.visit,
        handed_off_at=event.handed_off_at,
        to=_visits(event.to),
    )


def _returned(event: happened.StepReturned, version: int) -> facts.AnyCaseFact:
    return facts.StepReturned(
        source_version=version,
        step=event.step,
        visit=event.visit,
        returned_at=event.returned_at,
        to=_visits(event.to),
    )


def _reopened(event: happened.StepReopened, version: int) -> facts.AnyCaseFact:
    return facts.StepReopened(source_version=version, reopened_at=event.reopened_at, to=_visits(event.to))


_FACTS: dict[type, Callable[[Any, int], facts.AnyCaseFact]] = {
    happened.CaseOpened: _opened,
    happened.StepAssigned: _assigned,
    happened.StepReceived: _received,
    happened.StepCompleted: _of(facts.StepCompleted, "step", "visit", "completed_at"),
    happened.StepHandedOff: _handed_off,
    happened.StepReturned: _returned,
    happened.StepReopened: _reopened,
    happened.CaseSuspended: _of(facts.CaseSuspended, "suspended_at", "reason"),
    happened.CaseResumed: _of(facts.CaseResumed, "resumed_at"),
    happened.ExtensionGranted: _of(facts.ExtensionGranted, "granted_at", "due_at", "reason"),
    happened.CaseCompleted: _of(facts.CaseCompleted, "completed_at"),
    happened.CaseCancelled: _of(facts.CaseCancelled, "cancelled_at", "reason"),
}
