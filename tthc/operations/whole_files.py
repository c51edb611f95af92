"""Files that are there whole or not at all: written beside their place, and put there at the end."""

import gzip
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from tthc.operations.errors import OutputUnwritable

_NOT_A_FILE = ("không phải là tệp thường", "it is no regular file")


class WholeFile:
    """A file that is being written; gzipped where its name ends in `.gz`. Its owner alone can read it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.exists() and not path.is_file():
            raise _refused(path, *_NOT_A_FILE)
        try:
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        except OSError as error:
            raise _unwritable(path, error) from error
        self._beside = Path(name)
        self._raw = os.fdopen(handle, "wb")
        packed = path.name.lower().endswith(".gz")
        # without a name and a time the same content is the same bytes
        self._into: IO[bytes] = _packed(self._raw) if packed else self._raw

    def write(self, content: bytes) -> None:
        """Go on with this. Raises `OutputUnwritable`."""
        try:
            self._into.write(content)
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def put(self) -> int:
        """All is written: the file stands in its place; how many bytes it has. Raises `OutputUnwritable`."""
        try:
            if self._into is not self._raw:
                self._into.close()
            self._raw.flush()
            os.fsync(self._raw.fileno())
            size = self._raw.tell()
            self._raw.close()
            self._beside.replace(self._path)
        except OSError as error:
            raise _unwritable(self._path, error) from error
        return size

    def leave(self) -> None:
        """Whatever wasn't put in its place is gone."""
        self._raw.close()
        self._beside.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path) -> Iterator[WholeFile]:
    """What was there stays until `put`. Raises `OutputUnwritable`."""
    file = WholeFile(path)
    try:
        yield file
    finally:
        file.leave()


def _packed(raw: IO[bytes]) -> IO[bytes]:
    packed: Any = gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0)
    return cast("IO[bytes]", packed)


def _unwritable(path: Path, error: OSError) -> OutputUnwritable:
    return _refused(path, f"errno {error.errno}", error.strerror or str(error))


def _refused(path: Path, reason_vi: str, reason_en: str) -> OutputUnwritable:
    return OutputUnwritable(where=str(path), path=path, reason_vi=reason_vi, reason_en=reason_en)
