"""What the views of the catalog do with a document that is there."""

from typing import Any

from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent


def body_of(collection: Collection, event: RecordedEvent, session: ProjectionSession) -> dict[str, Any]:
    body = session.get(collection.name, event.key)
    assert body is not None, f"{event.stream} has no first event"
    return body


def change(
    collection: Collection, key: str, event: RecordedEvent, session: ProjectionSession, **changes: Any
) -> None:
    """Write these changes into the document with that key; nothing where it was never begun."""
    body = session.get(collection.name, key)
    if body is not None:
        session.put(collection.name, key, {**body, **changes}, event.version)
