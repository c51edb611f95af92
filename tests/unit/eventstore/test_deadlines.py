"""Who waits for an answer waits so long and no longer."""

import asyncio

import pytest

from shared.eventstore.deadlines import Deadlines
from shared.eventstore.errors import StoreUnavailable


async def test_all_are_refused_when_their_time_is_over() -> None:
    loop, deadlines = asyncio.get_running_loop(), Deadlines(0.05)
    began, waiting = loop.time(), [loop.create_future() for _ in range(3)]
    for future in waiting:
        deadlines.watch(future)
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(answer) for answer in answers] == [StoreUnavailable] * 3
    assert loop.time() - began >= 0.05


async def test_an_answer_in_time_stands() -> None:
    loop, deadlines = asyncio.get_running_loop(), Deadlines(0.02)
    answered, late, gone = loop.create_future(), loop.create_future(), loop.create_future()
    for future in (gone, answered, late):
        deadlines.watch(future)
    answered.set_result("yes")
    gone.cancel()
    with pytest.raises(StoreUnavailable):
        await late
    assert await answered == "yes"
    assert gone.cancelled()


async def test_what_was_answered_is_not_kept() -> None:
    loop, deadlines = asyncio.get_running_loop(), Deadlines(60)
    for _ in range(100):
        deadlines.watch(future := loop.create_future())
        future.set_result(None)
    assert len(deadlines._waiting) == 1
