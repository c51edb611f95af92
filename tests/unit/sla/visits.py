"""Visits that have ended, and what was sent back, as the read model has them of what a clock told."""

from collections.abc import Iterable
from typing import Any

from services.sla.views.visit_documents import PassedDocument, SentBackDocument, VisitDocument
from services.sla.views.visits import VISIT_VIEW
from shared.documents.projection import ProjectionSession, TrackedDocument
from shared.eventstore.records import RecordedEvent
from tests.unit.sla.clocks import RECORDED_AT


def documents_of(case_number: str, events: Iterable[Any]) -> dict[str, Any]:
    """All documents that the events make, by their ids."""
    documents: dict[tuple[str, str], TrackedDocument] = {}
    for version, event in enumerate(events, 1):
        projection = VISIT_VIEW.projection(event)
        if projection is not None:
            project, keys = projection
            recorded = _recorded(case_number, version, event)
            for key in keys(recorded):
                documents.setdefault(key, TrackedDocument())
            session = ProjectionSession(documents)
            session.begin_event(recorded)
            project(recorded, session)
    return {id: one.body for (_, id), one in documents.items() if one.body is not None}


def done_of(documents: dict[str, Any]) -> list[VisitDocument]:
    """The completed visits."""
    visits = (one for one in documents.values() if isinstance(one, VisitDocument))
    return [one for one in visits if one.done_on is not None]


def back_of(documents: dict[str, Any]) -> list[SentBackDocument]:
    """What was sent back."""
    return [one for one in documents.values() if isinstance(one, SentBackDocument)]


def passed_of(documents: dict[str, Any]) -> list[PassedDocument]:
    """What was passed on."""
    return [one for one in documents.values() if isinstance(one, PassedDocument)]


def _recorded(case_number: str, version: int, event: Any) -> RecordedEvent:
    return RecordedEvent(
        stream=f"clock-{case_number}",
        version=version,
        event=event,
        recorded_at=RECORDED_AT,
        command_id="",
        correlation_id="",
        causation_id="",
    )
