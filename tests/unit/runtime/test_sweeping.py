"""Commands that come in parts: each part begins while the one before is carried out, and none is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence

import pytest

from shared.runtime.sweeping import failures_in_turn


class Parts:
    """Pages of commands that wait until they are let go; what was begun, and what ended."""

    def __init__(self, *sizes: int) -> None:
        self.sizes = sizes
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.let = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[Sequence[Awaitable[None]]]:
        for part, size in enumerate(self.sizes):
            yield [self._command(f"{part}.{number}") for number in range(size)]

    async def _command(self, name: str) -> None:
        self.begun.append(name)
        await self.let.wait()
        self.ended.append(name)
        if name.endswith(".1"):
            raise ValueError(name)


async def test_the_next_part_begins_while_the_one_before_is_carried_out() -> None:
    parts = Parts(2, 2, 2)
    going = asyncio.create_task(_all(parts))
    await _at_rest()
    assert (parts.begun, parts.ended) == (["0.0", "0.1", "1.0", "1.1"], [])  # the third waits for the first
    parts.let.set()
    assert await going == ["0.1", "1.1", "2.1"]
    assert len(parts.ended) == 6


async def test_of_no_parts_nothing_fails() -> None:
    assert await _all(Parts()) == []


async def test_who_is_cancelled_leaves_nothing_under_way() -> None:
    parts = Parts(1, 1)
    going = asyncio.create_task(_all(parts))
    await _at_rest()
    assert len(parts.begun) == 2
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await going
    parts.let.set()
    await _at_rest()
    assert parts.ended == []


async def _all(parts: Parts) -> list[str]:
    return [str(error) async for error in failures_in_turn(aiter(parts))]


async def _at_rest() -> None:
    """Everything has gone on as far as it can by itself."""
    for _ in range(50):
        await asyncio.sleep(0)
