"""Work that goes round and round beside the requests: at intervals, page by page, all at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

import structlog

from shared.documents.port import Document
from shared.errors import Refusal
from shared.eventstore.records import recording_time

INTERVAL_SECONDS = 1.0

log = structlog.get_logger()


async def pages(
    page: Callable[[Document | None], Awaitable[Sequence[Document]]],
) -> AsyncIterator[Sequence[Document]]:
    """Page after page of a query, each asked for behind the last document of the one before."""
    behind: Document | None = None
    while found := await page(behind):
        yield found
        behind = found[-1]


async def failures(commands: Iterable[Awaitable[object]]) -> list[BaseException]:
    """Let all be carried out, together; what those that failed failed with."""
    outcomes = await asyncio.gather(*commands, return_exceptions=True)
    return [outcome for outcome in outcomes if isinstance(outcome, BaseException)]


async def each_interval(
    what: str, do: Callable[[], Awaitable[object]], seconds: float = INTERVAL_SECONDS
) -> None:
    """Do it again and again until cancelled; what fails is tried again with the next round.

    It stands still while the wall clock isn't believed: what is due is told by it.
    """
    while True:
        try:
            recording_time()
            await do()
        except Refusal as error:
            log.warning("waits", task=what, error=str(error))
        except Exception:
            log.exception("failed", task=what)
        await asyncio.sleep(seconds)
