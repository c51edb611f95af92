"""Kafka is gone under load: commands don't notice, nothing gathers in memory, and all is told afterwards."""

import asyncio
import logging
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from dev.local import KafkaServer
from shared.eventstore import store as store_module
from shared.eventstore.store import EventStore
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.messaging_topic import check_effects, check_topic, read_topic
from tests.messaging_world import Completed, MessagingWorld, messaging_world, until
from tests.servers import quick_kafka

GONE, GONE_IN_SOAK = 6.0, 200.0  #: seconds
NOTE = "x" * 30_000  #: what a command carries, so that whatever is kept shows
#: How much slower the median command may be while Kafka is gone, and how much memory may come.
SLOWER, SECONDS_MORE, MEGABYTES_MORE = 3, 0.05, 12
CLIENTS = 3
#: Seconds between two commands of a client; of the long run, so that no more is left than can be sent on.
PAUSE, PAUSE_IN_SOAK = 0.01, 0.05


class Gone(StrEnum):
    """In which way."""

    KILLED = "killed"
    STOPPED = "stopped"
    SILENT = "silent: connections stay open, nobody answers"


@plants(13, "unbounded queue in memory")
def queue_in_memory(patch: pytest.MonkeyPatch) -> None:
    """What is saved is kept for the relay until it has gone out."""
    save, queue = EventStore.save, list[Any]()

    def save_and_keep(self: EventStore, events: Sequence[Any], stored: Any, positions: Any) -> Any:
        saved = save(self, events, stored, positions)
        queue.extend(bytes(bytearray(one.state)) for one in stored)
        return saved

    patch.setattr(EventStore, "save", save_and_keep)


class Load:
    """Clients that give commands one after the other; how long each took."""

    def __init__(self, world: MessagingWorld, pause: float) -> None:
        self._world, self._pause = world, pause
        self._number = 0
        self.seconds: list[float] = []

    async def press(self) -> None:
        """Until cancelled."""
        await asyncio.gather(*(self._one() for _ in range(CLIENTS)))

    async def _one(self) -> None:
        while True:
            self._number += 1
            began = time.monotonic()
            await self._world.append(f"SNV-{self._number:06}", Completed(note=NOTE))
            self.seconds.append(time.monotonic() - began)
            await asyncio.sleep(self._pause)

    def median(self) -> float:
        """Of what was measured since the last time."""
        measured, self.seconds = self.seconds, []
        assert len(measured) > 20, f"only {len(measured)} commands: that is no load"
        return statistics.median(measured)


class Scenario:
    """A source writes while Kafka is gone in one way after the other."""

    def __init__(self, folder: Path, server: KafkaServer, ways: Sequence[Gone], seconds: float) -> None:
        self._folder, self._server, self._ways, self._gone = folder, server, ways, seconds

    async def run(self) -> None:
        await asyncio.to_thread(self._server.start)
        options = {"relay_chunk": 40, "aggregate_cache_size": 100}
        servers = self._server.bootstrap_servers
        try:
            async with messaging_world(self._folder, kafka=servers, **options) as world:
                for way in self._ways:
                    await self._while_gone(world, way)
                tracemalloc.stop()  # looking costs half of the speed
                await self._check(world, servers)
        finally:
            self._server.resume()
            await asyncio.to_thread(self._server.kill)

    async def _while_gone(self, world: MessagingWorld, way: Gone) -> None:
        load = Load(world, PAUSE_IN_SOAK if self._gone == GONE_IN_SOAK else PAUSE)
        pressing = asyncio.create_task(load.press())
        try:
            await asyncio.sleep(self._gone / 2)  # what commands cost otherwise
            before, memory, position = load.median(), await _kept(), world.relay.position
            await asyncio.to_thread(self._end, way)
            at = world.relay.position
            await asyncio.sleep(self._gone)  # the length of the fault
            meanwhile, more = load.median(), await _kept() - memory
            assert position, "nothing was published before"
            last = world.source.service.application.store.last_notification_id()
            assert last > world.relay.position, f"Kafka was there all the time: {at}, {last}"
            if world.relay.failure is None:
                raise Violated(f"Kafka is {way}, and nobody is told")
        finally:
            pressing.cancel()
            await asyncio.gather(pressing, return_exceptions=True)
            await asyncio.to_thread(self._begin, way)
        print(f"{way}: {before:.3f} s, then {meanwhile:.3f} s, {more:.1f} MB more")  # noqa: T201
        if meanwhile > SLOWER * before + SECONDS_MORE:
            raise Violated(
                f"a command took {meanwhile:.3f} s instead of {before:.3f} s while Kafka was {way}"
            )
        if more > MEGABYTES_MORE:
            raise Violated(f"{more:.1f} MB came into memory while Kafka was {way}")
        await until(lambda: world.relay.failure is None)

    def _end(self, way: Gone) -> None:
        match way:
            case Gone.KILLED:
                self._server.kill()
            case Gone.STOPPED:
                self._server.stop()
            case Gone.SILENT:
                self._server.pause()

    def _begin(self, way: Gone) -> None:
        if way is Gone.SILENT:
            self._server.resume()
        else:
            self._server.start()

    async def _check(self, world: MessagingWorld, servers: str) -> None:
        """I2, I3, I7."""
        try:
            await world.settle(60 + len(self._ways) * self._gone)  # no longer than it was written in
        except TimeoutError:
            raise Violated(f"I7: {await world.source.progress()}, {await world.sink.progress()}") from None
        check_topic(await read_topic(servers), await world.told())
        check_effects(await world.effects(), await world.told())


async def _kept() -> float:
    """Memory in use, in MB: the least of several looks, as work under way takes some and gives it back."""
    looks = []
    for _ in range(20):
        looks.append(tracemalloc.get_traced_memory()[0])
        await asyncio.sleep(0.05)
    return min(looks) / 1024**2


@pytest.fixture
def server(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KafkaServer]:
    # What a store keeps of its latest saves is bounded, but by more than these tests write.
    monkeypatch.setattr(store_module, "_LATEST_SAVES", 50)
    # The tests keep each line of log with its traceback, of which a client without a broker writes thousands.
    clients = logging.getLogger("aiokafka")
    kept = clients.level
    clients.setLevel(logging.CRITICAL + 1)
    tracemalloc.start()
    yield quick_kafka(own_data)
    tracemalloc.stop()
    clients.setLevel(kept)


async def test_kafka_may_be_gone(
    tmp_path: Path, server: KafkaServer, chance: random.Random, plan: Callable[[str], None]
) -> None:
    way = chance.choice(list(Gone))
    plan(f"Kafka is {way} for {GONE:g} s")
    await Scenario(tmp_path, server, [way], GONE).run()


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_kafka_may_be_gone_for_ten_minutes(
    tmp_path: Path, server: KafkaServer, plan: Callable[[str], None]
) -> None:
    plan(f"Kafka is {', '.join(Gone)}, for {GONE_IN_SOAK:g} s each")
    await Scenario(tmp_path, server, list(Gone), GONE_IN_SOAK).run()


async def test_a_planted_bug_is_seen(
    tmp_path: Path, server: KafkaServer, plan: Callable[[str], None], plant: Plant
) -> None:
    plan("Kafka is stopped")
    with plant.seen():
        await Scenario(tmp_path, server, [Gone.STOPPED], GONE).run()
