"""What the views of the catalog do with a document that is there."""

from typing import Any

from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent


def body_of(collection: Collection, event: RecordedEvent, session: ProjectionSession) -> dict[str, Any]:
    body = session.get(collection.name, event.key)
    assert body is not None, f"{event.stream} has no first event"
    return body
