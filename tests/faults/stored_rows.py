"""A store that is a file, read by plain SQL, beside whoever has it open."""

import sqlite3
from pathlib import Path

import msgspec

from tests.faults.invariants import Row


def stored_rows(file: Path, *, by_division: bool = True) -> list[Row]:
    """A store's events by plain SQL, in the order of their numbers; a command is told by its division.

    Without `by_division` by its own id, as where the client has made that.
    """
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchall()
    return [_row(one, by_division=by_division) for one in found]


def _row(found: sqlite3.Row, *, by_division: bool) -> Row:
    state = msgspec.json.decode(found["state"])
    key = (state["event"].get("division") if by_division else None) or state["command_id"]
    stream, version = found["originator_id"], found["originator_version"]
    return Row(found["rowid"], stream, version, found["topic"], f"{key}/", state["event"])
