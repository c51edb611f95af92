"""The inboxes: the read model, and the questions asked of it."""

from typing import Any

import msgspec

from services.notify import domain
from shared.documents.port import Collection, Documents
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.query import asc, desc, eq
from shared.documents.reader import Reader
from shared.documents.values import instant
from shared.errors import Language

INBOX = Collection("inbox", indexes=(("recipient", "read", "added_at"), ("cause",)))
INBOX_VIEW = View("inbox", INBOX, keys=lambda event: [(INBOX.name, event.key)])
VIEWS = (INBOX_VIEW,)


@INBOX_VIEW.on(domain.NotificationAdded)
def _added(event: RecordedEvent, session: ProjectionSession) -> None:
    facts = msgspec.to_builtins(event.event)
    added: domain.NotificationAdded = event.event
    body = {
        **facts,
        "notification": event.key,
        "due_at": instant(added.due_at),
        "added_at": instant(added.added_at),
        "read": False,
        "read_at": None,
    }
    session.put(INBOX.name, event.key, body, event.version)


@INBOX_VIEW.on(domain.NotificationRead)
def _read(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(INBOX.name, event.key) or {}
    body |= {"read": True, "read_at": instant(event.event.read_at)}
    session.put(INBOX.name, event.key, body, event.version)


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
    known = domain.NotificationAdded.__dataclass_fields__
    facts = {name: value for name, value in body.items() if name in known}
    text = domain.render(msgspec.convert(facts, domain.NotificationAdded), language)
    return {**body, "title": text.title, "sentence": text.sentence}
