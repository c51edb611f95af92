"""No box is read out of all that somebody ever did: an index leads to what is open, in the order of dues."""

import sqlite3

import pytest

from services.sla.queries.filters import TimeFilter
from services.sla.queries.work import BY_DUE, Box, Scope, WorkFilter
from services.sla.views.documents import STEPS
from shared.documents import sqlite_query as sql
from tests.unit.working_time.calendars import hanoi

NOW = hanoi("2026-03-02 08:00")
TABLE = f"{STEPS.name}@1"
#: What stands between the agency and the state in the index that leads to a scope.
SCOPES = {
    "division,": Scope(agency="SNV", division="VP", anybody=True),
    "division,official,": Scope(agency="SNV", division="VP", official="lan"),
    "official,": Scope(agency="SNV", official="lan"),
}


@pytest.mark.parametrize("counted", [False, True], ids=["listed", "counted"])
@pytest.mark.parametrize("box", [*Box, None], ids=str)
@pytest.mark.parametrize("lead", SCOPES)
def test_an_index_leads_to_a_box(lead: str, box: Box | None, counted: bool) -> None:
    connection = sqlite3.connect(":memory:")
    for statement in (sql.create_table(TABLE), *sql.create_indexes(TABLE, STEPS)):
        connection.execute(statement)
    (where,) = WorkFilter(scopes=[SCOPES[lead]], box=box, times=TimeFilter()).each(NOW)
    text, parameters = sql.count(TABLE, where) if counted else sql.find(TABLE, where, BY_DUE, 51, 0, None)
    told = "; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters))
    index = "in_hand,agency" if box is Box.TO_HAND_OFF else f"agency,{lead}state"
    assert f"SEARCH {TABLE} USING INDEX {TABLE}:{index}" in told, told
    assert "TEMP B-TREE FOR ORDER BY" not in told or box is Box.TO_HAND_OFF, told
