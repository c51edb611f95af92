"""No list of times reads a whole collection for what is asked of it: an index leads to it."""

import sqlite3
from typing import Any

import pytest

from services.sla.queries.asking import BY_DUE
from services.sla.queries.filters import ListedState, TimeFilter
from services.sla.views.documents import ASKED, CASES, STEPS
from shared.documents import sqlite_query as sql
from shared.documents.port import Collection
from tests.unit.working_time.calendars import hanoi

NOW = hanoi("2026-03-02 08:00")
OF_CASES: list[dict[str, Any]] = [
    {"agencies": ["SNV"]},
    {"agencies": ["SNV", "STC"], "state": ListedState.OPEN},
    {"agencies": ["SNV"], "late": True},
    {"procedure": "SNV-07"},
    {"state": ListedState.OPEN},
    {"state": ListedState.STOPPED, "late": True},
    {"late": True},
    {"overdue": True},
    {"due_soon": True},
    {"due_before": NOW},
    {"due_after": NOW, "agencies": ["SNV"]},
]
OF_STEPS: list[dict[str, Any]] = [
    {"division": "VP"},
    {"division": "VP", "state": ListedState.OPEN, "agencies": ["SNV"]},
    {"division": "VP", "late": True},
    {"official": "snv.lan", "state": ListedState.OPEN},
    {"official": "snv.lan", "overdue": True},
    {"held": False},
    {"held": True, "late": True},
    {"waiting": True},
    {"waiting": False, "overdue": True},
    {"waiting": True, "agencies": ["SNV", "STC"], "late": True},
    {"receipt_overdue": True},
    {"receipt_overdue": True, "agencies": ["SNV"]},
]
OF_ASKED: list[dict[str, Any]] = [
    {"asked_agency": "STC"},
    {"asked_agency": "STC", "state": ListedState.OPEN, "agencies": ["SNV"]},
    {"asked_agency": "STC", "late": True},
    {"asked_agency": "STC", "overdue": True},
    {"receipt_overdue": True, "agencies": ["SNV"]},
]


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for collection in (CASES, STEPS, ASKED):
        table = f"{collection.name}@1"
        for statement in (sql.create_table(table), *sql.create_indexes(table, collection)):
            connection.execute(statement)
    return connection


def plan(connection: sqlite3.Connection, text: str, parameters: list[Any]) -> str:
    return "; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters))


@pytest.mark.parametrize("counted", [False, True], ids=["listed", "counted"])
@pytest.mark.parametrize(
    ("collection", "asked"),
    [(CASES, one) for one in OF_CASES]
    + [(STEPS, one) for one in OF_CASES + OF_STEPS]
    + [(ASKED, one) for one in OF_CASES + OF_ASKED],
    ids=lambda one: one.name if isinstance(one, Collection) else ",".join(one),
)
def test_an_index_leads_to_what_is_asked(
    connection: sqlite3.Connection, collection: Collection, asked: dict[str, Any], counted: bool
) -> None:
    table, where = f"{collection.name}@1", TimeFilter(**asked).conditions(collection, NOW)
    query = sql.count(table, where) if counted else sql.find(table, where, BY_DUE, 51, 0, None)
    told = plan(connection, *query)
    assert f"SEARCH {table} USING INDEX" in told, told


def test_all_of_them_come_along_the_order_that_they_are_listed_in(connection: sqlite3.Connection) -> None:
    told = plan(connection, *sql.find("step_clocks@1", (), BY_DUE, 51, 0, None))
    assert "SCAN step_clocks@1 USING INDEX step_clocks@1:due_at" in told
