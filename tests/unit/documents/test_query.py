"""Conditions, cursors, and the indexes that SQLite answers them from."""

import re
import sqlite3
from collections.abc import Sequence

import pytest

from shared.documents import Collection, Document, any_of, asc, desc, eq, gt, lt, lte, present
from shared.documents import sqlite_query as sql
from shared.documents.query import Condition, Sort, beyond, fields

CASES = Collection("cases", indexes=(("agency", "status"), ("due_at",)))


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in (sql.create_table("cases@1"), *sql.create_indexes("cases@1", CASES)):
        connection.execute(statement)
    return connection


def plan(connection: sqlite3.Connection, text: str, parameters: Sequence[object]) -> str:
    rows = connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters)
    return "; ".join(row[3] for row in rows)


@pytest.mark.parametrize(
    ("where", "index"),
    [
        ([eq("agency", "SNV")], "agency,status"),
        ([eq("agency", "SNV"), any_of("status", ["open", "late"])], "agency,status"),
        ([any_of("agency", ["SNV", "SCT"])], "agency,status"),
        ([lte("due_at", "2026")], "due_at"),
        ([gt("due_at", "2026"), lt("due_at", "2027")], "due_at"),
        ([eq("due_at", None)], "due_at"),
    ],
)
def test_a_declared_index_answers(connection: sqlite3.Connection, where: list[Condition], index: str) -> None:
    told = plan(connection, *sql.find("cases@1", where, (), 10, 0, None))
    assert f"SEARCH cases@1 USING INDEX cases@1:{index}" in told
    assert "USING" in plan(connection, *sql.count("cases@1", where))


def test_an_order_by_an_indexed_field_reads_no_more_than_its_limit(connection: sqlite3.Connection) -> None:
    told = plan(connection, *sql.find("cases@1", (), [asc("due_at")], 10, 0, None))
    assert "USING INDEX cases@1:due_at" in told
    # Documents of one value are sorted by id among themselves; nothing sorts the whole.
    assert "B-TREE" not in told.replace("USE TEMP B-TREE FOR RIGHT PART OF ORDER BY", "").replace(
        "USE TEMP B-TREE FOR LAST TERM OF ORDER BY", ""
    )


def test_a_page_begins_in_the_index_where_the_one_before_it_ended(connection: sqlite3.Connection) -> None:
    after = ("2026-11-23T07:05:00.000000Z", "7")
    told = plan(connection, *sql.find("cases@1", (), [asc("due_at")], 10, 0, after))
    assert "SEARCH cases@1 USING INDEX cases@1:due_at (<expr>>?" in told


def test_groups_are_counted_along_the_index(connection: sqlite3.Connection) -> None:
    told = plan(connection, *sql.group_count("cases@1", ["agency", "status"], (), None, True))
    assert re.search(r"SCAN cases@1 USING (COVERING )?INDEX cases@1:agency,status", told)
    assert "TEMP B-TREE FOR GROUP BY" not in told


def test_groups_of_several_values_are_counted_along_the_index_and_added_up(
    connection: sqlite3.Connection,
) -> None:
    where = [any_of("agency", ["SNV", "STC"])]
    told = plan(connection, *sql.group_count("cases@1", "status", where, None, True))
    counted, added, _ = told.partition("USE TEMP B-TREE FOR GROUP BY")
    assert "SEARCH cases@1 USING INDEX cases@1:agency,status (<expr>=?)" in counted
    assert added


@pytest.mark.parametrize(
    ("sort", "after", "expected"),
    [
        ((), ("7",), [[gt("id", "7")]]),
        ((asc("n"),), (3, "7"), [[gt("n", 3)], [eq("n", 3), gt("id", "7")]]),
        ((asc("n"),), (None, "7"), [[present("n")], [eq("n", None), gt("id", "7")]]),
        ((desc("n"),), (3, "7"), [[lt("n", 3)], [eq("n", None)], [eq("n", 3), gt("id", "7")]]),
        ((desc("n"),), (None, "7"), [[eq("n", None), gt("id", "7")]]),
    ],
)
def test_what_lies_behind_a_cursor(
    sort: tuple[Sort, ...], after: tuple[str, ...], expected: list[list[Condition]]
) -> None:
    assert beyond(sort, after) == expected


def test_a_cursor_of_another_order_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        beyond((asc("n"), asc("m")), (3, "7"))


def test_a_document_knows_its_cursor() -> None:
    document = Document("7", 1, {"holder": {"division": "VP"}, "n": 2})
    assert document.cursor([desc("holder.division"), asc("n"), asc("gone")]) == ("VP", 2, None, "7")


def test_nothing_is_greater_than_null() -> None:
    with pytest.raises(ValueError, match="null"):
        gt("due_at", None)


def test_groups_need_a_field() -> None:
    assert fields("agency") == ("agency",)
    with pytest.raises(ValueError, match="group by"):
        fields([])


@pytest.mark.parametrize("name", ["", "Cases", "cases@1", "a.b", 'a"b', "_read_models"])
def test_a_collection_has_a_plain_name(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        Collection(name)
