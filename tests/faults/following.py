"""A view that follows a store as in a hosted service: woken by LISTEN, and by its own poll."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from services.cases.views import VIEWS
from shared.documents.sqlite import SqliteDocuments
from shared.eventstore.application import Application
from shared.eventstore.listener import listen
from shared.runtime.projecting import ViewFollower
from tests.faults.invariants import Violated, stored_events

#: Half of what I7 allows, so that a slow machine isn't taken for a bug; the poll is each second.
CAUGHT_UP_WITHIN = 15.0


@asynccontextmanager
async def following(
    application: Application, listening: Mapping[str, str], folder: Path
) -> AsyncIterator[ViewFollower]:
    """A running follower; `listening` says where LISTEN goes, which may be another way than the store's."""
    documents = SqliteDocuments(folder / "documents.sqlite")
    await documents.open()
    follower = ViewFollower(application, documents, VIEWS)
    await follower.start()
    tasks = [
        asyncio.ensure_future(follower.run()),
        asyncio.ensure_future(listen(listening, "cases", application.wakeup)),
    ]
    try:
        yield follower
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await documents.close()


async def check_caught_up(follower: ViewFollower, url: str) -> None:
    """I7: the follower comes to the store's end by itself."""
    last = stored_events(url, "cases")[-1].notification_id
    give_up = time.monotonic() + CAUGHT_UP_WITHIN
    while follower.position < last:
        if time.monotonic() > give_up:
            raise Violated(f"I7: the follower stands at {follower.position}, the store at {last}")
        await asyncio.sleep(0.05)
