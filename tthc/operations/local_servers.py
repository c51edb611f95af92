"""This machine's own Kafka, PostgreSQL and MongoDB-protocol server, for a deployment that asks for them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from shared.runtime.ownership import Ownership
from shared.settings import Settings
from tthc.local import KafkaServer, LocalServer, MongoServer, PostgresServer, running_together
from tthc.operations.environment import resolved


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which real servers a deployment is to run on, besides those whose URL is set."""

    kafka: bool = False
    postgres: bool = False
    mongo: bool = False


@asynccontextmanager
async def local_servers(settings: Settings, wanted: Wanted) -> AsyncIterator[Settings]:
    """Start what is wanted and has no URL, in `<data_dir>/servers`; the settings with their URLs.

    They stop when the block is left, the last one first.
    """
    folder = settings.data_dir / "servers"
    made: dict[str, LocalServer] = {}
    if wanted.postgres and not settings.postgres_url:
        made["postgres_url"] = PostgresServer(folder / "postgres")
    if wanted.mongo and not settings.mongo_url:
        made["mongo_url"] = MongoServer(folder / "mongo")
    if wanted.kafka and not settings.kafka_bootstrap_servers:
        made["kafka_bootstrap_servers"] = KafkaServer(folder / "kafka")
    if not made:
        yield settings
        return
    with Ownership(folder):
        running = running_together(*made.values())
        await asyncio.to_thread(running.__enter__)
        try:
            yield resolved(settings, **{setting: _url(server) for setting, server in made.items()})
        finally:
            await asyncio.to_thread(running.__exit__, None, None, None)


def _url(server: LocalServer) -> str:
    match server:
        case KafkaServer():
            return server.bootstrap_servers
        case PostgresServer():
            return server.url()
        case MongoServer():
            return server.url
        case _:
            raise TypeError(f"{server.name} holds no data of ours")
