"""The contract of event stores, kept by PostgreSQL."""

from collections.abc import Iterator, Mapping

import pytest

from dev.local import PostgresServer
from shared.eventstore.application import Application
from shared.eventstore.environment import postgres_environment
from tests.contract.eventstore.committing import Caps, Epochs, Grouping, Keys, Positions, Reads, Versions
from tests.contract.eventstore.opening import Store
from tests.contract.eventstore.reading import LongStreams, OldForms, Reading, ReadTogether
from tests.contract.eventstore.sharing import Sharing
from tests.contract.eventstore.taking_turns import TakingTurns
from tests.servers import fresh_name


@pytest.fixture
def environment(postgres: PostgresServer) -> Iterator[Mapping[str, str]]:
    prefix = fresh_name("store")
    postgres.create_database(f"{prefix}_jars")
    yield postgres_environment(postgres.url(prefix), "jars")
    postgres.drop_database(f"{prefix}_jars")


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


class TestSharing(Sharing): ...


async def test_every_connection_commits_durably_and_ends_what_hangs(application: Application) -> None:
    with application.store.recorder.datastore.get_connection() as connection:  # type: ignore[attr-defined]
        for setting, expected in (
            ("synchronous_commit", "on"),
            ("transaction_timeout", "10s"),
            ("fsync", "on"),
        ):
            found = connection.execute(f"SHOW {setting}").fetchone()
            assert found[setting] == expected


async def test_database_functions_are_refused(store: Store, environment: Mapping[str, str]) -> None:
    store.environment = {**environment, "POSTGRES_ENABLE_DB_FUNCTIONS": "yes"}
    with pytest.raises(RuntimeError, match="POSTGRES_ENABLE_DB_FUNCTIONS must stay off"):
        store.open()
