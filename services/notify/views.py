"""The inboxes: the read model."""

import msgspec

from shared.contracts.notify import NotificationAdded, NotificationRead
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant

INBOX = Collection("inbox", indexes=(("recipient", "read", "added_at"), ("cause",)))
INBOX_VIEW = View("inbox", INBOX, keys=lambda event: [(INBOX.name, event.key)])
VIEWS = (INBOX_VIEW,)


@INBOX_VIEW.on(NotificationAdded)
def _added(event: RecordedEvent, session: ProjectionSession) -> None:
    facts = msgspec.to_builtins(event.event)
    added: NotificationAdded = event.event
    body = {
        **facts,
        "due_at": instant(added.due_at),
        "added_at": instant(added.added_at),
        "read": False,
        "read_at": None,
    }
    session.put(INBOX.name, event.key, body, event.version)


@INBOX_VIEW.on(NotificationRead)
def _read(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(INBOX.name, event.key) or {}
    body |= {"read": True, "read_at": instant(event.event.read_at)}
    session.put(INBOX.name, event.key, body, event.version)
