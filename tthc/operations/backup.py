"""Backups of the embedded profile: all event stores, copied also while services use them."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from shared.deployment import PUBLISHERS
from shared.runtime.backup import BackedUp, backed_up, backups_folder
from shared.settings import Settings
from tthc.operations.access import Operator
from tthc.operations.errors import BackupExists, StoresNotInFiles
from tthc.operations.opening import opened
from tthc.operations.record import running_deployment, settings_of_running

#: Who follows others first: no copy knows of an event that the copy of its source, taken later, lacks.
_ORDER = PUBLISHERS[::-1]

Progress = Callable[[int, int], None]


async def back_up(
    settings: Settings, folder: Path | None, at: datetime, progress: Progress = lambda _done, _total: None
) -> list[BackedUp]:
    """Copy all stores into the folder, or into one that is named by the time. Raises `BackupExists`."""
    if settings.postgres_url:
        raise StoresNotInFiles(where="POSTGRES_URL")
    named = backups_folder(settings.data_dir) / f"{at:%Y%m%d-%H%M%S}"
    target = folder or named
    if target.exists() and any(target.iterdir()):
        raise BackupExists(folder=target, where=str(target))
    if running_deployment(settings.data_dir) is None:
        return await _copied_here(settings, target, progress)
    copies = await _copied_there(settings_of_running(settings), named.name, progress)
    return copies if target == named else _moved(copies, target)


async def _copied_here(settings: Settings, target: Path, progress: Progress) -> list[BackedUp]:
    async with opened(settings, _ORDER) as services:
        copies = []
        for service in services:
            copies.append(await backed_up(service, target))
            progress(len(copies), len(_ORDER))
        return copies


async def _copied_there(settings: Settings, name: str, progress: Progress) -> list[BackedUp]:
    async with Operator(settings) as operator:
        copies = []
        for service in _ORDER:
            answer = await operator.ask(service, "POST", "/backup", json={"name": name})
            copies.append(BackedUp.model_validate(answer))
            progress(len(copies), len(_ORDER))
        return copies


def _moved(copies: list[BackedUp], target: Path) -> list[BackedUp]:
    target.mkdir(parents=True, exist_ok=True)
    moved = []
    for copy in copies:
        files = {"file": copy.file, "access_log": copy.access_log}
        places = {name: shutil.move(file, target.absolute()) for name, file in files.items() if file}
        moved.append(copy.model_copy(update={name: str(place) for name, place in places.items()}))
    Path(copies[0].file).parent.rmdir()
    return moved


@asynccontextmanager
async def readable(settings: Settings) -> AsyncIterator[Settings]:
    """Settings under which the stores can be read now: where a process uses the files, those of a copy."""
    in_use = not settings.postgres_url and running_deployment(settings.data_dir) is not None
    if not in_use:
        yield settings_of_running(settings)
        return
    folder = backups_folder(settings.data_dir) / f"reading-{uuid4().hex}"
    try:
        await _copied_there(settings_of_running(settings), folder.name, lambda _done, _total: None)
        yield settings.model_copy(update={"data_dir": folder})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
