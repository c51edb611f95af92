"""The questions that the inboxes answer."""

from typing import Any

import msgspec

from services.notify.domain.texts import render
from services.notify.views import INBOX, INBOX_VIEW
from shared.contracts.notify import NotificationContent
from shared.documents.port import Documents
from shared.documents.query import asc, desc, eq
from shared.documents.reader import Reader
from shared.errors import Language


class NotifyQueries:
    """The questions that the inboxes answer."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, INBOX_VIEW)

    async def inbox(self, recipient: str, language: Language, limit: int, offset: int) -> dict[str, Any]:
        """One person's entries, unread ones first, then the newest; with their texts."""
        where = [eq("recipient", recipient)]
        order = [asc("read"), desc("added_at")]
        found = await self._reader.find(INBOX.name, where, order, limit, offset)
        return {
            "total": await self._reader.count(INBOX.name, where),
            "unread": await self.unread(recipient),
            "entries": [_entry(document.body, language) for document in found],
        }

    async def unread(self, recipient: str) -> int:
        """How many of a person's entries are unread."""
        return await self._reader.count(INBOX.name, [eq("recipient", recipient), eq("read", False)])


def _entry(body: dict[str, Any], language: Language) -> dict[str, Any]:
    known = NotificationContent.__dataclass_fields__
    facts = {name: value for name, value in body.items() if name in known}
    text = render(msgspec.convert(facts, NotificationContent), language)
    return {**body, "title": text.title, "sentence": text.sentence}
