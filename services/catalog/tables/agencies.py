"""The table of agencies: what it states, and how agencies are written into one.

Columns: `code`, `kind`, `name_vi`, `name_en`; and, where they are there, `wave`, `parent`,
`working_calendar`, `valid_from` (ISO 8601). Without a `parent`, departments and districts stand under
the province of the file; a commune must name its own.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.organisation.agency_commands import RegisterAgency
from services.catalog.domain.organisation.agency_events import AgencyKind
from services.catalog.domain.organisation.organising import decide_agency
from services.catalog.errors.organisation.files import CellUnfit, FileWithoutAgencies
from services.catalog.tables.rows import Placed, Reading, Row, Table, empty_cells, iso_date, need_columns
from shared.errors import Refusal
from shared.kernel import Actor

T = TypeVar("T")

NEEDED_COLUMNS = ("code", "kind", "name_vi", "name_en")
AGENCY_COLUMNS = (*NEEDED_COLUMNS, "parent", "wave", "working_calendar", "valid_from")


def read_agencies(
    table: Table,
    *,
    by: Actor,
    at: datetime,
    valid_from: date,
    registered: Mapping[str, AgencyKind] | None = None,
) -> Reading:
    """What the table states, parents before children, and everything that is wrong in it.

    `valid_from` is for rows without their own; `registered` are the agencies known already, under which
    those of the table may stand. Whether a code is registered already is for the store to say.
    Raises `ColumnMissing` and `FileWithoutAgencies`, where there is no row to read.
    """
    need_columns(table, NEEDED_COLUMNS)
    if not table.rows and not table.findings:
        raise FileWithoutAgencies(where=f"{table.file}:1", file=table.file)
    reading = Reading(findings=list(table.findings))
    kinds = {**(registered or {}), **_kinds(table.rows)}
    provinces = [row["code"] for row in table.rows if row["kind"] == AgencyKind.PROVINCE and row["code"]]
    seen: set[str] = set()
    for row in table.rows:
        if nameless := list(empty_cells(row, ("code",))):
            reading.findings += nameless
            continue
        found: list[Refusal] = list(_repeated(row, seen, provinces))
        seen.add(row["code"])
        command = _command(row, found, provinces, kinds, by=by, at=at, valid_from=valid_from)
        if command is not None and not found:
            found += _against_rules(row, command)
        if command is not None and not found:
            reading.placed.append(Placed(command, row))
        else:
            reading.findings += found
            reading.unsound.add((row["code"],))
    order = list(AgencyKind)
    reading.placed.sort(key=lambda one: order.index(_registration(one).kind))
    return reading


def _registration(one: Placed) -> RegisterAgency:
    assert isinstance(one.command, RegisterAgency)
    return one.command


def _kinds(rows: Iterable[Row]) -> dict[str, AgencyKind]:
    known = set(AgencyKind)
    return {row["code"]: AgencyKind(row["kind"]) for row in rows if row["kind"] in known}


def _repeated(row: Row, seen: set[str], provinces: list[str]) -> Iterable[CellUnfit]:
    if row["code"] in seen:
        yield row.unfit(
            "code",
            f"mã {row['code']} đã có ở dòng trên.",
            f"the code {row['code']} already stands in a row above.",
        )
    elif row["kind"] == AgencyKind.PROVINCE and row["code"] != provinces[0]:
        yield row.unfit(
            "kind", "tệp chỉ được có một cơ quan cấp tỉnh.", "the file may have one province only."
        )


def _command(
    row: Row,
    found: list[Refusal],
    provinces: list[str],
    kinds: Mapping[str, AgencyKind],
    *,
    by: Actor,
    at: datetime,
    valid_from: date,
) -> RegisterAgency | None:
    """The row's command, or None where a cell can't be read: then `found` says which."""

    def cell(read: Callable[[Row], T]) -> T | None:
        try:
            return read(row)
        except CellUnfit as unfit:
            found.append(unfit)
            return None

    kind = cell(_kind)
    parent = cell(lambda row: _parent(row, kind, provinces[0] if provinces else None))
    wave = cell(_wave)
    first_day = cell(lambda row: iso_date(row, "valid_from") if row["valid_from"] else valid_from)
    if kind is None or first_day is None:
        return None
    return RegisterAgency(
        code=row["code"],
        kind=kind,
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        parent=parent,
        parent_kind=kinds.get(parent) if parent else None,
        wave=wave,
        working_calendar=row["working_calendar"] or "VN",
        valid_from=first_day,
        by=by,
        at=at,
    )


def _kind(row: Row) -> AgencyKind:
    try:
        return AgencyKind(row["kind"])
    except ValueError:
        kinds = ", ".join(AgencyKind)
        raise row.unfit(
            "kind",
            f"loại cơ quan “{row['kind']}” không có; chỉ dùng {kinds}.",
            f"there is no kind {row['kind']!r} of agency; use {kinds}.",
        ) from None


def _parent(row: Row, kind: AgencyKind | None, province: str | None) -> str | None:
    stated = row["parent"] or None
    if stated or kind is AgencyKind.PROVINCE or kind is None:
        return stated
    if kind is AgencyKind.COMMUNE or province is None:
        raise row.unfit(
            "parent",
            f"chưa nêu cơ quan cấp trên của {row['code']}.",
            f"the parent of {row['code']} is not stated.",
        )
    return province


def _wave(row: Row) -> int | None:
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


def _against_rules(row: Row, command: RegisterAgency) -> list[Refusal]:
    """The domain's own rules, as they hold for an agency not registered yet; told at the row's place."""
    try:
        decide_agency(Agency(), command)
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        return [row.refused(refusal)]
    return []


def agency_row(body: Mapping[str, Any]) -> dict[str, str]:
    """An agency's document as a row of the table."""
    return {
        "code": body["agency"],
        **{column: str(body[column] or "") for column in AGENCY_COLUMNS if column != "code"},
    }
