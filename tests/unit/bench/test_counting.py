"""What the hot path's counters count."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pydantic
import pydantic_core
import pytest

from tests.bench.hot_path.counting import DOCUMENTS, STORES, Encodes, Statements


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Statements:
    monkeypatch.setattr(sqlite3, "connect", sqlite3.connect)  # so that it is put back
    counted = Statements()
    counted.watch()
    return counted


@pytest.fixture
def connection(statements: Statements, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A connection without implicit transactions, as all of ours are, on which nothing is counted yet."""
    connection = sqlite3.connect(tmp_path / "sla.documents.sqlite", isolation_level=None)
    connection.execute("CREATE TABLE t (n)")
    for counter in (statements.all, statements.reads, statements.commits):
        counter.clear()
    yield connection
    connection.close()


def test_a_transaction_that_wrote_is_a_commit(statements: Statements, connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO t VALUES (?)", [(1,), (2,)])
    connection.execute("COMMIT")
    assert (statements.commits, statements.reads) == ({DOCUMENTS: 1}, {})


def test_a_write_by_itself_is_a_commit(statements: Statements, connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO t VALUES (1)")
    assert statements.commits[DOCUMENTS] == 1


@pytest.mark.parametrize(
    "within", [["SELECT * FROM t", "COMMIT"], ["INSERT INTO t VALUES (1)", "ROLLBACK"], ["COMMIT"]]
)
def test_nothing_else_is_a_commit(
    statements: Statements, connection: sqlite3.Connection, within: list[str]
) -> None:
    for statement in ["BEGIN", *within]:
        connection.execute(statement)
    assert statements.commits[DOCUMENTS] == 0


def test_a_read_is_a_select_or_what_stands_for_one(
    statements: Statements, connection: sqlite3.Connection
) -> None:
    for statement in ("BEGIN", "SELECT 1", " select 2", "WITH a AS (SELECT 1) SELECT * FROM a", "ROLLBACK"):
        connection.execute(statement).fetchall()
    connection.execute("PRAGMA synchronous")
    assert (statements.reads, statements.all) == ({DOCUMENTS: 3}, {DOCUMENTS: 5})


def test_event_stores_are_counted_apart(statements: Statements, tmp_path: Path) -> None:
    connection = sqlite3.connect(database=str(tmp_path / "sla.events.sqlite"))
    connection.execute("SELECT 1")
    connection.close()
    assert statements.reads == {STORES: 1}


def test_what_came_between_two_moments(statements: Statements, connection: sqlite3.Connection) -> None:
    connection.execute("SELECT 1")
    before = statements.taken()
    connection.execute("INSERT INTO t VALUES (1)")
    between = before.until(statements.taken())
    assert (between.all, between.reads, between.commits) == ({DOCUMENTS: 1}, {}, {DOCUMENTS: 1})


@pytest.fixture
def encodes(monkeypatch: pytest.MonkeyPatch) -> Encodes:
    for owner, name in (
        (msgspec.json, "Encoder"),
        (msgspec.json, "encode"),
        (pydantic.BaseModel, "model_dump_json"),
        (pydantic.TypeAdapter, "dump_json"),
        (pydantic_core, "to_json"),
        (json.JSONEncoder, "iterencode"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))  # so that it is put back
    counted = Encodes()
    counted.watch()
    return counted


class Model(pydantic.BaseModel):
    n: int = 1


def test_each_way_to_json_counts_once(encodes: Encodes) -> None:
    assert msgspec.json.Encoder().encode({"n": 1}) == msgspec.json.encode({"n": 1}) == b'{"n":1}'
    assert Model().model_dump_json() == '{"n":1}'
    assert pydantic.TypeAdapter(Model).dump_json(Model()) == b'{"n":1}'
    assert json.loads(json.dumps({"n": 1})) == {"n": 1}
    assert encodes.calls == {"msgspec": 2, "pydantic": 2, "json": 1}
