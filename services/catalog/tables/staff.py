"""The table of divisions and officials: what it states, and how they are written into one.

Columns: `agency`, `type` (`division` or `official`), `code`, `name`; and for officials `divisions`,
`position`, `roles`. Several divisions or roles are joined by `;`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.catalog.domain.organisation.organising import AgencyCommand
from services.catalog.domain.organisation.staff_commands import AddDivision, AppointOfficial
from services.catalog.errors.organisation.files import CellUnfit, FileWithoutRows
from services.catalog.tables.rows import Placed, Reading, Row, Table, empty_cells, need_columns
from shared.kernel import Actor, Role

NEEDED_COLUMNS = ("agency", "type", "code", "name")
STAFF_COLUMNS = (*NEEDED_COLUMNS, "divisions", "position", "roles")
DIVISION, OFFICIAL = "division", "official"


def read_staff(table: Table, *, by: Actor, at: datetime) -> Reading:
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
        try:
            _refuse_repeated(row, key, seen)
            reading.placed.append(Placed(_command(row, by, at), row))
        except CellUnfit as unfit:
            reading.findings.append(unfit)
            reading.unsound.add((row["agency"], row["code"]))
        seen.add(key)
    reading.placed.sort(key=lambda one: isinstance(one.command, AppointOfficial))
    return reading


def _refuse_repeated(row: Row, key: tuple[str, str, str], seen: set[tuple[str, str, str]]) -> None:
    if key in seen:
        raise row.unfit(
            "code",
            f"mã {row['code']} của {row['agency']} đã có ở dòng trên.",
            f"the code {row['code']} of {row['agency']} already stands in a row above.",
        )


def _command(row: Row, by: Actor, at: datetime) -> AgencyCommand:
    if row["type"] == DIVISION:
        return AddDivision(agency=row["agency"], division=row["code"], name=row["name"], by=by, at=at)
    if row["type"] == OFFICIAL:
        return AppointOfficial(
            agency=row["agency"],
            official=row["code"],
            name=row["name"],
            divisions=tuple(_several(row["divisions"])),
            position=row["position"],
            roles=tuple(_role(row, role) for role in _several(row["roles"])),
            by=by,
            at=at,
        )
    raise row.unfit(
        "type",
        f"“{row['type']}” không phải là {DIVISION} hoặc {OFFICIAL}.",
        f"{row['type']!r} is neither {DIVISION} nor {OFFICIAL}.",
    )


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _role(row: Row, role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise row.unfit("roles", f"không có vai trò “{role}”.", f"there is no role {role!r}.") from None


def division_row(body: Mapping[str, Any]) -> dict[str, str]:
    """A division's document as a row of the table."""
    nothing = {"divisions": "", "position": "", "roles": ""}
    told = {"agency": body["agency"], "type": DIVISION, "code": body["division"], "name": body["name"]}
    return {**told, **nothing}


def official_row(body: Mapping[str, Any]) -> dict[str, str]:
    """An official's document as a row of the table."""
    return {
        "agency": body["agency"],
        "type": OFFICIAL,
        "code": body["official"],
        "name": body["name"],
        "divisions": ";".join(body["divisions"]),
        "position": body["position"],
        "roles": ";".join(body["roles"]),
    }
