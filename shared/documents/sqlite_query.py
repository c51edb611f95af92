"""Queries as SQLite's text. A field is `json_extract`, letter for letter as in its expression index."""

import json
from collections.abc import Sequence

from shared.documents.port import Collection
from shared.documents.query import Condition, Cursor, Operator, Sort, Where, beyond, fields, not_before
from shared.documents.values import Scalar, field_path

Parameters = list[Scalar]

#: How the names of the tables of lists' values begin; no collection's name has a colon.
LISTS = "list:"

_RANGES = {Operator.GT: ">", Operator.GTE: ">=", Operator.LT: "<", Operator.LTE: "<="}


def create_table(table: str) -> str:
    """The table of one generation; `table` is a full name."""
    return (
        f'CREATE TABLE IF NOT EXISTS "{table}" '
        "(id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL)"
    )


def create_indexes(table: str, collection: Collection) -> list[str]:
    """An expression index for each that the collection declares."""
    return [
        f'CREATE INDEX IF NOT EXISTS "{table}:{",".join(index)}" '
        f'ON "{table}" ({", ".join(_expression(field) for field in index)})'
        for index in collection.indexes
    ]


def list_table(table: str, field: str) -> str:
    """The name of the table that has the values of a list, a row for each."""
    return f"{LISTS}{table}:{field_path(field)}"


def create_list(table: str, field: str) -> list[str]:
    """The table of a list's values with its index, kept by triggers; filled from what is there."""
    listed, path = list_table(table, field), f"'$.{field_path(field)}'"
    add = (
        f'INSERT OR IGNORE INTO "{listed}" (value, id) SELECT value, %s.id '  # noqa: S608
        f"FROM %s json_each(%s.body, {path}) WHERE value IS NOT NULL"
    )
    one = add % ("new", "", "new")
    changed = f"WHEN json_extract(old.body, {path}) IS NOT json_extract(new.body, {path})"
    return [
        f'CREATE TABLE "{listed}" (id TEXT, value, PRIMARY KEY (id, value)) WITHOUT ROWID',
        f'CREATE INDEX "{listed}:value" ON "{listed}" (value, id)',
        f'CREATE TRIGGER "{listed}:added" AFTER INSERT ON "{table}" BEGIN {one}; END',
        f'CREATE TRIGGER "{listed}:changed" AFTER UPDATE ON "{table}" {changed} '  # noqa: S608
        f'BEGIN DELETE FROM "{listed}" WHERE id = new.id; {one}; END',
        add % ("own", f'"{table}" AS own,', "own"),
    ]


def upsert(table: str, rows: int) -> str:
    """Writes where there is nothing or something older."""
    values = ", ".join(["(?, ?, ?)"] * rows)
    return (
        f'INSERT INTO "{table}" (id, version, body) VALUES {values} '  # noqa: S608 (a full name, checked)
        "ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body "
        "WHERE excluded.version > version"
    )


def get_many(table: str) -> str:
    """The documents whose ids are in the one parameter, a JSON list."""
    return (
        f'SELECT id, version, body FROM "{table}" '  # noqa: S608
        "WHERE id IN (SELECT value FROM json_each(?))"
    )


def find(
    table: str, where: Where, sort: Sequence[Sort], limit: int | None, offset: int, after: Cursor | None
) -> tuple[str, Parameters]:
    """The text and parameters of `Documents.find`."""
    condition, parameters = _where(table, where)
    if after is not None:
        condition, parameters = _where(table, [*where, *not_before(sort, after)], beyond(sort, after))
    order = [_expression(by.field) + (" DESC" if by.descending else "") for by in sort]
    text = (
        f'SELECT id, version, body FROM "{table}"{condition} '  # noqa: S608
        f"ORDER BY {', '.join([*order, 'id'])} LIMIT ? OFFSET ?"
    )
    return text, [*parameters, -1 if limit is None else limit, offset]


def count(table: str, where: Where) -> tuple[str, Parameters]:
    """The text and parameters of `Documents.count`."""
    condition, parameters = _where(table, where)
    return f'SELECT count(*) FROM "{table}"{condition}', parameters  # noqa: S608


def group_count(
    table: str, by: str | Sequence[str], where: Where, limit: int | None, descending: bool
) -> tuple[str, Parameters]:
    """The text and parameters of `Documents.group_count`; rows are the count, then each value as JSON.

    Groups are counted along an index that fits; one document of each then tells the values with their types.
    Of a field that may have several values, each is counted apart and then added up: an index that begins
    with it, and goes on with those that are grouped by, leads to the groups without a look at any document.
    """
    condition, parameters = _where(table, where)
    by = fields(by)
    aliases = [f"v{number}" for number in range(len(by))]
    columns = ", ".join(f"{_expression(field)} AS {alias}" for field, alias in zip(by, aliases, strict=True))
    apart = [_expression(one.field) for one in where if one.operator is Operator.ANY_OF]
    order = ", ".join([f"n {'DESC' if descending else 'ASC'}", *aliases])
    counted = (
        f"SELECT min(rowid) AS first, count(*) AS n, {columns} "  # noqa: S608
        f'FROM "{table}"{condition} GROUP BY {", ".join([*apart, *aliases])}'
    )
    if apart:
        names = ", ".join(aliases)
        counted = f"SELECT min(first) AS first, sum(n) AS n, {names} FROM ({counted}) GROUP BY {names}"  # noqa: S608
    text = (
        f"WITH groups AS ({counted} ORDER BY {order} LIMIT ?) "  # noqa: S608
        f"SELECT n, {', '.join(_as_json(field) for field in by)} "
        f'FROM groups JOIN "{table}" AS example ON example.rowid = groups.first ORDER BY {order}'
    )
    return text, [*parameters, -1 if limit is None else limit]


def _expression(field: str) -> str:
    return "id" if field == "id" else f"json_extract(body, '$.{field_path(field)}')"


def _as_json(field: str) -> str:
    return "json_quote(example.id)" if field == "id" else f"example.body -> '$.{field_path(field)}'"


def _where(
    table: str, where: Where, alternatives: list[list[Condition]] | None = None
) -> tuple[str, Parameters]:
    parameters: Parameters = []
    parts = [_condition(table, condition, parameters) for condition in where]
    if alternatives is not None:
        either = [" AND ".join(_condition(table, one, parameters) for one in every) for every in alternatives]
        parts.append("(" + " OR ".join(f"({one})" for one in either) + ")")
    return (" WHERE " + " AND ".join(parts) if parts else ""), parameters


def _condition(table: str, condition: Condition, parameters: Parameters) -> str:
    expression = _expression(condition.field)
    match condition.operator:
        case Operator.PRESENT:
            return f"{expression} IS NOT NULL"
        case Operator.EQ:
            parameters.append(condition.value)
            return f"{expression} IS ?"
        case Operator.ANY_OF:
            parameters.append(json.dumps([value for value in condition.values if value is not None]))
            listed = f"{expression} IN (SELECT value FROM json_each(?))"  # noqa: S608
            return f"({listed} OR {expression} IS NULL)" if None in condition.values else listed
        case Operator.HOLDS:
            parameters.append(condition.value)
            listed = list_table(table, condition.field)
            return f'id IN (SELECT id FROM "{listed}" WHERE value = ?)'  # noqa: S608
        case _:
            parameters.append(condition.value)
            # Numbers come before any text here: keep a range to values of its own type.
            own_type = f"{expression} {'>=' if isinstance(condition.value, str) else '<'} ''"
            return f"({expression} {_RANGES[condition.operator]} ? AND {own_type})"
