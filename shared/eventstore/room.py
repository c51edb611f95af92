"""Whether a disk has room for what comes next: the smallest of saves may find some that others don't."""

import os
from pathlib import Path

from shared.eventstore.errors import DiskFull

#: So much is asked for: several saves as large as they may be, and a write-ahead log that is written back.
ROOM_BYTES = 1024 * 1024


def check_room(folder: Path) -> None:
    """Raise DiskFull where the folder's disk has less left than saves need."""
    disk = os.statvfs(folder)
    if disk.f_bavail * disk.f_frsize < ROOM_BYTES:
        raise DiskFull(retry_after=5)
