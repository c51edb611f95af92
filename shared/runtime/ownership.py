"""One process owns a data directory: a lock on a file says which, and the kernel lets go when it dies."""

import fcntl
import json
import os
from pathlib import Path
from types import TracebackType
from typing import TextIO

from shared.errors import Refusal


class DirectoryOwned(Refusal):
    """Another process works on the data directory."""

    code = "data-directory-owned"
    vi = "Thư mục dữ liệu {path} đang do tiến trình {pid} sử dụng; hãy dừng nó hoặc đổi TTHC_DATA_DIR."
    en = "The data directory {path} is in use by process {pid}; stop it, or choose another TTHC_DATA_DIR."


class DirectoryUnwritable(Refusal):
    """Nothing can be written in the data directory: it is on read-only media, or somebody else's."""

    code = "data-directory-unwritable"
    vi = "Không ghi được vào thư mục dữ liệu {path} ({reason}); hãy cho phép ghi, hoặc đổi TTHC_DATA_DIR."
    en = "The data directory {path} can't be written ({reason}); allow that, or choose another TTHC_DATA_DIR."


class Ownership:
    """Holds a data directory for this process: `with Ownership(path):`."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "owner.lock"
        self._file: TextIO | None = None

    def __enter__(self) -> "Ownership":
        file = self._open()
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise DirectoryOwned(
                path=self._path.parent, pid=owner(self._path.parent) or "?", where=str(self._path)
            ) from None
        file.seek(0)
        file.truncate()
        json.dump({"pid": os.getpid()}, file)
        file.flush()
        self._file = file
        return self

    def _open(self) -> TextIO:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._path.open("a+")
        except OSError as error:
            folder = self._path.parent
            raise DirectoryUnwritable(path=folder, reason=error.strerror, where=str(folder)) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()


def owner(data_dir: Path) -> int | None:
    """The process that wrote itself down as the owner, if any."""
    try:
        return int(json.loads((data_dir / "owner.lock").read_text())["pid"])
    except (OSError, ValueError, KeyError):
        return None
