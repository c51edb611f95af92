"""Papers are made beside the event loop, in threads of their own, few at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

#: It is work for processors. Not the event loop's own threads: names are looked up there, which can't wait.
_THREADS = ThreadPoolExecutor(2, thread_name_prefix="papers")


async def make_paper(make: Callable[[], T]) -> T:
    """What this makes, when it is its turn."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, make)
