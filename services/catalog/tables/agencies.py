"""The table of agencies: what it states, and how agencies are written into one.

Columns: `code`, `kind`, `name_vi`, `name_en`; and, where they are there, `wave`, `parent`,
`working_calendar`, `valid_from` (ISO 8601), `contact_name`, `contact_telephone`, `contact_email`,
`contact_address`; where none of these four is there, nothing is said of the contact. Without a `parent`,
departments and districts stand under the province of the file; a commune must name its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TypeVar

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.agency import Agency, AgencyKind, KnownNow
from services.catalog.domain.organisation.ensuring import EnsureAgency
from services.catalog.errors.organisation.files import CellUnfit, FileWithoutAgencies
from services.catalog.tables.rows import Placed, Reading, Row, Table, empty_cells, iso_date, need_columns
from shared.contracts.catalog.agencies import Contact
from shared.decider import Act
from shared.errors import Refusal

T = TypeVar("T")

NEEDED_COLUMNS = ("code", "kind", "name_vi", "name_en")
#: Of who handles requests while the agency isn't live: `contact_` and the field.
CONTACT_COLUMNS = tuple(f"contact_{one.name}" for one in fields(Contact))
AGENCY_COLUMNS = (*NEEDED_COLUMNS, "parent", "wave", "working_calendar", "valid_from", *CONTACT_COLUMNS)


def read_agencies(
    table: Table, *, act: Act, valid_from: date | None, registered: Mapping[str, AgencyKind] | None = None
) -> Reading:
    """What the table states, parents before children, and everything that is wrong in it.

    `valid_from` is for rows without their own, of agencies that are new; `registered` are the agencies
    known already, under which those of the table may stand. Whether a code is registered already is for the
    store to say.
    Raises `ColumnMissing` and `FileWithoutAgencies`, where there is no row to read.
    """
    need_columns(table, NEEDED_COLUMNS)
    if not table.rows and not table.findings:
        raise FileWithoutAgencies(where=f"{table.file}:1", file=table.file)
    reading = Reading(findings=list(table.findings))
    beside = _Beside.of(table.rows, act, valid_from, registered or {})
    for row in table.rows:
        found = _read_row(row, beside)
        if isinstance(found, Placed):
            reading.placed.append(found)
        else:
            reading.findings += found
            reading.unsound.add((row["code"],))
    order = list(AgencyKind)
    reading.placed.sort(key=lambda one: order.index(AgencyKind(one.row["kind"])))
    return reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What a row is read beside: the other rows, what is registered, and who says so when."""

    act: Act
    valid_from: date | None
    provinces: tuple[str, ...]  #: the codes of the file's, in its order
    known: KnownNow
    seen: set[str] = field(default_factory=set)  #: the codes of the rows above

    @classmethod
    def of(
        cls, rows: Iterable[Row], act: Act, valid_from: date | None, registered: Mapping[str, AgencyKind]
    ) -> "_Beside":
        known = set(AgencyKind)
        stated = {row["code"]: AgencyKind(row["kind"]) for row in rows if row["kind"] in known}
        agencies = {code: Agency(kind=kind) for code, kind in {**registered, **stated}.items()}
        provinces = (row["code"] for row in rows if row["kind"] == AgencyKind.PROVINCE and row["code"])
        return cls(
            act=act, valid_from=valid_from, provinces=tuple(provinces), known=KnownNow(agencies=agencies)
        )


def _read_row(row: Row, beside: _Beside) -> Placed | list[Refusal]:
    """What the row states, or all that is wrong in it."""
    found: list[Refusal] = [*empty_cells(row, ("code",))]
    if found:
        return found
    found += _repeated(row, beside)
    beside.seen.add(row["code"])
    command = _command(row, found, beside)
    if command is not None and not found:
        found += _against_rules(row, command, beside)
    if command is None or found:
        return found
    rests_on = ((command.parent,),) if command.parent else ()
    return Placed(command=command, row=row, states=(command.code,), rests_on=rests_on)


def _repeated(row: Row, beside: _Beside) -> Iterable[CellUnfit]:
    if row["code"] in beside.seen:
        yield row.unfit(
            "code",
            f"mã {row['code']} đã có ở dòng trên.",
            f"the code {row['code']} already stands in a row above.",
        )
    elif row["kind"] == AgencyKind.PROVINCE and row["code"] != beside.provinces[0]:
        yield row.unfit(
            "kind", "tệp chỉ được có một cơ quan cấp tỉnh.", "the file may have one province only."
        )


def _command(row: Row, found: list[Refusal], beside: _Beside) -> EnsureAgency | None:
    """The row's command, or None where a cell can't be read: then `found` says which."""

    def cell(read: Callable[[Row], T]) -> T | None:
        try:
            return read(row)
        except CellUnfit as unfit:
            found.append(unfit)
            return None

    kind = cell(_kind)
    parent = cell(lambda row: _parent(row, kind, beside.provinces[0] if beside.provinces else None))
    wave = cell(_wave)
    first_day = cell(lambda row: iso_date(row, "valid_from") if row["valid_from"] else None)
    if kind is None:
        return None
    return EnsureAgency(
        code=row["code"],
        kind=kind,
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        parent=parent,
        wave=wave,
        working_calendar=row["working_calendar"] or "VN",
        valid_from=first_day,
        first_day_if_new=beside.valid_from,
        contact=_contact(row),
    )


def _contact(row: Row) -> Contact | None:
    """What the row says of the contact: an empty one, that there is none; None: nothing."""
    if not any(column in row.cells for column in CONTACT_COLUMNS):
        return None
    return Contact(**{column.removeprefix("contact_"): row[column] for column in CONTACT_COLUMNS})


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


def _against_rules(row: Row, command: EnsureAgency, beside: _Beside) -> list[Refusal]:
    """The domain's own rules, as they hold for an agency not registered yet; told at the row's place."""
    now = replace(beside.act, at=beside.act.recorded_at)  # whether it was in time is asked for the file
    try:
        AGENCY.decide(Agency(), command, now, beside.known)
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        return [row.refused(refusal)]
    return []
