"""A store in a file, in a process of its own, that says of each command that it was saved.

`python -m tests.faults.saving_process FOLDER COMMANDS [normal]`; `normal`: with the planted bug.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from eventsourcing.sqlite import SQLiteConnectionPool

from shared.eventstore import sqlite as sqlite_module
from shared.eventstore.application import Application
from shared.eventstore.environment import environment
from tests.hosting import RECORDED_AT, TOLD, Told

AT_ONCE = 3
_NAME = "toy"


def application(folder: Path) -> Application:
    """The application on the store in the folder."""
    return Application(_NAME, (TOLD,), environment(None, folder, _NAME))


def _patch(*, normal: bool) -> None:
    """Write the log back often, so that power is lost in the middle of that too; and plant the bug."""
    module: Any = sqlite_module
    durable = module.DurableConnectionPool
    base: Any = SQLiteConnectionPool if normal else durable

    class Pool(base):  # type: ignore[misc]
        def _create_connection(self) -> Any:
            connection = super()._create_connection()
            connection.cursor().execute("PRAGMA wal_autocheckpoint = 20")
            if normal:
                connection.cursor().execute("PRAGMA synchronous = NORMAL")
            return connection

    module.DurableConnectionPool = Pool


async def _save(commands: int, folder: Path) -> None:
    app = application(folder)
    app.start()
    numbers = iter(range(commands))

    async def client() -> None:
        for number in numbers:
            told = Told(event_type="x" * 600, data="", at=RECORDED_AT)
            await app.execute(lambda work, n=number, told=told: work.append(TOLD, str(n), [told]))
            os.write(1, f"{number}\n".encode())

    await asyncio.gather(*(client() for _ in range(AT_ONCE)))
    os._exit(0)  # without the tidy end that no power loss has


if __name__ == "__main__":
    _patch(normal="normal" in sys.argv)
    asyncio.run(_save(int(sys.argv[2]), Path(sys.argv[1])))
