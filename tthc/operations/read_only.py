"""A data directory that can't be written, such as a backup on read-only media: it is read from a copy."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.settings import Settings
from tthc.operations.opening import in_files

#: Stores and read models with their write-ahead logs.
_FILES = "*.sqlite*"


@contextmanager
def writable(settings: Settings, told: Callable[[Path], None]) -> Iterator[Settings]:
    """Settings whose data directory can be written: of a copy where it can't, as SQLite writes to read.

    `told` hears where the copy is.
    """
    folder = settings.data_dir
    if not in_files(settings) or not folder.is_dir() or os.access(folder, os.W_OK):
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="tthc-") as copy:
        told(Path(copy))
        for file in folder.glob(_FILES):
            shutil.copyfile(file, Path(copy) / file.name)
        yield settings.model_copy(update={"data_dir": Path(copy)})
