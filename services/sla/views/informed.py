"""Of which cases agencies are only told."""

from services.sla.domain import informing_events as events
from services.sla.views.asked import CLOCK_VIEW
from services.sla.views.documents import INFORMED, InformedDocument
from shared.documents.projection import Key, ProjectionSession, RecordedEvent
from shared.documents.values import instant

__all__ = ["CLOCK_VIEW"]


def _key(event: RecordedEvent) -> list[Key]:
    return [(INFORMED.name, f"{event.key}/{event.event.coordination}")]


def _changed(event: RecordedEvent, session: ProjectionSession) -> InformedDocument:
    ((collection, key),) = _key(event)
    found = session.document(INFORMED, key)
    assert found is not None, f"{event.stream} tells nobody in {key}"
    session.put(collection, key, found, event.version)
    return found


@CLOCK_VIEW.on(events.AgencyInformed, keys=_key)
def _informed(event: RecordedEvent, session: ProjectionSession) -> None:
    told: events.AgencyInformed = event.event
    document = InformedDocument(
        case_number=event.key,
        coordination=told.coordination,
        agency=told.asked_agency,
        informed_at=instant(told.informed_at),
    )
    ((collection, key),) = _key(event)
    session.put(collection, key, document, event.version)


@CLOCK_VIEW.on(events.InformedReceived, keys=_key)
def _received(event: RecordedEvent, session: ProjectionSession) -> None:
    _changed(event, session).received_at = instant(event.event.received_at)


@CLOCK_VIEW.on(events.InformedWithdrawn, keys=_key)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    _changed(event, session).withdrawn = True


@CLOCK_VIEW.on(events.InformedMoved, keys=_key)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    _changed(event, session).agency = event.event.asked_agency
