"""The contract of event stores, kept by SQLite."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from shared.eventstore.application import Application
from shared.eventstore.environment import sqlite_environment
from tests.contract.eventstore.committing import Caps, Epochs, Grouping, Keys, Positions, Versions
from tests.contract.eventstore.reading import LongStreams, OldForms, Reading


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    return sqlite_environment(tmp_path, "jars")


class TestGrouping(Grouping): ...


class TestCaps(Caps): ...


class TestKeys(Keys): ...


class TestVersions(Versions): ...


class TestPositions(Positions): ...


class TestEpochs(Epochs): ...


class TestReading(Reading): ...


class TestOldForms(OldForms): ...


class TestLongStreams(LongStreams): ...


async def test_every_connection_writes_through_to_the_disk(application: Application) -> None:
    datastore = application.store.recorder.datastore  # type: ignore[attr-defined]
    for commit in (True, False):
        with datastore.transaction(commit=commit) as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] == 2  # FULL
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone()[0] == "wal"
