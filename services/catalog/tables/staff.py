"""The table of divisions and officials: what it states, and how they are written into one.

Columns: `agency`, `type` (`division` or `official`), `code`, `name`; and for officials `divisions`,
`position`, `roles`. Several divisions or roles are joined by `;`.
"""

from collections.abc import Iterator

from services.catalog.domain.organisation.divisions import EnsureDivision
from services.catalog.domain.organisation.officials import EnsureOfficial
from services.catalog.errors.organisation.files import CellUnfit, FileWithoutRows
from services.catalog.tables.rows import Placed, Reading, Row, Table, empty_cells, need_columns
from shared.kernel import Role

NEEDED_COLUMNS = ("agency", "type", "code", "name")
STAFF_COLUMNS = (*NEEDED_COLUMNS, "divisions", "position", "roles")
DIVISION, OFFICIAL = "division", "official"
_ROLES = frozenset(Role)


def read_staff(table: Table) -> Reading:
    """What the table states, divisions before officials, and everything that is wrong in it.

    Whether it goes with what the agencies are already is for the store to say. Raises `ColumnMissing` and
    `FileWithoutRows`, where there is no row to read.
    """
    need_columns(table, NEEDED_COLUMNS)
    if not table.rows and not table.findings:
        raise FileWithoutRows(where=f"{table.file}:1", file=table.file)
    reading = Reading(findings=list(table.findings))
    seen: set[tuple[str, str, str]] = set()
    for row in table.rows:
        if nameless := list(empty_cells(row, ("agency", "code"))):
            reading.findings += nameless
            continue
        key = (row["agency"], row["type"], row["code"])
        unfit = [*_repeated(row, key, seen), *_unfit_type(row), *_unfit_roles(row)]
        reading.findings += unfit
        if unfit:
            reading.unsound.add((row["agency"], row["code"]))
        if not unfit or {one.values["column"] for one in unfit} == {"roles"}:
            # Roles that there aren't are left out: whatever else is wrong with the official is told too.
            reading.placed.append(_placed(row))
        seen.add(key)
    reading.placed.sort(key=lambda one: one.row["type"] == OFFICIAL)
    return reading


def _repeated(row: Row, key: tuple[str, str, str], seen: set[tuple[str, str, str]]) -> Iterator[CellUnfit]:
    if key in seen:
        yield row.unfit(
            "code",
            f"mã {row['code']} của {row['agency']} đã có ở dòng trên.",
            f"the code {row['code']} of {row['agency']} already stands in a row above.",
        )


def _unfit_type(row: Row) -> Iterator[CellUnfit]:
    if row["type"] not in (DIVISION, OFFICIAL):
        yield row.unfit(
            "type",
            f"“{row['type']}” không phải là {DIVISION} hoặc {OFFICIAL}.",
            f"{row['type']!r} is neither {DIVISION} nor {OFFICIAL}.",
        )


def _unfit_roles(row: Row) -> Iterator[CellUnfit]:
    for role in _several(row["roles"]) if row["type"] == OFFICIAL else ():
        if role not in _ROLES:
            yield row.unfit("roles", f"không có vai trò “{role}”.", f"there is no role {role!r}.")


def _placed(row: Row) -> Placed:
    agency, code = row["agency"], row["code"]
    if row["type"] == DIVISION:
        adding = EnsureDivision(agency=agency, division=code, name=row["name"])
        return Placed(command=adding, row=row, states=(agency, code), rests_on=((agency,),))
    divisions = tuple(_several(row["divisions"]))
    roles = tuple(Role(role) for role in _several(row["roles"]) if role in _ROLES)
    appointing = EnsureOfficial(
        agency=agency,
        official=code,
        name=row["name"],
        divisions=divisions,
        position=row["position"],
        roles=roles if roles or not row["roles"] else (Role.OFFICIAL,),
    )
    rests_on = ((agency,), *((agency, division) for division in divisions))
    return Placed(command=appointing, row=row, states=(agency, code), rests_on=rests_on)


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
