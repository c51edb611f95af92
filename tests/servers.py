"""Real servers for tests: each starts once, when a test first asks for it; each test gets its own corner.

With pytest-xdist every worker has servers of its own. A test that stops or kills a server makes its own one.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest

from dev.local import KafkaServer, LocalServer, MongoServer, PostgresServer, PrometheusServer
from dev.local.aot_cache import learn_to_start
from shared.deployment import PUBLISHERS
from tests.files_in_memory import place

#: The services that have a store of their own.
SERVICES = tuple(map(str, PUBLISHERS))

Server = TypeVar("Server", bound=LocalServer)

_SERVERS = {"kafka", "postgres", "mongo", "prometheus", "server_data"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses one of the servers is marked `servers`, so that it can be left out."""
    for item in items:
        if not _SERVERS.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.servers)


@pytest.fixture(scope="session")
def server_data() -> Iterator[Path]:
    """A directory for the servers' data; pytest's own can't be entered by PostgreSQL's system user."""
    directory = Path(tempfile.mkdtemp(prefix="tthc-tests-", dir=place()))
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def own_data(server_data: Path) -> Iterator[Path]:
    """The same for servers that one test alone uses; emptied after it."""
    directory = Path(tempfile.mkdtemp(prefix="own-", dir=server_data))
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


def _started(server: Server) -> Iterator[Server]:
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def kafka(server_data: Path) -> Iterator[KafkaServer]:
    """One Kafka node. It ends at once: nobody reads its data again."""
    server = quick_kafka(server_data / "kafka")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def postgres(server_data: Path) -> Iterator[PostgresServer]:
    """One PostgreSQL cluster without databases of its own: each test makes its own."""
    yield from _started(PostgresServer(server_data / "postgres", databases=()))


@pytest.fixture(scope="session")
def mongo(server_data: Path) -> Iterator[MongoServer]:
    """One MongoDB-protocol server."""
    yield from _started(MongoServer(server_data / "mongo"))


@pytest.fixture(scope="session")
def prometheus(server_data: Path) -> Iterator[PrometheusServer]:
    """One Prometheus without rules."""
    yield from _started(PrometheusServer(server_data / "prometheus"))


def quick_kafka(data: Path, **settings: Any) -> KafkaServer:
    """A Kafka node that starts in a third of the time, but is slower at hard work: not for benchmarks."""
    learn_to_start()
    return KafkaServer(data, java_options=["-XX:TieredStopAtLevel=1"], **settings)


def fresh_name(what: str = "test") -> str:
    """A name that no other test has, fit for topics, databases and consumer groups."""
    return f"{what}_{uuid4().hex[:12]}"


def fresh_databases(server: PostgresServer) -> dict[str, str]:
    """An empty database per service: the service's name to the URL."""
    urls = {}
    for service in SERVICES:
        name = fresh_name(service)
        server.create_database(name)
        urls[service] = server.url(name)
    return urls


@pytest.fixture
def databases(postgres: PostgresServer) -> Iterator[dict[str, str]]:
    """An empty PostgreSQL database per service, dropped after the test: the service's name to the URL."""
    urls = fresh_databases(postgres)
    yield urls
    for url in urls.values():
        postgres.drop_database(url.rpartition("/")[2])


@pytest.fixture
def topic_prefix() -> str:
    """Stands before the names of this test's topics."""
    return fresh_name("topic") + "."


@pytest.fixture
def mongo_database(mongo: MongoServer) -> str:
    """The name of an empty database, to be asked for at `mongo.url`."""
    return fresh_name("views")
