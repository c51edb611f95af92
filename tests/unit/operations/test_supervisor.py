"""A process that ends is started again; one that can't start is told with the end of its log."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tthc.operations.errors import ServiceDidNotStart
from tthc.operations.process import ServerProcess
from tthc.operations.supervisor import TRIES_TO_START, Supervised

Start = Callable[[str], Supervised]


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while True:
            if condition():
                return
            await asyncio.sleep(0.02)


@pytest.fixture
async def supervised(tmp_path: Path) -> AsyncIterator[Start]:
    """Makes a supervised Python program."""
    made: list[Supervised] = []

    def make(program: str) -> Supervised:
        command = (sys.executable, "-c", program)
        made.append(Supervised("cases", {"ANSWER": "42"}, tmp_path / "logs" / "cases.log", command))
        return made[-1]

    yield make
    for one in made:
        await one.stop()


async def test_a_killed_process_is_started_again(supervised: Start) -> None:
    process = supervised("import time; time.sleep(600)")
    await process.start()
    before = process.pid
    await process.kill()
    await until(lambda: process.running and process.pid != before)


@pytest.mark.parametrize("code", [0, 1, 75])
async def test_a_process_that_ends_is_started_again(supervised: Start, code: int) -> None:
    process = supervised(f"import sys; sys.exit({code})")
    await process.start()
    await until(lambda: process.starts >= 2)


async def test_a_stopped_process_stays_down(supervised: Start) -> None:
    process = supervised("import time; time.sleep(600)")
    await process.start()
    await process.stop()
    assert not process.running
    await process.start()
    assert process.running
    assert process.starts == 2


async def test_a_process_that_is_told_to_stop_while_it_is_started_again_does_not_live_on(
    supervised: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[ServerProcess] = []
    spawn, begun, go_on = ServerProcess.spawn, threading.Event(), threading.Event()

    def slow_spawn(*arguments: Any, **named: Any) -> ServerProcess:
        if made:
            begun.set()
            assert go_on.wait(20)
        made.append(spawn(*arguments, **named))
        return made[-1]

    monkeypatch.setattr(ServerProcess, "spawn", slow_spawn)
    process = supervised("import time; time.sleep(600)")
    await process.start()
    await process.kill()
    await until(begun.is_set)
    stopping = asyncio.create_task(process.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert [one.exit_code is None for one in made] == [False, False]


async def test_a_process_that_is_to_stay_down_does(supervised: Start) -> None:
    process = supervised("import time; time.sleep(600)")
    await process.start()
    await process.kill(stay_down=True)
    assert not process.running
    assert not process.watched


async def test_a_process_that_can_not_use_its_settings_is_told_at_once(supervised: Start) -> None:
    process = supervised("import os, sys; print('no such setting', os.environ['ANSWER']); sys.exit(78)")
    await process.start()
    await until(lambda: not process.running)
    with pytest.raises(ServiceDidNotStart, match="no such setting 42"):
        process.check()


async def test_one_that_ends_again_and_again_is_told_in_the_end(supervised: Start) -> None:
    process = supervised("import sys; sys.exit(1)")
    await process.start()
    process.check()
    await until(lambda: process.starts >= TRIES_TO_START and not process.running)
    with pytest.raises(ServiceDidNotStart, match="it ended with 1"):
        process.check()
