"""Files are made beside the event loop, few at a time, and once."""

import asyncio
import threading

import pytest

from services.catalog.printing.rendering import Rendering


async def test_a_file_is_made_once_beside_the_event_loop_and_kept() -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append(threading.current_thread().name)
        return b"file"

    rendering = Rendering()
    files = [await rendering.file("tag", make) for _ in range(3)]
    files += await asyncio.gather(*(rendering.file("tag", make) for _ in range(5)))
    assert (set(files), len(made)) == ({b"file"}, 1)
    assert made[0] != threading.main_thread().name


async def test_who_asks_while_it_is_made_waits_for_it_even_if_the_first_hangs_up() -> None:
    rendering, begun, gate, made = Rendering(), threading.Event(), threading.Event(), list[int]()

    def make() -> bytes:
        made.append(1)
        begun.set()
        gate.wait(10)
        return b"file"

    first, second = (asyncio.create_task(rendering.file("tag", make)) for _ in range(2))
    await asyncio.to_thread(begun.wait, 10)
    first.cancel()
    gate.set()
    assert (await second, made) == (b"file", [1])


async def test_what_is_kept_waits_for_nobody() -> None:
    rendering, gate = Rendering(), threading.Event()
    await rendering.file("kept", lambda: b"kept")
    others = [asyncio.create_task(rendering.run(lambda: gate.wait(10))) for _ in range(3)]
    async with asyncio.timeout(5):
        assert await rendering.file("kept", lambda: b"") == b"kept"
    gate.set()
    assert await asyncio.gather(*others) == [True] * 3


async def test_a_file_that_could_not_be_made_is_tried_again() -> None:
    rendering = Rendering()
    with pytest.raises(ZeroDivisionError):
        await rendering.file("tag", lambda: bytes(1 // 0))
    assert await rendering.file("tag", lambda: b"file") == b"file"


async def test_two_are_made_at_a_time_and_no_more() -> None:
    rendering, gate, lock = Rendering(), threading.Event(), threading.Lock()
    under_way: list[int] = [0]
    most: list[int] = [0]

    def make() -> bytes:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
            if under_way[0] == 2:
                gate.set()
        gate.wait(10)
        with lock:
            under_way[0] -= 1
        return b""

    await asyncio.gather(*(rendering.run(make) for _ in range(6)))
    assert most == [2]


async def test_old_files_make_room_for_new_ones() -> None:
    rendering, made = Rendering(), list[int]()

    def make(number: int) -> bytes:
        made.append(number)
        return b"x" * 20_000_000

    for number in (1, 2, 1):
        await rendering.file(str(number), lambda number=number: make(number))  # type: ignore[misc]
    assert made == [1, 2, 1]
