"""Copies of a store in a file, taken while it is in use, by SQLite's own online backup.

A copy of the file alone would lack what is still in the write-ahead log, or have half of it.
"""

import os
import sqlite3
from pathlib import Path

from shared.errors import Refusal


class NotInFile(Refusal):
    code = "store-not-in-file"
    status = 409
    vi = "Kho của {service} nằm trong PostgreSQL; hãy sao lưu bằng công cụ của PostgreSQL (pg_dump, WAL)."
    en = "The store of {service} is in PostgreSQL; back it up with PostgreSQL's own tools (pg_dump, WAL)."


class BackupDamaged(Refusal):
    """The copy doesn't pass SQLite's own check; the store itself may be damaged."""

    code = "backup-damaged"
    status = 500
    vi = "Bản sao {path} không toàn vẹn: {found}. Hãy kiểm tra đĩa và chạy tthc doctor."
    en = "The copy {path} isn't whole: {found}. Look at the disk, and run tthc doctor."


def copy_file(source: Path, target: Path) -> int:
    """Copy a SQLite database as it is at one instant; the bytes of the copy, which is durable then.

    Writers go on meanwhile. `target` appears whole or not at all; one that is there is replaced.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        _copy(source, part)
        _check(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _sync(target.parent)
    return target.stat().st_size


def _copy(source: Path, target: Path) -> None:
    read = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    write = sqlite3.connect(target)
    try:
        read.backup(write)  # all pages in one step: one instant, and no writer makes it begin again
        write.execute("PRAGMA journal_mode=DELETE")  # one file: no log beside it that could be forgotten
    finally:
        write.close()
        read.close()
    _sync(target)


def _check(copy: Path) -> None:
    connection = sqlite3.connect(copy)
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    finally:
        connection.close()
    if found != "ok":
        raise BackupDamaged(path=copy.name, found=found, where=str(copy))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
