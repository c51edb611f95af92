"""Logs as CSV (RFC 4180, with a header), UTF-8 with or without a byte order mark."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tthc.mining.log.columns import NEEDED, Field
from tthc.mining.log.csv_lines import CsvLines
from tthc.mining.log.errors import ColumnMissing, ColumnRepeated, LogEmpty, RowUneven
from tthc.mining.log.events import LogEvent, ProgressCallback
from tthc.mining.log.notices import Notice, absent_columns
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.record import EventMaker
from tthc.mining.log.source import LogFile
from tthc.mining.log.values import clean


class CsvLog:
    """A CSV file of events."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.path = path
        self._file = LogFile(path)
        self.notices: tuple[Notice, ...] = ()
        self._options = options

    def digest(self) -> str:
        """A digest of the content, compressed or not."""
        return self._file.digest()

    def events(self, progress: ProgressCallback | None = None) -> Iterator[LogEvent]:
        """The events in the file's order. Raises a `LogRefused` at the first thing wrong."""
        lines = CsvLines(self.path, self._options.delimiter)
        with self._file.opened(lines.next_place, progress) as source:
            count = 0
            for event in self._read(lines, source.stream):
                yield event
                count += 1
                source.report(count)
            if not count:
                raise LogEmpty(where=lines.next_place())
            source.report(count, finished=True)

    def _read(self, lines: CsvLines, stream: BinaryIO) -> Iterator[LogEvent]:
        rows = lines.rows(stream)
        header = next(rows, None)
        if header is None:
            return
        index_of = self._header(header, lines)
        maker = EventMaker(self._options, self._options.columns.of)
        for row in rows:
            if len(row) != len(header):
                place = lines.place(min(len(row), len(header)) - 1, row)
                file, line, _ = place.rsplit(":", 2)
                raise RowUneven(where=place, file=file, line=line, cells=len(row), columns=len(header))
            yield maker.make(
                {field: row[index] for field, index in index_of.items()},
                lambda field, row=row: lines.place(index_of[field], row),  # type: ignore[misc]
            )

    def _header(self, header: list[str], lines: CsvLines) -> dict[Field, int]:
        """Where each field's column is, from 0. Tells of the columns that are absent."""
        names = [clean(name) for name in header]
        index_of: dict[Field, int] = {}
        absent: list[str] = []
        for field in Field:
            column = clean(self._options.columns.of(field))
            listed = ", ".join(names)
            if names.count(column) > 1:
                where = lines.place(len(names) - 1 - names[::-1].index(column), header)
                raise ColumnRepeated(where=where, column=column, columns=listed)
            if column in names:
                index_of[field] = names.index(column)
            elif field in NEEDED or self._options.named(field):
                raise ColumnMissing(
                    where=lines.place(0, header), column=column, columns=listed, option=field.option
                )
            else:
                absent.append(column)
        self.notices = absent_columns(absent)
        return index_of
