"""What other systems see of the clocks."""

from typing import Any

from services.sla.domain import clock_events as domain
from shared.contracts import sla as contracts
from shared.contracts.publication import Origin, Publication, Translations
from shared.contracts.published import PublishedTimeLimit


def _case(event: domain.CaseConclusion) -> dict[str, Any]:
    return {
        "case_number": event.case_number,
        "agency": event.agency,
        "procedure": event.procedure,
        "edition": event.edition,
    }


def _step(event: domain.StepConclusion, origin: Origin) -> dict[str, Any]:
    return {
        **_case(event),
        "step": event.step,
        "visit": event.visit,
        "division": event.division,
        "official": event.official,
        "started_at": event.started_at,
        "due_at": event.due_at,
        "time_limit": PublishedTimeLimit.of(event.time_limit),
        "detected_at": origin.recorded_at,
    }


def _clock_started(event: domain.ClockStarted, _origin: Origin) -> Publication:
    published = contracts.ClockStarted(
        **_case(event),
        started_at=event.started_at,
        due_at=event.due_at,
        time_limit=PublishedTimeLimit.of(event.time_limit),
        working_calendar=event.calendar,
        imported=event.imported,
    )
    return Publication(published, event.started_at)


def _step_due_soon(event: domain.StepDueSoon, origin: Origin) -> Publication:
    published = contracts.StepDueSoon(**_step(event, origin), used_percent=event.used_percent)
    return Publication(published, origin.recorded_at)


def _step_overdue(event: domain.StepOverdue, origin: Origin) -> Publication:
    return Publication(contracts.StepOverdue(**_step(event, origin)), event.due_at)


def _case_overdue(event: domain.CaseOverdue, origin: Origin) -> Publication:
    published = contracts.CaseOverdue(
        **_case(event),
        started_at=event.started_at,
        due_at=event.due_at,
        time_limit=PublishedTimeLimit.of(event.time_limit),
        open_steps=tuple(
            contracts.OpenStep(step=one.step, visit=one.visit, division=one.division, official=one.official)
            for one in event.open_steps
        ),
        detected_at=origin.recorded_at,
    )
    return Publication(published, event.due_at)


def _overdue_withdrawn(event: domain.OverdueWithdrawn, origin: Origin) -> Publication:
    published = contracts.OverdueWithdrawn(
        **_case(event),
        step=event.step,
        visit=event.visit,
        division=event.division,
        official=event.official,
        due_at=event.due_at,
        reason=event.reason.value,
        withdrawn_at=origin.recorded_at,
    )
    return Publication(published, origin.recorded_at)


def _clock_stopped(event: domain.ClockStopped, _origin: Origin) -> Publication:
    published = contracts.ClockStopped(
        **_case(event),
        outcome=event.outcome.value,
        stopped_at=event.stopped_at,
        started_at=event.started_at,
        time_limit=PublishedTimeLimit.of(event.time_limit),
        due_at=event.due_at,
        used_minutes=event.used_minutes,
        late=event.late,
    )
    return Publication(published, event.stopped_at)


TRANSLATIONS: Translations = {
    domain.ClockStarted: _clock_started,
    domain.StepDueSoon: _step_due_soon,
    domain.StepOverdue: _step_overdue,
    domain.CaseOverdue: _case_overdue,
    domain.OverdueWithdrawn: _overdue_withdrawn,
    domain.ClockStopped: _clock_stopped,
}
