"""Files are made beside the event loop, few at a time, and once."""

import asyncio
import threading

from services.catalog.paperwork.rendering import Rendering


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
