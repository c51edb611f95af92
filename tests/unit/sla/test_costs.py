"""What is looked for among a million clocks is led to by an index; counting them reads no document."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from services.sla.queries import ALARMED, RAISED, SlaQueries
from services.sla.queries.asking import CasePlace
from services.sla.queries.province import ProvinceAsked, last_days
from services.sla.views import VIEWS
from services.sla.views.documents import OPEN
from shared.documents import sqlite_query as sql
from shared.documents.projector import Projector
from shared.documents.sqlite import SqliteDocuments
from tests.unit.working_time.calendars import hanoi

NOW = hanoi("2026-03-02 08:00")


class Asked:
    """The clocks' read model, and how SQLite finds what it is asked."""

    def __init__(self, queries: SlaQueries, file: Path) -> None:
        self.queries = queries
        self._file = file
        self._texts: list[tuple[str, Any]] = []

    def note(self, make: Callable[..., tuple[str, Any]]) -> Callable[..., tuple[str, Any]]:
        def noted(*asked: Any) -> tuple[str, Any]:
            self._texts.append(make(*asked))
            return self._texts[-1]

        return noted

    def plans(self) -> list[str]:
        """Of all that was asked since."""
        connection = sqlite3.connect(self._file)
        plans = [
            "; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters))
            for text, parameters in self._texts
        ]
        connection.close()
        self._texts.clear()
        return plans


@pytest.fixture(name="asked")
async def _asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Asked]:
    file = tmp_path / "sla.documents.sqlite"
    documents = SqliteDocuments(file)
    await documents.open()
    for view in VIEWS:
        await Projector(documents, view).start()
    asked = Asked(SlaQueries(documents, lambda: NOW), file)
    for name in ("find", "group_count"):
        monkeypatch.setattr(sql, name, asked.note(getattr(sql, name)))
    yield asked
    await documents.close()


async def test_a_look_costs_what_is_due(asked: Asked) -> None:
    for collection in ALARMED:
        await asked.queries.alarms(collection, NOW, 500)
    for plan, collection in zip(asked.plans(), ALARMED, strict=True):
        assert f"INDEX {collection.name}@1:next_alarm (<expr>>? AND <expr><?)" in plan
    for collection, told, due in RAISED:
        await asked.queries.raised_early(collection, told, due, NOW, 500)
    for plan, (collection, told, due) in zip(asked.plans(), RAISED, strict=True):
        assert f"INDEX {collection.name}@1:{told},{due} (<expr>=? AND <expr>>?)" in plan


@pytest.mark.parametrize("behind", [None, CasePlace("running", "SNV-260302-0001")])
async def test_the_clocks_of_a_calendar_are_gone_through_once(asked: Asked, behind: CasePlace | None) -> None:
    assert [found async for found in asked.queries.counted_by("VN", 500, behind)] == []
    plans = asked.plans()
    assert len(plans) == len(OPEN)
    for plan in plans:
        assert "INDEX case_clocks@1:state,calendar,id (<expr>=? AND <expr>=?" in plan
        assert "TEMP B-TREE" not in plan
    assert ("AND id>?" in plans[0]) == (behind is not None)


async def test_figures_for_monitoring_are_counted_along_an_index(asked: Asked) -> None:
    await asked.queries.province_at(ProvinceAsked(days=last_days(NOW)), "sla", NOW)
    await asked.queries.escalations.unacknowledged_by_level(NOW)
    plans = asked.plans()
    for index in (
        "escalations@1:state,agency,level",
        "case_clocks@1:state,agency,overdue",
        "step_clocks@1:state,agency,due_at,overdue,waiting",
        "step_clocks@1:receipt_overdue,receipt_due_at",
        "coordination_clocks@1:state,asked_agency,overdue",
        "case_clocks@1:late,state,due_soon_at,agency",
        "step_clocks@1:late,state,due_soon_at,agency",
    ):
        assert [plan for plan in plans if f"INDEX {index} (" in plan], index
    assert [plan for plan in plans if " INDEX " not in plan] == []
