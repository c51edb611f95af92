"""The inboxes: the read model."""

from dataclasses import dataclass, field, fields
from typing import Annotated, Any

from pydantic import Field

from shared.contracts.notify import NotificationAdded, NotificationContent, NotificationRead
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant
from shared.names.documents import NAMES_VIEW


@dataclass(slots=True, kw_only=True)
class InboxEntry:
    """An entry of somebody's inbox."""

    notification: str
    recipient: str
    agency: str
    division: str | None
    kind: str
    case_number: str | None
    step: str | None
    visit: int | None
    step_name: str | None
    subject: str | None
    owner: str | None
    edition: int | None
    counterpart: str | None
    between: list[str] = field(default_factory=list)
    coordination: int | None
    official: str | None
    hand_over: str | None
    period: Annotated[str | None, Field(description="Of the report that it is about; null: about none.")] = (
        None
    )
    address: Annotated[str | None, Field(description="Where on the sla service that report is.")] = None
    due_at: InstantText
    cause: str
    added_at: InstantText
    place: Annotated[
        int, Field(description="Place in the service's log: what came at the same instant is in its order.")
    ] = 0
    read: bool = False
    read_at: InstantText | None = None


INBOX = Collection(
    "inbox", indexes=(("recipient", "read", "added_at", "place"), ("cause",)), document=InboxEntry
)
INBOX_VIEW = View("inbox", INBOX, keys=lambda event: [(INBOX.name, event.key)])

VIEWS = (INBOX_VIEW, NAMES_VIEW)

_AS_TOLD = tuple(one.name for one in fields(NotificationContent) if one.name not in ("between", "due_at"))


@INBOX_VIEW.on(NotificationAdded)
def _added(event: RecordedEvent, session: ProjectionSession) -> None:
    added: NotificationAdded = event.event
    told: dict[str, Any] = {name: getattr(added, name) for name in _AS_TOLD}
    entry = InboxEntry(
        notification=added.notification,
        between=list(added.between),
        due_at=instant(added.due_at),
        added_at=instant(added.added_at),
        place=event.notification_id or 0,
        **told,
    )
    session.put(INBOX.name, event.key, entry, event.version)


@INBOX_VIEW.on(NotificationRead)
def _read(event: RecordedEvent, session: ProjectionSession) -> None:
    entry = session.document(INBOX, event.key)
    assert entry is not None, f"{event.stream} has no first event"
    entry.read, entry.read_at = True, instant(event.event.read_at)
    session.put(INBOX.name, event.key, entry, event.version)
