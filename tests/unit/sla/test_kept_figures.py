"""Rows that an earlier version kept are kept no more: the list is the present one, and no error."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.sla.queries import kept_figures
from services.sla.queries.kept_figures import KeptFigures
from services.sla.views.visit_documents import PASSED, PassedDocument
from shared.documents.port import Document
from shared.documents.sqlite import SqliteDocuments

NOW = datetime(2026, 3, 9, 1, tzinfo=UTC)
PASSED_ON = PassedDocument(
    case_number="SNV-260302-0001",
    version=3,
    procedure="SNV-07",
    kind="submitted_upward",
    agency="SNV",
    division="VP",
    at="2026-03-09T01:00:00.000000Z",
    day="2026-03-09",
)


async def test_rows_of_an_earlier_version_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = SqliteDocuments(tmp_path / "sla.documents.sqlite")
    await documents.open()
    kept = KeptFigures(documents, lambda: NOW)
    name = kept.name(7, 1, "asked")
    assert await kept.keep(name, {PASSED.name: [Document("x", 1, PASSED_ON)]})
    assert (await kept.find(name)).is_shown(NOW)
    asked: dict[str, Any] = {**kept_figures._ASKED, PASSED.name: ("agency", "day")}
    monkeypatch.setattr(kept_figures, "_ASKED", asked)
    found = await kept.find(name)
    assert (found.position, found.rows, found.is_shown(NOW)) == (7, None, False)
    await documents.close()
