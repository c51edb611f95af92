"""Logs as CSV (RFC 4180, with a header), UTF-8 with or without a byte order mark."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tthc.mining.log.columns import NEEDED, Field
from tthc.mining.log.errors import (
    ColumnMissing,
    ColumnRepeated,
    EncodingWrong,
    LogEmpty,
    RowMalformed,
    RowUneven,
)
from tthc.mining.log.events import LogEvent, ProgressCallback
from tthc.mining.log.notices import Notice, absent_columns
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.record import EventMaker
from tthc.mining.log.source import LogFile
from tthc.mining.log.values import clean

_LONGEST_LINE = 1 << 20  #: bytes; keeps a file without line ends from filling the memory
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


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
        lines = _Lines(self.path, self._options.delimiter)
        with self._file.opened(lines.next_place, progress) as source:
            count = 0
            for event in self._read(lines, source.stream):
                yield event
                count += 1
                source.report(count)
            if not count:
                raise LogEmpty(where=lines.next_place())
            source.report(count, finished=True)

    def _read(self, lines: "_Lines", stream: BinaryIO) -> Iterator[LogEvent]:
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

    def _header(self, header: list[str], lines: "_Lines") -> dict[Field, int]:
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


class _Lines:
    """The lines of one reading, and which of them make the current row."""

    def __init__(self, path: Path, delimiter: str) -> None:
        self._path = path
        self._delimiter = delimiter
        self._read = 0  #: lines so far
        self._row: list[str] = []  #: the current row's lines

    def rows(self, stream: BinaryIO) -> Iterator[list[str]]:
        """Each row's fields; rows of nothing, as spreadsheets leave them, are passed over."""
        reader = csv.reader(self._lines(stream), delimiter=self._delimiter, strict=True)
        try:
            for row in reader:
                if any(cell and not cell.isspace() for cell in row):
                    yield row
                self._row.clear()
        except csv.Error as error:
            raise self._malformed(1 + self._read - len(self._row)) from error

    def _lines(self, stream: BinaryIO) -> Iterator[str]:
        while line := stream.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise self._malformed(self._read + 1)
            if not self._read:
                line = line.removeprefix(_BYTE_ORDER_MARK)
            text = self._decoded(line)
            self._read += 1
            self._row.append(text)
            yield text

    def _decoded(self, line: bytes) -> str:
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            before = line[: error.start].decode()
            raise self._wrong_encoding(len(before)) from error
        if "\0" in text:  # UTF-16 and UTF-32 without a mark pass as UTF-8, full of these
            raise self._wrong_encoding(text.index("\0"))
        return text

    def _wrong_encoding(self, characters_before: int) -> EncodingWrong:
        where = f"{self._path}:{self._read + 1}:{characters_before + 1}"
        return EncodingWrong(where=where, encoding="UTF-8")

    def _malformed(self, line: int) -> RowMalformed:
        return RowMalformed(where=f"{self._path}:{line}:1", limit=csv.field_size_limit())

    def next_place(self) -> str:
        """The start of the line that is read next."""
        return f"{self._path}:{self._read + 1}:1"

    def place(self, index: int, row: list[str]) -> str:
        """Where the current row's field number `index` (from 0) starts."""
        text = "".join(self._row)
        if '"' not in text:
            column = sum(map(len, row[:index])) + index + 1
            return f"{self._path}:{self._read}:{column}"
        before = text[: _field_starts(text, self._delimiter)[index]]
        line = 1 + self._read - len(self._row) + before.count("\n")
        return f"{self._path}:{line}:{len(before) - before.rfind(chr(10))}"


def _field_starts(text: str, delimiter: str) -> list[int]:
    """The offsets at which a row's fields start: a quote opens only there, and then shields delimiters."""
    starts = [0]
    quoted = inside = False
    for offset, character in enumerate(text):
        if character == '"' and offset == starts[-1]:
            quoted = inside = True
        elif character == '"' and quoted:
            inside = not inside
        elif character == delimiter and not inside:
            starts.append(offset + 1)
            quoted = False
    return starts
