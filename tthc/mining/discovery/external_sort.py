"""A log laid down in a temporary file, sorted by case, so that memory doesn't grow with it.

What stays in memory is the vocabulary: the names of activities, groups and resources.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tthc.mining.log.events import EventLog, LogEvent, ProgressCallback

_CACHE_KIB = 2048  #: that SQLite may keep in memory, and sort in at a time
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
CREATE TABLE arrived (case_id TEXT, activity INT, grp INT, resource INT, time INT, start INT, deadline INT,
                      place TEXT);
CREATE TABLE variant (digest BLOB PRIMARY KEY, way TEXT, cases INT) WITHOUT ROWID;
CREATE TABLE visit (step TEXT, needed INT);
CREATE TABLE total (needed INT);
"""
_SORTED = """
CREATE TABLE event AS SELECT * FROM arrived ORDER BY case_id, rowid;
DROP TABLE arrived;
"""


class ExternalSort:
    """The temporary file, for `with`; it is gone after the block."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tthc-log-")
        self.database = sqlite3.connect(Path(self._folder.name) / "log.sqlite", isolation_level=None)
        self.database.executescript(f"PRAGMA cache_size = -{_CACHE_KIB};{_TABLES}")
        self._names: list[str] = []
        self._numbers: dict[str | None, int | None] = {None: None}
        self._path = ""
        self.cases = 0
        self.events = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.close()
        self._folder.cleanup()

    def take(self, log: EventLog, progress: ProgressCallback | None = None) -> None:
        """Lay all events down. Raises a `LogRefused` at the first that can't be read."""
        self._path = str(log.path)
        self.write(
            "INSERT INTO arrived VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(self._row, log.events(progress))
        )
        self.database.executescript(_SORTED)
        ((self.cases, self.events),) = self.rows("SELECT count(DISTINCT case_id), count(*) FROM event")

    def case_events(self) -> Iterator[tuple[str, list[LogEvent]]]:
        """Each case with its events in the file's order; the cases by their ids."""
        rows = self.rows("SELECT * FROM event ORDER BY rowid")
        for case_id, found in groupby(rows, key=itemgetter(0)):
            yield case_id, [self._event(row) for row in found]

    def rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, as they are fetched."""
        yield from self.database.execute(query, values)

    def write(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Carry a statement out for each row, in one transaction."""
        self.database.execute("BEGIN")
        self.database.executemany(statement, rows)
        self.database.execute("COMMIT")

    def _row(self, event: LogEvent) -> tuple[Any, ...]:
        return (
            event.case_id,
            self._number(event.activity),
            self._number(event.group),
            self._number(event.resource),
            _micros(event.time),
            _micros(event.case_start),
            _micros(event.case_deadline),
            event.place.removeprefix(self._path),
        )

    def _event(self, row: tuple[Any, ...]) -> LogEvent:
        case_id, activity, group, resource, time, start, deadline, place = row
        return LogEvent(
            case_id=case_id,
            activity=self._names[activity],
            group=None if group is None else self._names[group],
            resource=None if resource is None else self._names[resource],
            time=_instant(time),
            case_start=None if start is None else _instant(start),
            case_deadline=None if deadline is None else _instant(deadline),
            place=self._path + place,
        )

    def _number(self, name: str | None) -> int | None:
        if name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(str(name))
        return self._numbers[name]


def _micros(instant: datetime | None) -> int | None:
    return None if instant is None else (instant - _EPOCH) // _MICROSECOND


def _instant(micros: int) -> datetime:
    return _EPOCH + micros * _MICROSECOND
