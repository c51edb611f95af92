"""The bytes of a log, plain or gzipped, with how far the reading is."""

import gzip
import hashlib
import os
import shutil
import tempfile
import weakref
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tthc.mining.log.errors import GzipDamaged, GzipTruncated, LogNotFound, LogUnreadable
from tthc.mining.log.events import Progress, ProgressCallback

_GZIP_MAGIC = b"\x1f\x8b"
_EVENTS_PER_REPORT = 500


class Source:
    """An open log file; reports progress every 500 events and at the end."""

    def __init__(self, path: Path, raw: BinaryIO, progress: ProgressCallback | None) -> None:
        self._raw = raw
        self._progress = progress
        self._total = os.fstat(raw.fileno()).st_size
        self._next_report = _EVENTS_PER_REPORT
        magic = raw.read(len(_GZIP_MAGIC))
        raw.seek(0)
        gzipped = self._total > 0 and (magic == _GZIP_MAGIC or path.suffix.lower() == ".gz")
        self.stream: BinaryIO = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if gzipped else raw

    def report(self, events: int, *, finished: bool = False) -> None:
        """Tell the caller, unless it was told a moment ago."""
        if self._progress is None or (events < self._next_report and not finished):
            return
        self._next_report = events + _EVENTS_PER_REPORT
        read = self._total if finished else min(self._raw.tell(), self._total)
        self._progress(Progress(events, read, self._total))


class LogFile:
    """A log's bytes, to be read again and again.

    What comes but once, out of a pipe, is laid down in a temporary file, which is gone with this object.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._copy: Path | None = None

    @contextmanager
    def opened(self, place: Callable[[], str], progress: ProgressCallback | None) -> Iterator[Source]:
        """The open file. Damage to its compression is refused at `place()`, where the reading is by then."""
        with self._raw() as raw:
            try:
                yield Source(self.path, raw, progress)
            except EOFError as error:
                raise GzipTruncated(where=place()) from error
            except (gzip.BadGzipFile, zlib.error) as error:
                raise GzipDamaged(where=place()) from error

    def digest(self) -> str:
        """A digest of the content, compressed or not."""
        with self.opened(lambda: str(self.path), None) as source:
            return hashlib.file_digest(source.stream, "sha256").hexdigest()  # type: ignore[arg-type]

    def _raw(self) -> BinaryIO:
        path = self.path
        try:
            if self._copy is None:
                raw = path.open("rb")
                if raw.seekable():
                    return raw
                with raw:
                    self._copy = self._lay_down(raw)
            return self._copy.open("rb")
        except FileNotFoundError:
            raise LogNotFound(where=str(path), path=path) from None
        except OSError as error:
            raise LogUnreadable(where=str(path), path=path, reason=error.strerror) from error

    def _lay_down(self, raw: BinaryIO) -> Path:
        number, name = tempfile.mkstemp(prefix="tthc-log-")
        weakref.finalize(self, Path(name).unlink)
        with os.fdopen(number, "wb") as copy:
            shutil.copyfileobj(raw, copy)
        return Path(name)
