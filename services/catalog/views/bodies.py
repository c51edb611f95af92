"""What both views of the catalog do with a document."""

from typing import Any

from shared.documents.port import Collection
from shared.documents.projection import Page, RecordedEvent


def body_of(collection: Collection, event: RecordedEvent, page: Page) -> dict[str, Any]:
    body = page.get(collection.name, event.key)
    assert body is not None, f"{event.stream} has no first event"
    return body
