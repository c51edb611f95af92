"""LISTEN on PostgreSQL: wakes the followers when another process has saved. Re-created when it breaks."""

import asyncio
from collections.abc import Mapping

import psycopg
import structlog

from shared.eventstore.wakeup import Wakeup

#: A silenced connection brings no error: it is replaced each so many seconds (and followers poll anyway).
_RENEW_SECONDS = 60.0
_ANSWER_SECONDS = 5.0

log = structlog.get_logger()


async def listen(environment: Mapping[str, str], service: str, wakeup: Wakeup) -> None:
    """Wake followers at each NOTIFY of the service's store, until cancelled."""
    while True:
        try:
            await _listen_once(environment, service, wakeup)
        except (psycopg.Error, OSError) as error:
            log.warning("LISTEN broke; made again", service=service, error=repr(error))
            await asyncio.sleep(1.0)


async def _listen_once(environment: Mapping[str, str], service: str, wakeup: Wakeup) -> None:
    connection = await psycopg.AsyncConnection.connect(
        dbname=environment["POSTGRES_DBNAME"],
        host=environment["POSTGRES_HOST"],
        port=environment["POSTGRES_PORT"],
        user=environment["POSTGRES_USER"],
        password=environment["POSTGRES_PASSWORD"],
        autocommit=True,
        connect_timeout=3,
        keepalives_idle=5,
        keepalives_interval=2,
        keepalives_count=2,
    )
    async with connection:
        async with asyncio.timeout(_ANSWER_SECONDS):
            await connection.execute(f'LISTEN "{service}_events"')
        wakeup.wake()  # for what was saved while nobody listened
        async for _ in connection.notifies(timeout=_RENEW_SECONDS):
            wakeup.wake()
