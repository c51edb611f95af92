"""The rows of an event store's file as text, one a line, and the file made from them again."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any


def lines_of(store: Path) -> Iterator[str]:
    """Each table's statement, then its rows with their row ids, which are the events' positions."""
    with closing(sqlite3.connect(store)) as database:
        tables = database.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
        for name, statement in tables:
            yield _line({"table": name, "sql": statement})
            place = "NULL" if "WITHOUT ROWID" in statement else "rowid"
            for row in database.execute(f"SELECT {place}, * FROM {name} ORDER BY 1, 2"):
                yield _line([name, *map(_told, row)])


def write_store(lines: list[str], store: Path) -> None:
    """The file that these lines tell of."""
    with closing(sqlite3.connect(store)) as database, database:
        for line in map(json.loads, lines):
            if isinstance(line, dict):
                database.execute(line["sql"])
                continue
            name, place, *row = line
            columns = [one[1] for one in database.execute(f"PRAGMA table_info({name})")]
            values = [_read(value) for value in row]
            if place is not None:
                columns, values = ["rowid", *columns], [place, *values]
            holes = ", ".join("?" * len(values))
            database.execute(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({holes})", values)


def _line(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)


def _told(value: Any) -> Any:
    """A blob holds JSON, which is read more easily as text."""
    return {"blob": value.decode()} if isinstance(value, bytes) else value


def _read(value: Any) -> Any:
    return value["blob"].encode() if isinstance(value, dict) else value
