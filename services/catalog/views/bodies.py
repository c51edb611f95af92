"""What the views of the catalog do with a document."""

from typing import Any

from shared.documents.port import Collection
from shared.documents.projection import Page, RecordedEvent


def body_of(collection: Collection, event: RecordedEvent, page: Page) -> dict[str, Any]:
    body = page.get(collection.name, event.key)
    assert body is not None, f"{event.stream} has no first event"
    return body


def change(collection: Collection, key: str, event: RecordedEvent, page: Page, **changes: Any) -> None:
    """Write these changes into the document with that key; one that isn't there consists of them."""
    page.put(collection.name, key, {**(page.get(collection.name, key) or {}), **changes}, event.version)
