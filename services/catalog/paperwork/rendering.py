"""Makes files beside the event loop: in threads, few at a time, and keeps the last ones."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_AT_A_TIME = 2  #: it is work for processors
_KEPT_BYTES = 32 * 1024 * 1024


class Rendering:
    """The files of one service. A file is known by its tag: the same tag, the same bytes."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_A_TIME)
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    async def run(self, work: Callable[[], T]) -> T:
        """Do the work in a thread when it is its turn."""
        async with self._turns:
            return await asyncio.to_thread(work)

    async def file(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """The file of this tag, made unless it is still there."""
        async with self._turns:
            if tag not in self._kept:
                self._keep(tag, await asyncio.to_thread(make))
            self._kept.move_to_end(tag)
            return self._kept[tag]

    def _keep(self, tag: str, file: bytes) -> None:
        self._kept[tag] = file
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _KEPT_BYTES:
            self._kept.popitem(last=False)
