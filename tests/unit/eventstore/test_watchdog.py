"""A process whose store hangs ends by itself."""

import subprocess
import sys
import textwrap
import time

import pytest

from shared.eventstore.watchdog import EXIT_CODE, Interrupted, Watchdog

HANGING = """
    import asyncio, functools, pathlib, sys, threading
    from shared.eventstore import commit
    from shared.eventstore.application import Application
    from shared.eventstore.environment import sqlite_environment
    from shared.eventstore.watchdog import Watchdog
    from tests.contract.eventstore.toy import JAR, add

    commit.Watchdog = functools.partial(Watchdog, seconds=0.5)

    async def main():
        application = Application("jars", (JAR,), sqlite_environment(pathlib.Path(sys.argv[1]), "jars"))
        setattr(application.store, sys.argv[2], lambda *_: threading.Event().wait())
        application.start()
        await application.execute(add())

    asyncio.run(main())
"""


def ends_with(folder: object, method: str) -> int:
    command = [sys.executable, "-c", textwrap.dedent(HANGING), str(folder), method]
    return subprocess.run(command, timeout=20, check=False, capture_output=True).returncode


def test_a_save_that_hangs_ends_the_process(tmp_path: object) -> None:
    assert ends_with(tmp_path, "save") == EXIT_CODE


def test_a_read_of_the_writer_that_hangs_ends_it_too(tmp_path: object) -> None:
    assert ends_with(tmp_path, "load") == EXIT_CODE


def test_what_ends_in_time_is_let_be() -> None:
    watchdog = Watchdog("jars", seconds=0.05)
    for _ in range(3):
        with watchdog:
            time.sleep(0.01)
    assert watchdog._since is None


def compute_for_ever() -> None:
    while True:
        pass


def test_a_decision_that_computes_without_end_is_interrupted_and_the_next_one_is_not() -> None:
    watchdog = Watchdog("jars", decision_seconds=0.1)
    watchdog.start()
    try:
        for _ in range(2):
            with pytest.raises(Interrupted), watchdog.deciding():
                compute_for_ever()
            with watchdog.deciding():
                sum(range(100_000))
    finally:
        watchdog.stop()


def test_a_decision_that_waits_for_the_store_is_not_interrupted() -> None:
    watchdog = Watchdog("jars", decision_seconds=0.1)
    watchdog.start()
    with watchdog.deciding():
        time.sleep(0.4)  # longer than it may compute
    watchdog.stop()
