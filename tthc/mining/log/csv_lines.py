"""The rows of a CSV (RFC 4180) in UTF-8, each knowing where in the file its fields stand."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tthc.mining.log.errors import EncodingWrong, RowMalformed

_LONGEST_LINE = 1 << 20  #: bytes; keeps a file without line ends from filling the memory
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class CsvLines:
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
