"""What other systems see of a case: every event of its stream, in one table."""

from typing import Any

from services.cases.domain import events as domain
from shared.contracts import cases as contracts
from shared.contracts.publication import Origin, Publication, Translations, Translator, plain, published_of
from shared.contracts.vocabulary import OpenedStep, PublishedEvent


def _opened(event: domain.CaseOpened, origin: Origin) -> Publication:
    published = contracts.CaseOpened(
        case_number=origin.key,
        agency=event.agency,
        procedure=event.procedure,
        edition=event.edition,
        subject=event.subject,
        opened_by=event.opened_by,
        opened_at=event.opened_at,
        working_calendar=event.working_calendar,
        time_limit=event.time_limit,
        due_at=event.due_at,
        imported=event.imported,
        external_reference=event.external_reference,
        steps=tuple(_step(step) for step in event.steps),
        first=_visits(event.first),
        recorded_by=event.recorded_by,
    )
    return Publication(published, event.opened_at)


def _step(step: domain.CaseStep) -> contracts.CaseStep:
    return contracts.CaseStep(
        step=step.step,
        name=step.name,
        stage=step.stage,
        division=step.division,
        other_divisions=step.other_divisions,
        time_limit=step.time_limit,
        optional=step.optional,
    )


def _visits(opened: tuple[domain.OpenedStep, ...]) -> tuple[OpenedStep, ...]:
    return tuple(
        OpenedStep(
            step=visit.step,
            visit=visit.visit,
            division=visit.division,
            official=visit.official,
            time_limit=visit.time_limit,
        )
        for visit in opened
    )


def _closed(closed: tuple[domain.ClosedVisit, ...]) -> tuple[contracts.ClosedVisit, ...]:
    return tuple(contracts.ClosedVisit(step=visit.step, visit=visit.visit) for visit in closed)


def _plain(model: type[PublishedEvent], time: str) -> Translator:
    return plain(model, time, key="case_number")


def _moved(model: type[PublishedEvent], time: str) -> Translator:
    """For events that open visits."""

    def translate(event: Any, origin: Origin) -> Publication:
        changed: dict[str, Any] = {"to": _visits(event.to)}
        if "closed" in model.model_fields:
            changed["closed"] = _closed(event.closed)
        return Publication(
            published_of(model, event, case_number=origin.key, **changed), getattr(event, time)
        )

    return translate


def _cancelled(event: domain.CaseCancelled, origin: Origin) -> Publication:
    published = published_of(
        contracts.CaseCancelled, event, case_number=origin.key, closed=_closed(event.closed)
    )
    return Publication(published, event.cancelled_at)


TRANSLATIONS: Translations = {
    domain.CaseOpened: _opened,
    domain.StepAssigned: _plain(contracts.StepAssigned, "assigned_at"),
    domain.StepReceived: _plain(contracts.StepReceived, "received_at"),
    domain.StepCompleted: _plain(contracts.StepCompleted, "completed_at"),
    domain.StepHandedOff: _moved(contracts.StepHandedOff, "handed_off_at"),
    domain.StepReturned: _moved(contracts.StepReturned, "returned_at"),
    domain.StepReopened: _moved(contracts.StepReopened, "reopened_at"),
    domain.CaseSuspended: _plain(contracts.CaseSuspended, "suspended_at"),
    domain.CaseResumed: _plain(contracts.CaseResumed, "resumed_at"),
    domain.ExtensionGranted: _plain(contracts.ExtensionGranted, "granted_at"),
    domain.CaseCompleted: _plain(contracts.CaseCompleted, "completed_at"),
    domain.CaseCancelled: _cancelled,
}
