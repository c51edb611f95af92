"""The questions that the inboxes answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from services.notify.domain.texts import NamesShown, render
from services.notify.views import INBOX, INBOX_VIEW, InboxEntry
from shared.contracts.notify import NotificationContent
from shared.documents.port import Documents
from shared.documents.query import asc, desc, eq
from shared.documents.reader import Reader
from shared.errors import Language
from shared.names.documents import NameBook, NameQueries
from shared.names.following import Named


@dataclass(slots=True, kw_only=True)
class ReadableEntry(InboxEntry):
    """An entry of somebody's inbox, with its text in the reader's language."""

    division_name: str | None
    official_name: str | None
    counterpart_name: str | None
    owner_name: str | None
    title: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """A part of somebody's inbox; how many entries there are in all, and how many are unread."""

    total: int
    unread: int
    entries: list[ReadableEntry]


class NotifyQueries:
    """The questions that the inboxes answer."""

    def __init__(self, documents: Documents) -> None:
        self._names = NameQueries(documents)
        self._reader = Reader(documents, INBOX_VIEW)

    async def inbox(self, recipient: str, language: Language, limit: int, offset: int) -> InboxPage:
        """One person's entries, unread ones first, then the newest, of one instant too; with their texts."""
        where = [eq("recipient", recipient)]
        order = [asc("read"), desc("added_at"), desc("place")]
        found = await self._reader.all(INBOX, where, order, limit, offset)
        book = await self._names.book(key for entry in found for key in _named(entry))
        return InboxPage(
            total=await self._reader.count(INBOX.name, where),
            unread=await self.unread(recipient),
            entries=[_readable(entry, book, language) for entry in found],
        )

    async def unread(self, recipient: str) -> int:
        """How many of a person's entries are unread."""
        return await self._reader.count(INBOX.name, [eq("recipient", recipient), eq("read", False)])


def _named(entry: InboxEntry) -> Iterator[tuple[str, Named, str | None]]:
    """What the entry names by code; of units that passed work on, a division of its agency, or an agency."""
    yield entry.agency, Named.DIVISION, entry.division
    yield entry.agency, Named.OFFICIAL, entry.official
    for agency in (entry.counterpart, entry.owner, *entry.between):
        yield agency or "", Named.AGENCY, agency
    for division in entry.between:
        yield entry.agency, Named.DIVISION, division


def _readable(entry: InboxEntry, book: NameBook, language: Language) -> ReadableEntry:
    def agency(code: str | None) -> str | None:
        return book.name(code or "", Named.AGENCY, code)

    facts: dict[str, Any] = msgspec.to_builtins(entry)
    names = NamesShown(
        division=book.name(entry.agency, Named.DIVISION, entry.division),
        official=book.name(entry.agency, Named.OFFICIAL, entry.official),
        counterpart=agency(entry.counterpart),
        owner=agency(entry.owner),
        between=tuple(
            book.name(entry.agency, Named.DIVISION, one) or agency(one) or one for one in entry.between
        ),
    )
    text = render(msgspec.convert(facts, NotificationContent), language, names)
    return ReadableEntry(
        **facts,
        division_name=names.division,
        official_name=names.official,
        counterpart_name=names.counterpart,
        owner_name=names.owner,
        title=text.title,
        sentence=text.sentence,
    )
