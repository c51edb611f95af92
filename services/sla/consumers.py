"""What the sla service does about events of cases: each becomes a fact of the case's clock."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from services.sla.application import SlaApplication
from services.sla.domain import facts
from services.sla.errors import UnknownCalendar
from shared.contracts import cases
from shared.contracts.declaring import told_in
from shared.contracts.topics import Topic
from shared.contracts.vocabulary import OpenedStep
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, NotYet
from shared.messaging.subscription import Subscription


def _opened(event: cases.CaseOpened, version: int) -> facts.CaseFact:
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


def _visits(opened: tuple[OpenedStep, ...]) -> tuple[facts.OpenedStep, ...]:
    return tuple(
        facts.OpenedStep(
            step=visit.step,
            visit=visit.visit,
            division=visit.division,
            official=visit.official,
            time_limit=visit.time_limit,
        )
        for visit in opened
    )


def _assigned(event: cases.StepAssigned, version: int) -> facts.CaseFact:
    return facts.StepAssigned(
        source_version=version,
        step=event.step,
        visit=event.visit,
        official=event.official or event.assigned_by,
        assigned_at=event.assigned_at,
    )


def _received(event: cases.StepReceived, version: int) -> facts.CaseFact:
    return facts.StepReceived(
        source_version=version,
        step=event.step,
        visit=event.visit,
        received_by=event.official or event.received_by,
        received_at=event.received_at,
    )


def _completed(event: cases.StepCompleted, version: int) -> facts.CaseFact:
    return facts.StepCompleted(
        source_version=version, step=event.step, visit=event.visit, completed_at=event.completed_at
    )


def _handed_off(event: cases.StepHandedOff, version: int) -> facts.CaseFact:
    return facts.StepHandedOff(
        source_version=version,
        step=event.step,
        visit=event.visit,
        handed_off_at=event.handed_off_at,
        to=_visits(event.to),
    )


def _returned(event: cases.StepReturned, version: int) -> facts.CaseFact:
    return facts.StepReturned(
        source_version=version,
        step=event.step,
        visit=event.visit,
        returned_at=event.returned_at,
        to=_visits(event.to),
    )


def _reopened(event: cases.StepReopened, version: int) -> facts.CaseFact:
    return facts.StepReopened(source_version=version, reopened_at=event.reopened_at, to=_visits(event.to))


def _suspended(event: cases.CaseSuspended, version: int) -> facts.CaseFact:
    return facts.CaseSuspended(source_version=version, suspended_at=event.suspended_at, reason=event.reason)


def _resumed(event: cases.CaseResumed, version: int) -> facts.CaseFact:
    return facts.CaseResumed(source_version=version, resumed_at=event.resumed_at)


def _extended(event: cases.ExtensionGranted, version: int) -> facts.CaseFact:
    return facts.ExtensionGranted(
        source_version=version, granted_at=event.granted_at, due_at=event.due_at, reason=event.reason
    )


def _case_completed(event: cases.CaseCompleted, version: int) -> facts.CaseFact:
    return facts.CaseCompleted(source_version=version, completed_at=event.completed_at)


def _case_cancelled(event: cases.CaseCancelled, version: int) -> facts.CaseFact:
    return facts.CaseCancelled(source_version=version, cancelled_at=event.cancelled_at, reason=event.reason)


def _other(_event: cases.CaseEvent, version: int) -> facts.CaseFact:
    return facts.OtherCaseFact(source_version=version)


FACTS: Mapping[type, Callable[[Any, int], facts.CaseFact]] = {
    cases.CaseOpened: _opened,
    cases.StepAssigned: _assigned,
    cases.StepReceived: _received,
    cases.StepCompleted: _completed,
    cases.StepHandedOff: _handed_off,
    cases.StepReturned: _returned,
    cases.StepReopened: _reopened,
    cases.CaseSuspended: _suspended,
    cases.CaseResumed: _resumed,
    cases.ExtensionGranted: _extended,
    cases.CaseCompleted: _case_completed,
    cases.CaseCancelled: _case_cancelled,
}


def fact_of(event: Any, version: int) -> facts.AnyCaseFact:
    """The fact of a clock that an event at this version of the case's stream is."""
    return cast(facts.AnyCaseFact, FACTS.get(type(event), _other)(event, version))


def subscriptions(application: SlaApplication) -> tuple[Subscription, ...]:
    """Every event of a case, so that the versions of its stream arrive without gaps."""

    def react(work: UnitOfWork, event: Any, message: Message) -> None:
        try:
            application.note(work, event.case_number, fact_of(event, message.version))
        except UnknownCalendar as error:
            raise NotYet(missing=str(error)) from error

    return (Subscription(Topic.CASES, "sla", dict.fromkeys(told_in(cases), react)),)
