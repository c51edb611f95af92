"""Copies of a file that is written to meanwhile: whole, as of one instant, or refused."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.eventstore.backup import BackupDamaged, copy_file


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(path)) as connection:  # open: its write-ahead log stays where it is
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE events (number INTEGER PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO events (text) VALUES (?)", [("x" * 500,)] * 200)
        connection.commit()
        yield path


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("SELECT COUNT(*) FROM events").fetchone()[0]
        return found


def test_what_is_still_in_the_write_ahead_log_is_in_the_copy(source: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.sqlite"
    plain.write_bytes(source.read_bytes())  # what a copy of the file alone would have
    with pytest.raises(sqlite3.OperationalError):
        count(plain)
    target = tmp_path / "backup" / "store.sqlite"
    assert copy_file(source, target) == target.stat().st_size
    assert count(target) == 200
    assert [file.name for file in target.parent.iterdir()] == ["store.sqlite"]


def test_a_writer_goes_on_while_the_store_is_copied(source: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(source, timeout=0)) as writer:
        writer.execute("INSERT INTO events (text) VALUES ('not committed')")
        copy_file(source, tmp_path / "copy.sqlite")
        writer.commit()
    assert (count(tmp_path / "copy.sqlite"), count(source)) == (200, 201)


def test_a_damaged_store_is_not_taken_for_a_backup(source: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(source.read_bytes())
    content[4096 * 5 : 4096 * 5 + 200] = b"\xff" * 200
    source.write_bytes(content)
    with pytest.raises(BackupDamaged):
        copy_file(source, tmp_path / "copy.sqlite")
    assert not list(tmp_path.glob("copy*"))
