"""Reads a catalogue's workbook: the JSON of its procedures, and of each value the cell that it came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from services.catalog.errors.workbooks import WorkbookOfOtherForm
from services.catalog.printing.cells import Cell, CellWrong, limit_of
from services.catalog.printing.columns import (
    FIGURE_OF,
    FORMAT,
    LISTS,
    MACHINE_SHEET,
    PROCEDURES,
    STATED,
    STEPS,
    UNIT_OF,
    Column,
    Sheet,
)
from services.catalog.printing.faults import Fault, Place
from services.catalog.printing.workbook_file import Line, lines_of, sheet_of
from services.catalog.workbooks import open_workbook

#: Where a value stands in a procedure's JSON: `("stages", 0, "steps", 1, "name")`.
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Draft:
    """A procedure as the workbook has it."""

    content: dict[str, Any]
    places: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The cell of a value, or of the nearest thing around it."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


@dataclass(slots=True)
class Reading:
    """What a workbook says."""

    agency: str
    drafts: list[Draft]
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row read: its values by path, with their cells, and the row's own place."""

    row: Place
    values: dict[tuple[str, ...], Any]
    cells: dict[tuple[str, ...], Place]


def read_workbook(file: bytes) -> Reading:
    """All that the workbook says, and every fault of its cells. Raises where it can't be read as a whole."""
    book = open_workbook(file)
    told = {str(line.cells[0]): str(line.cells[1] or "") for line in lines_of(book, MACHINE_SHEET)}
    if told.get("format") != FORMAT:
        raise WorkbookOfOtherForm(where=MACHINE_SHEET, format=FORMAT)
    sheets = (PROCEDURES, STEPS, *LISTS)
    faults = [_sheet_missing(sheet) for sheet in sheets if sheet_of(book, sheet.title) is None]
    if faults:  # of what doesn't stand there nothing more can be said, nor of what rests on it
        return Reading(told.get("agency", ""), [], faults)
    drafts: dict[str, Draft] = {}
    for entry in _entries(lines_of(book, PROCEDURES.title), PROCEDURES, faults):
        _begin(entry, drafts, faults)
    for sheet in (STEPS, *LISTS):
        for entry in _entries(lines_of(book, sheet.title), sheet, faults):
            if (draft := _draft_of(entry, drafts, faults)) is not None:
                _put_row(entry, draft, sheet)
    return Reading(told.get("agency", ""), list(drafts.values()), faults)


def _put_row(entry: _Entry, draft: Draft, sheet: Sheet) -> None:
    if sheet is STEPS:
        _put_step(entry, draft)
    else:
        rows = draft.content[sheet.name]
        rows.append({})
        _put(entry, draft, (sheet.name, len(rows) - 1), rows[-1], "procedure")


def _sheet_missing(sheet: Sheet) -> Fault:
    vi = "thiếu trang này; trang không có dòng nào vẫn phải có trong tệp."
    en = "this sheet is missing; one without rows must be there as well."
    return Fault(Place(sheet.title, 1), "sheet-missing", vi, en)


# --- rows ----------------------------------------------------------------------------------------


def _entries(lines: Iterable[Line], sheet: Sheet, faults: list[Fault]) -> Iterator[_Entry]:
    """The rows of a sheet that have anything in them, below the two of headings."""
    columns: dict[int, Column] = {}
    for line in lines:
        if line.number == 2:
            by_path = {column.path: column for column in sheet.columns}
            columns = {
                at: by_path[str(cell)] for at, cell in enumerate(line.cells, start=1) if str(cell) in by_path
            }
            _check_columns(sheet, columns, faults)
        elif line.number > 2 and not line.blank:
            yield _entry(line, sheet, columns, faults)


def _check_columns(sheet: Sheet, columns: dict[int, Column], faults: list[Fault]) -> None:
    for column in sheet.columns:
        if column not in columns.values() and not column.may_be_missing:
            faults.append(
                Fault(
                    Place(sheet.title, 2),
                    "column-missing",
                    f"thiếu cột “{column.title}” ({column.path}); dòng 2 (ẩn) giữ tên của các cột.",
                    f"the column “{column.title}” ({column.path}) is missing; the hidden row 2 names them.",
                )
            )


def _entry(line: Line, sheet: Sheet, columns: dict[int, Column], faults: list[Fault]) -> _Entry:
    entry = _Entry(Place(sheet.title, line.number), {}, {})
    for at, column in columns.items():
        place = Place(sheet.title, line.number, at, column.title)
        entry.cells[column.steps] = place
        cell = line.cells[at - 1] if at <= len(line.cells) else None
        if at in line.formulas:
            faults.append(_formula(place))
        elif at in line.errors:
            faults.append(_error(place, str(cell)))
        elif cell is not None and cell != "":
            _read(entry, column, cell, place, faults)
    _join_limits(entry, faults)
    return entry


def _formula(place: Place) -> Fault:
    vi, en = "ô có công thức; hãy thay bằng giá trị.", "the cell has a formula; put its value there."
    return Fault(place, "cell-formula", vi, en)


def _error(place: Place, shown: str) -> Fault:
    vi = f"ô báo lỗi tính toán {shown.strip()[:40]}; hãy thay bằng giá trị."
    en = f"the cell shows the error {shown.strip()[:40]}; put its value there."
    return Fault(place, "cell-error", vi, en)


def _read(entry: _Entry, column: Column, cell: Cell, place: Place, faults: list[Fault]) -> None:
    try:
        entry.values[column.steps] = column.codec.read(cell)
    except CellWrong as wrong:
        faults.append(Fault(place, "cell-unfit", wrong.vi, wrong.en))


def _join_limits(entry: _Entry, faults: list[Fault]) -> None:
    """A figure and its unit are one limit; either alone is a fault."""
    path = ("time_limit",)
    figure = entry.values.pop((*path, FIGURE_OF), None)
    unit = entry.values.pop((*path, UNIT_OF), None)
    if (*path, FIGURE_OF) not in entry.cells or (figure is None and unit is None):
        return
    place = entry.cells[(*path, UNIT_OF if unit is None and (*path, UNIT_OF) in entry.cells else FIGURE_OF)]
    if figure is None or unit is None:
        vi, en = "thời hạn cần cả con số và đơn vị.", "a limit needs both a figure and a unit."
        faults.append(Fault(place, "cell-unfit", vi, en))
        return
    try:
        entry.values[path] = limit_of(figure, unit)
        entry.cells[path] = place
    except CellWrong as wrong:
        faults.append(Fault(place, "cell-unfit", wrong.vi, wrong.en))


# --- procedures of rows --------------------------------------------------------------------------


def _begin(entry: _Entry, drafts: dict[str, Draft], faults: list[Fault]) -> None:
    code = entry.values.get(("code",), "")
    place = entry.cells.get(("code",), entry.row)
    if not code:
        faults.append(
            Fault(place, "cell-unfit", "thiếu mã thủ tục.", "the code of the procedure is missing.")
        )
    elif code in drafts:
        vi, en = f"mã {code} đã có ở dòng trên.", f"the code {code} stands in a row above already."
        faults.append(Fault(place, "procedure-code-used", vi, en))
    else:
        draft = drafts[code] = Draft({"stages": [], **{sheet.name: [] for sheet in LISTS}}, {(): entry.row})
        _put(entry, draft, (), draft.content)


def _draft_of(entry: _Entry, drafts: dict[str, Draft], faults: list[Fault]) -> Draft | None:
    code = entry.values.get(("procedure",), "")
    if code not in drafts:
        place = entry.cells.get(("procedure",), entry.row)
        vi = f"trang “{PROCEDURES.title}” không có thủ tục mã “{code}”."
        en = f"the sheet “{PROCEDURES.title}” has no procedure of the code {code!r}."
        faults.append(Fault(place, "procedure-not-in-edition", vi, en))
        return None
    return drafts[code]


def _put_step(entry: _Entry, draft: Draft) -> None:
    stages = draft.content["stages"]
    code = entry.values.get(("stage", "code"), "")
    at = next((number for number, stage in enumerate(stages) if stage["code"] == code), len(stages))
    if at == len(stages):
        stages.append({"code": code, "name": entry.values.get(("stage", "name"), ""), "steps": []})
        draft.places[("stages", at)] = entry.row
        for name in ("code", "name"):
            if ("stage", name) in entry.cells:
                draft.places[("stages", at, name)] = entry.cells[("stage", name)]
    own = [path for path in entry.values if path[0] not in ("procedure", "stage")]
    if own:
        steps = stages[at]["steps"]
        steps.append({})
        _put(entry, draft, ("stages", at, "steps", len(steps) - 1), steps[-1], "procedure", "stage")


def _put(entry: _Entry, draft: Draft, at: Path, content: dict[str, Any], *skipped: str) -> None:
    """Put a row's values into the JSON, and note their cells."""
    draft.places[at] = entry.row
    for path, place in entry.cells.items():
        if path[0] not in skipped:
            draft.places[(*at, *path)] = place
    for path, value in entry.values.items():
        if path[0] in skipped or (path[-1] == STATED and not value):
            continue
        inner = content
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        if path[-1] != STATED:
            inner[path[-1]] = value
