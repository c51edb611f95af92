"""What inboxes show: one's own entries, the unread first, in the reader's language."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.notify.domain.deciders import DELIVERY
from services.notify.domain.delivery import delivery_key
from services.notify.queries import NotifyQueries
from services.notify.views import INBOX_VIEW
from shared.errors import Language
from shared.names.documents import NAMES_VIEW
from tests.hosting import projected
from tests.unit.notify.test_delivery import ADDED, AT, READ


def stream(cause: str, recipient: str = "snv.minh") -> str:
    return DELIVERY.stream(delivery_key(cause, recipient))


THREE: dict[str, list[Any]] = {
    stream("1"): [replace(ADDED, cause="1"), replace(READ, cause="1")],
    stream("2"): [replace(ADDED, cause="2", added_at=AT - timedelta(hours=1))],
    stream("3"): [replace(ADDED, cause="3", added_at=AT)],
}


def test_the_inbox_follows_every_event() -> None:
    assert set(INBOX_VIEW.follows) == set(DELIVERY.events)


async def test_unread_entries_come_first_and_the_newest_of_them_before(tmp_path: Path) -> None:
    async with projected(tmp_path, INBOX_VIEW, THREE, NAMES_VIEW) as documents:
        inbox = await NotifyQueries(documents).inbox("snv.minh", Language.VI, 10, 0)
    assert [entry.cause for entry in inbox.entries] == ["3", "2", "1"]
    assert (inbox.total, inbox.unread) == (3, 2)


@pytest.mark.parametrize("causes", ["1234567890", "0987654321"])
async def test_of_what_came_at_once_the_last_comes_first(tmp_path: Path, causes: str) -> None:
    """In the order of the log, whatever the entries are called."""
    streams = {stream(one): [replace(ADDED, cause=one, notification=f"{one}.snv.minh")] for one in causes}
    async with projected(tmp_path, INBOX_VIEW, streams, NAMES_VIEW) as documents:
        queries = NotifyQueries(documents)
        whole = (await queries.inbox("snv.minh", Language.VI, 10, 0)).entries
        part = (await queries.inbox("snv.minh", Language.VI, 3, 4)).entries
    assert "".join(entry.cause for entry in whole) == causes[::-1]
    assert part == whole[4:7]


async def test_an_inbox_is_leafed_through(tmp_path: Path) -> None:
    async with projected(tmp_path, INBOX_VIEW, THREE, NAMES_VIEW) as documents:
        inbox = await NotifyQueries(documents).inbox("snv.minh", Language.VI, 1, 1)
    assert ([entry.cause for entry in inbox.entries], inbox.total) == (["2"], 3)


async def test_nobody_sees_another_s_entries(tmp_path: Path) -> None:
    streams = {stream("1", "snv.lan"): [replace(ADDED, recipient="snv.lan")]}
    async with projected(tmp_path, INBOX_VIEW, streams, NAMES_VIEW) as documents:
        queries = NotifyQueries(documents)
        assert (await queries.inbox("snv.minh", Language.VI, 10, 0)).entries == []
        assert (await queries.unread("snv.minh"), await queries.unread("snv.lan")) == (0, 1)


async def test_the_texts_are_in_the_reader_s_language(tmp_path: Path) -> None:
    async with projected(tmp_path, INBOX_VIEW, {stream("3"): THREE[stream("3")]}, NAMES_VIEW) as documents:
        queries = NotifyQueries(documents)
        (vi,) = (await queries.inbox("snv.minh", Language.VI, 10, 0)).entries
        (en,) = (await queries.inbox("snv.minh", Language.EN, 10, 0)).entries
    assert vi.title == "Quá hạn: bước “Thẩm định hồ sơ”, hồ sơ SNV-261123-0001"
    assert en.title == 'Overdue: step "Thẩm định hồ sơ", case SNV-261123-0001'
    assert "14:05" in vi.sentence
