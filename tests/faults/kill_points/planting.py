"""Bugs for a whole process."""

import asyncio
import os
from typing import Any

from shared.messaging import relay as relay_module
from shared.messaging.publication_mapper import OutgoingRecord
from shared.messaging.relay import Relay
from shared.messaging.relay_checkpoint import RelayCheckpoint

RECORDED_FIRST = "relay records its position before the acks"
CLOSED_FIRST = "stores are closed before the doors"
READY_TO_THE_END = "ready until the end"


def plant() -> None:
    """Plant what this process's environment names."""
    planted = {RECORDED_FIRST: _record_first, CLOSED_FIRST: _close_first, READY_TO_THE_END: _stay_ready}
    planting = planted.get(os.environ.get("TTHC_TEST_PLANT", ""))
    if planting is not None:
        planting()


def _close_first() -> None:
    """At the word to stop the executors and the stores go, while requests still come in."""
    from tthc.operations import web  # noqa: PLC0415 - most processes here have nothing to serve

    module: Any = web
    serve_together = module.serve_together

    async def serve_closing(servers: Any, stop: asyncio.Event) -> None:
        async def close() -> None:
            await stop.wait()
            for server in servers:
                if hasattr(server.app.state, "application"):
                    await server.app.state.application.close()

        closing = asyncio.create_task(close())
        await serve_together(servers, stop)
        await closing

    module.serve_together = serve_closing


def _stay_ready() -> None:
    """Nobody is told that the process goes away."""
    from shared.http.probes import Readiness  # noqa: PLC0415

    readiness: Any = Readiness
    readiness.withdraw = lambda _self: None


def _record_first() -> None:
    """Positions are recorded before Kafka has answered; and believed, whatever the topic holds."""
    relay_class: Any = Relay
    module: Any = relay_module
    send, find_checkpoint = relay_class._send, module.find_checkpoint

    async def recorded_and_sent(
        relay: Relay, producer: Any, outgoing: list[OutgoingRecord], previous: Any
    ) -> None:
        relay._checkpoint.position = outgoing[-1].sequence
        await relay._record()
        await send(relay, producer, outgoing, previous)

    async def believed(*args: Any) -> RelayCheckpoint:
        checkpoint: RelayCheckpoint = await find_checkpoint(*args)
        checkpoint.position, checkpoint.previous = checkpoint.recorded, dict(checkpoint.noted)
        return checkpoint

    relay_class._send = recorded_and_sent
    module.find_checkpoint = believed
