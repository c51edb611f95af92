"""Bugs for a whole process."""

import os
from typing import Any

from shared.messaging import relay as relay_module
from shared.messaging.outgoing import Outgoing
from shared.messaging.place import Place
from shared.messaging.relay import Relay

RECORDED_FIRST = "relay records its position before the acks"


def plant() -> None:
    """Plant what this process's environment names."""
    if os.environ.get("TTHC_TEST_PLANT") == RECORDED_FIRST:
        _record_first()


def _record_first() -> None:
    """Positions are recorded before Kafka has answered; and believed, whatever the topic holds."""
    relay_class: Any = Relay
    module: Any = relay_module
    send, find_place = relay_class._send, module.find_place

    async def recorded_and_sent(relay: Relay, producer: Any, outgoing: list[Outgoing], previous: Any) -> None:
        relay._place.position = outgoing[-1].sequence
        await relay._record()
        await send(relay, producer, outgoing, previous)

    async def believed(*args: Any) -> Place:
        place: Place = await find_place(*args)
        place.position, place.previous = place.recorded, dict(place.noted)
        return place

    relay_class._send = recorded_and_sent
    module.find_place = believed
