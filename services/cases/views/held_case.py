"""The case's document, as an event of the case changes it."""

from services.cases.views.documents import CASES, CaseDocument
from shared.documents.projection import ProjectionSession, RecordedEvent


def case_of(event: RecordedEvent, session: ProjectionSession) -> CaseDocument:
    """The case's document, which the event changes; it is put as of the event's version."""
    case = session.document(CASES, event.key)
    assert case is not None, f"{event.stream} has no first event"
    case.version = event.version
    session.put(CASES.name, event.key, case, session.version)
    return case
