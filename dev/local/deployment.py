"""This machine's own Kafka, PostgreSQL and MongoDB-protocol server, for a deployment that asks for them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dev.local.kafka import KafkaServer
from dev.local.mongo import MongoServer
from dev.local.postgres import PostgresServer
from dev.local.servers import LocalServer, running_together
from shared.runtime.ownership import Ownership
from shared.settings import Settings
from tthc.operations.deployment_options import DeploymentOptions
from tthc.operations.environment import resolved


@asynccontextmanager
async def local_servers(settings: Settings, options: DeploymentOptions) -> AsyncIterator[Settings]:
    """Start what is asked for and has no URL, in `<data_dir>/servers`; the settings with their URLs.

    They stop when the block is left, the last one first.
    """
    folder = settings.data_dir / "servers"
    lacking = options.lacking(settings)
    made: dict[str, LocalServer] = {}
    if "postgres_url" in lacking:
        made["postgres_url"] = PostgresServer(folder / "postgres")
    if "mongo_url" in lacking:
        made["mongo_url"] = MongoServer(folder / "mongo")
    if "kafka_bootstrap_servers" in lacking:
        made["kafka_bootstrap_servers"] = KafkaServer(folder / "kafka")
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
