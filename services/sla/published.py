"""What other systems see of the clocks."""

from services.sla.domain import clock_events as domain
from shared.contracts import sla as contracts
from shared.contracts.publication import Origin, Publication, Translations, plain, published_of


def _clock_started(event: domain.ClockStarted, _origin: Origin) -> Publication:
    published = published_of(contracts.ClockStarted, event, working_calendar=event.calendar)
    return Publication(published, event.started_at)


def _step_due_soon(event: domain.StepDueSoon, origin: Origin) -> Publication:
    published = published_of(contracts.StepDueSoon, event, detected_at=origin.recorded_at)
    return Publication(published, origin.recorded_at)


def _step_overdue(event: domain.StepOverdue, origin: Origin) -> Publication:
    published = published_of(contracts.StepOverdue, event, detected_at=origin.recorded_at)
    return Publication(published, event.due_at)


def _case_overdue(event: domain.CaseOverdue, origin: Origin) -> Publication:
    published = published_of(
        contracts.CaseOverdue,
        event,
        open_steps=tuple(published_of(contracts.OpenStep, one) for one in event.open_steps),
        detected_at=origin.recorded_at,
    )
    return Publication(published, event.due_at)


def _overdue_withdrawn(event: domain.OverdueWithdrawn, origin: Origin) -> Publication:
    published = published_of(contracts.OverdueWithdrawn, event, withdrawn_at=origin.recorded_at)
    return Publication(published, origin.recorded_at)


TRANSLATIONS: Translations = {
    domain.ClockStarted: _clock_started,
    domain.StepDueSoon: _step_due_soon,
    domain.StepOverdue: _step_overdue,
    domain.CaseOverdue: _case_overdue,
    domain.OverdueWithdrawn: _overdue_withdrawn,
    domain.ClockStopped: plain(contracts.ClockStopped, "stopped_at"),
}
