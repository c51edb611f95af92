"""Reads a table of agencies, and makes of each row the command that registers it: of all rows, or of none.

Columns: `code`, `kind`, `name_vi`, `name_en`; and, where they are there, `wave`, `parent`,
`working_calendar`, `valid_from` (ISO 8601). Without a `parent`, departments and districts stand under
the province of the file; a commune must name its own.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.catalog.domain import AgencyKind, RegisterAgency, decide_agency
from services.catalog.domain.agency import Agency
from services.catalog.errors.files import (
    CellUnfit,
    ColumnMissing,
    FileUnreadable,
    FileWithoutAgencies,
    RowUneven,
)
from shared.errors import Language, Refusal
from shared.kernel import Actor

NEEDED_COLUMNS = ("code", "kind", "name_vi", "name_en")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table, with its place for what is wrong in it."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def unfit(self, column: str, reason_vi: str, reason_en: str) -> CellUnfit:
        return CellUnfit(
            where=f"{self.file}:{self.line}:{column}",
            file=self.file,
            line=self.line,
            column=column,
            reason_vi=reason_vi,
            reason_en=reason_en,
        )


def read_agencies(
    source: Iterable[str],
    file: str,
    *,
    by: Actor,
    at: datetime,
    valid_from: date,
    registered: Mapping[str, AgencyKind] | None = None,
) -> tuple[RegisterAgency, ...]:
    """The commands for all agencies of the file, parents before children; raises at the first bad row.

    `source` gives the lines of the file (open it with `encoding="utf-8", newline=""`); `file` is its name
    in messages; `valid_from` is for rows without their own; `registered` are the agencies known already,
    under which those of the file may stand. Whether a code is registered already is for the store to say.
    """
    rows = tuple(_rows(source, file))
    if not rows:
        raise FileWithoutAgencies(where=f"{file}:1", file=file)
    kinds = {**(registered or {}), **_kinds_by_code(rows)}
    province = _province(rows)
    commands = []
    for row in rows:
        parent = _parent(row, province)
        command = RegisterAgency(
            code=row["code"],
            kind=_kind(row),
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            parent=parent,
            parent_kind=kinds.get(parent) if parent else None,
            wave=_wave(row),
            working_calendar=row["working_calendar"] or "VN",
            valid_from=_date(row, valid_from),
            by=by,
            at=at,
        )
        _check(row, command)
        commands.append(command)
    order = list(AgencyKind)
    return tuple(sorted(commands, key=lambda command: order.index(command.kind)))


def _rows(source: Iterable[str], file: str) -> Iterator[_Row]:
    reader = csv.reader(_without_mark(source), strict=True)
    columns: list[str] | None = None
    try:
        for cells in reader:
            cells = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
            if columns is None:
                columns = _header(cells, file)
            elif any(cells):
                yield _row(file, reader.line_num, columns, cells)
    except (csv.Error, UnicodeDecodeError) as error:
        line = reader.line_num + isinstance(error, UnicodeDecodeError)
        raise FileUnreadable(where=f"{file}:{line}", file=file, line=line) from error
    if columns is None:
        _header([], file)


def _without_mark(source: Iterable[str]) -> Iterator[str]:
    """The lines without the byte order mark that spreadsheets put before the first."""
    for number, line in enumerate(source):
        yield line.removeprefix("\ufeff") if number == 0 else line


def _header(cells: list[str], file: str) -> list[str]:
    columns = [cell.lower() for cell in cells]
    for needed in NEEDED_COLUMNS:
        if needed not in columns:
            raise ColumnMissing(where=f"{file}:1:{needed}", file=file, line=1, column=needed)
    return columns


def _row(file: str, line: int, columns: list[str], cells: list[str]) -> _Row:
    if len(cells) != len(columns):
        raise RowUneven(where=f"{file}:{line}", file=file, line=line, cells=len(cells), columns=len(columns))
    return _Row(file, line, dict(zip(columns, cells, strict=True)))


def _kind(row: _Row) -> AgencyKind:
    try:
        return AgencyKind(row["kind"])
    except ValueError:
        kinds = ", ".join(AgencyKind)
        raise row.unfit(
            "kind",
            f"loại cơ quan “{row['kind']}” không có; chỉ dùng {kinds}.",
            f"there is no kind {row['kind']!r} of agency; use {kinds}.",
        ) from None


def _kinds_by_code(rows: Iterable[_Row]) -> dict[str, AgencyKind]:
    kinds: dict[str, AgencyKind] = {}
    for row in rows:
        if row["code"] in kinds:
            raise row.unfit(
                "code",
                f"mã {row['code']} đã có ở dòng trên.",
                f"the code {row['code']} already stands in a row above.",
            )
        kinds[row["code"]] = _kind(row)
    return kinds


def _province(rows: Iterable[_Row]) -> str | None:
    provinces = [row for row in rows if _kind(row) is AgencyKind.PROVINCE]
    if len(provinces) > 1:
        raise provinces[1].unfit(
            "kind", "tệp chỉ được có một cơ quan cấp tỉnh.", "the file may have one province only."
        )
    return provinces[0]["code"] if provinces else None


def _parent(row: _Row, province: str | None) -> str | None:
    stated = row["parent"] or None
    if stated or _kind(row) is AgencyKind.PROVINCE:
        return stated
    if _kind(row) is AgencyKind.COMMUNE or province is None:
        raise row.unfit(
            "parent",
            f"chưa nêu cơ quan cấp trên của {row['code']}.",
            f"the parent of {row['code']} is not stated.",
        )
    return province


def _wave(row: _Row) -> int | None:
    wave = row["wave"]
    if not wave:
        return None
    if not (wave.isascii() and wave.isdigit() and len(wave) <= 3):
        raise row.unfit(
            "wave",
            f"đợt triển khai phải là số nguyên từ 1 trở lên, không phải “{wave}”.",
            f"a rollout wave is a whole number from 1, not {wave!r}.",
        )
    return int(wave)


def _date(row: _Row, default: date) -> date:
    try:
        return date.fromisoformat(row["valid_from"]) if row["valid_from"] else default
    except ValueError:
        raise row.unfit(
            "valid_from",
            f"ngày “{row['valid_from']}” không đúng dạng 2021-01-31.",
            f"{row['valid_from']!r} is not a date like 2021-01-31.",
        ) from None


def _check(row: _Row, command: RegisterAgency) -> None:
    """The domain's own rules, as they hold for an agency not registered yet; told at the row's place."""
    try:
        decide_agency(Agency(), command)
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        column = refusal.where or "code"
        raise row.unfit(column, refusal.message(Language.VI), refusal.message(Language.EN)) from refusal
