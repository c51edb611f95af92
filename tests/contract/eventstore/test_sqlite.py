"""The contract of event stores, kept by SQLite."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from shared.eventstore.application import Application
from shared.eventstore.environment import sqlite_environment
from shared.eventstore.unit_of_work import UnitOfWork
from tests.contract.eventstore.committing import Caps, Epochs, Grouping, Keys, Positions, Reads, Versions
from tests.contract.eventstore.reading import LongStreams, OldForms, Reading, ReadTogether
from tests.contract.eventstore.taking_turns import TakingTurns
from tests.contract.eventstore.toy import JAR, Added


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    return sqlite_environment(tmp_path, "jars")


class TestGrouping(Grouping): ...


class TestTakingTurns(TakingTurns): ...


class TestReads(Reads): ...


class TestCaps(Caps): ...


class TestKeys(Keys): ...


class TestVersions(Versions): ...


class TestPositions(Positions): ...


class TestEpochs(Epochs): ...


class TestReading(Reading): ...


class TestOldForms(OldForms): ...


class TestReadTogether(ReadTogether): ...


class TestLongStreams(LongStreams): ...


async def test_every_connection_writes_through_to_the_disk(application: Application) -> None:
    datastore = application.store.recorder.datastore  # type: ignore[attr-defined]
    for commit in (True, False):
        with datastore.transaction(commit=commit) as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] == 2  # FULL
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone()[0] == "wal"


async def test_rows_that_are_inserted_together_have_the_ids_of_their_places(application: Application) -> None:
    for events in (1, 3, 4, 15, 85, 150):
        before = application.store.last_notification_id()
        notes = [Added(amount=0, note=str(number)) for number in range(events)]
        await application.execute(partial(fill, notes))
        application.store.recent_events.clear()  # the store itself is asked
        saved = application.store.log(before, 1_000)
        assert [one.notification_id for one in saved] == list(range(before + 1, before + events + 1))
        assert [one.event.note for one in saved] == [str(number) for number in range(events)]
        assert application.store.events("jar-a")[-1] == replace(saved[-1], notification_id=None)


def fill(events: list[Added], work: UnitOfWork) -> None:
    work.append(JAR, "a", events)
