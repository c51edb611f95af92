"""Makes files beside the event loop: in threads of their own, few at a time, and keeps the last ones."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_AT_A_TIME = 2  #: it is work for processors
_KEPT_BYTES = 32 * 1024 * 1024


class Rendering:
    """The files of one service. A file is known by its tag: the same tag, the same bytes."""

    def __init__(self) -> None:
        # Not the event loop's own threads: names are looked up there, which can't wait for papers.
        self._threads = ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="papers")
        self._under_way: dict[str, asyncio.Task[bytes]] = {}
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    async def run(self, work: Callable[[], T]) -> T:
        """Do the work in a thread when it is its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def file(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """The file of this tag, at once if it is still there, and made once for all who ask meanwhile."""
        if tag in self._kept:
            self._kept.move_to_end(tag)
            return self._kept[tag]
        if tag not in self._under_way:
            self._under_way[tag] = asyncio.create_task(self._made(tag, make))
        # Shielded: whoever hangs up leaves the others their file.
        return await asyncio.shield(self._under_way[tag])

    async def _made(self, tag: str, make: Callable[[], bytes]) -> bytes:
        try:
            self._kept[tag] = await self.run(make)
        finally:
            del self._under_way[tag]
        file = self._kept[tag]
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _KEPT_BYTES:
            self._kept.popitem(last=False)
        return file
