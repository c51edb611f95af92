"""A service's part of a backup: its event store, and who looked. Read models are made from the events."""

import asyncio
from pathlib import Path

from pydantic import BaseModel, Field

from shared.eventstore.backup import NotInFile, copy_file
from shared.runtime.service import Service

#: What a backup may be called: it becomes a folder's name.
BACKUP_NAME = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"


class BackedUp(BaseModel):
    """One copied store."""

    service: str
    file: str = Field(description="where the copy lies")
    size: int = Field(description="in bytes, of both")
    access_log: str | None = Field(
        None, description="where the copy of who looked lies; null: the service keeps none in a file"
    )


def backups_folder(data_dir: Path) -> Path:
    """Where backups lie if nobody says otherwise."""
    return data_dir / "backups"


async def backed_up(service: Service, folder: Path) -> BackedUp:
    """Copy a service's store, and its access log where that is a file, into the folder.

    Raises `NotInFile`, `BackupDamaged`.
    """
    source = service.application.store.file
    if source is None:
        raise NotInFile(service=service.name.value)
    target = folder / source.name
    size = await asyncio.to_thread(copy_file, source, target)
    backup = BackedUp(service=service.name.value, file=str(target.absolute()), size=size)
    log = service.access_log.file if service.access_log is not None else None
    if log is not None:
        backup.size += await asyncio.to_thread(copy_file, log, folder / log.name)
        backup.access_log = str((folder / log.name).absolute())
    return backup
