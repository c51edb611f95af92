"""What the embedded transport keeps of what it carries."""

import gc
from pathlib import Path
from unittest import mock

from shared.messaging.record import LocalRecord
from tests.messaging_world import Completed, MessagingWorld, messaging_world, until

EVENTS, BATCHES = 40, 20


async def test_nothing_stays_of_what_was_delivered(tmp_path: Path) -> None:
    async with messaging_world(tmp_path) as world:
        await deliver(world)
        calls = kept(type(mock.call))
        for _ in range(BATCHES):
            await deliver(world)
        await until(lambda: kept(LocalRecord) <= 8 * EVENTS)  # the newest batches alone
        assert kept(type(mock.call)) == calls, "what was called isn't noted"


async def deliver(world: MessagingWorld) -> None:
    await world.append("SNV-0001", *(Completed() for _ in range(EVENTS)))
    await world.settle()


def kept(kind: type) -> int:
    gc.collect()
    return sum(isinstance(one, kind) for one in gc.get_objects())
