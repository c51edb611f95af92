"""Bugs for a whole process."""

import os
from typing import Any

from shared.messaging import relay as relay_module
from shared.messaging.publication_mapper import OutgoingRecord
from shared.messaging.relay import Relay
from shared.messaging.relay_checkpoint import RelayCheckpoint

RECORDED_FIRST = "relay records its position before the acks"


def plant() -> None:
    """Plant what this process's environment names."""
    if os.environ.get("TTHC_TEST_PLANT") == RECORDED_FIRST:
        _record_first()


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
