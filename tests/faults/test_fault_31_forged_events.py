"""Somebody else writes well-formed events to a topic: none has an effect, each is set aside, nobody waits."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from dev.local import KafkaServer
from shared.messaging import message_reader, sequencing
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.message import Message
from shared.messaging.retrying import retry
from shared.messaging.sequencing import SequencedBatch
from shared.messaging.strays import PositionAhead, Strays
from shared.messaging.topic_watch import foreign_records
from tests.faults.forging import FORGERIES, Forged, behind_a_hole, newest_in, write
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.messaging_topic import cases_in, check_effects, delete_topics, read_topic
from tests.messaging_world import MessagingWorld, messaging_world, until

#: Two of each partition.
CASES = [case for partition in range(6) for case in cases_in(partition, 2)]
Items = Sequence[Message | DeadLetterAdded]


@plants(31, "ce_sequence trusted")
def sequence_trusted(patch: pytest.MonkeyPatch) -> None:
    """What is too late is refused, what is too early never."""
    check_sequence = sequencing.check_sequence

    def only_late(group: str, items: Items, positions: Mapping[str, int]) -> SequencedBatch:
        found = check_sequence(group, items, positions)
        found.items = [items[place] for place in found.places]
        return found

    patch.setattr(sequencing, "check_sequence", only_late)


@plants(31, "any partition obeyed")
def any_partition_obeyed(patch: pytest.MonkeyPatch) -> None:
    """What stands elsewhere than it belongs is processed, once for each id."""
    out_of_place = Strays._out_of_place

    async def obey(self: Strays, message: Message) -> Message | None:
        return message if await out_of_place(self, message) else None

    patch.setattr(Strays, "_out_of_place", obey)


@plants(31, "id believed")
def id_believed(patch: pytest.MonkeyPatch) -> None:
    """The id is whatever the record says."""
    patch.setattr(message_reader, "check_id", lambda _cloud: None)


class Scenario:
    """All forgeries in one partition or another, with true work before and behind, and a restart."""

    def __init__(self, folder: Path, servers: str, chance: random.Random) -> None:
        self._folder, self._servers, self._chance = folder, servers, chance
        self.within = 30.0  #: seconds

    async def run(self) -> None:
        reasons = Counter(reason for _, reason in FORGERIES.values())
        await delete_topics(self._servers)
        async with messaging_world(self._folder, kafka=self._servers) as world:
            await world.complete_all(CASES)
            await world.settle()
            await self._forge()
            # What stands elsewhere, and is early, may pass for a copy once its place is reached.
            await self._set_aside(world, reasons)
            await world.complete_all(CASES)
            await self._check(world, reasons)
            await self._ahead_of_all()
        async with messaging_world(self._folder, kafka=self._servers) as world:
            await world.complete_all(CASES)
            await self._check(world, Counter(fork=6) + reasons)

    async def _forge(self) -> None:
        topic = await read_topic(self._servers)
        kinds = self._chance.sample(list(FORGERIES), len(FORGERIES))
        forged = [FORGERIES[kind][0](newest_in(topic[n % 6])) for n, kind in enumerate(kinds)]
        await write(self._servers, forged)

    async def _ahead_of_all(self) -> None:
        """The last record of every partition, for a relay that starts."""
        newest = [newest_in(records) for records in (await read_topic(self._servers)).values()]
        await write(self._servers, [Forged.of(one.record).version(97).at(10**14, 0) for one in newest])

    async def _check(self, world: MessagingWorld, reasons: Counter[str]) -> None:
        try:
            await world.settle(self.within)
            await until(lambda: nothing_waits(world), within=self.within)
        except TimeoutError:
            raise Violated(f"I7: {await world.sink.lags()}") from None
        await self._set_aside(world, reasons)
        found_reasons = Counter(letter["reason"] for letter in await world.letters())
        if found_reasons != reasons:
            raise Violated(f"{found_reasons - reasons} too many, {reasons - found_reasons} too few")
        check_effects(await world.effects(), await world.told())

    async def _set_aside(self, world: MessagingWorld, reasons: Counter[str]) -> None:
        try:
            await until(lambda: all_there(world, reasons.total()), within=self.within)
        except TimeoutError:
            found = [(letter["reason"], letter["detail"]) for letter in await world.letters()]
            raise Violated(f"I7: set aside {found}, {await world.sink.lags()}") from None


async def nothing_waits(world: MessagingWorld) -> bool:
    return not any((await world.sink.lags())["tthc.cases"].values())


async def all_there(world: MessagingWorld, count: int) -> bool:
    return len(await world.letters()) >= count


@pytest.fixture
def scenario(
    tmp_path: Path, chance: random.Random, plan: Callable[[str], None], kafka: KafkaServer
) -> Scenario:
    plan(", ".join(FORGERIES))
    return Scenario(tmp_path, kafka.bootstrap_servers, chance)


async def test_none_has_an_effect_and_nobody_waits(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    scenario.within = 6.0
    with plant.seen():
        await scenario.run()


async def test_nobody_waits_behind_a_hole_that_is_none(tmp_path: Path, kafka: KafkaServer) -> None:
    await delete_topics(kafka.bootstrap_servers)
    async with messaging_world(tmp_path, kafka=kafka.bootstrap_servers) as world:
        await world.complete_all(CASES)
        await world.settle()
        topic = await read_topic(kafka.bootstrap_servers)
    await write(kafka.bootstrap_servers, [behind_a_hole(newest_in(records)) for records in topic.values()])
    async with messaging_world(tmp_path, kafka=kafka.bootstrap_servers) as world:
        for _ in range(3):
            await world.complete_all(CASES)
        await until(lambda: nothing_waits(world), within=30.0)
        await world.settle(30.0)
        check_effects(await world.effects(), await world.told())
        assert await world.letters() == []


async def test_who_knows_the_exact_predecessor_is_seen_at_the_next_true_event(
    tmp_path: Path, kafka: KafkaServer
) -> None:
    """Such a record is like a true one; what it would swallow is set aside, and can be had."""
    case = CASES[0]
    await delete_topics(kafka.bootstrap_servers)
    async with messaging_world(tmp_path, kafka=kafka.bootstrap_servers) as world:
        await world.complete(case)
        await world.settle()
        last = newest_in((await read_topic(kafka.bootstrap_servers))[0])
        forged = Forged.of(last.record).version(2).at(last.sequence + 40, last.sequence)
        await write(kafka.bootstrap_servers, [forged])
        await until(lambda: counted(world, case, [1, 2]))
        source, servers = world.source, kafka.bootstrap_servers
        (seen,) = (await foreign_records(source.service.application, source.mapper, servers)).values()
        assert seen.event_id == forged.headers["ce_id"].decode()
        ready = world.sink.checks()["consumers"]
        with pytest.raises(PositionAhead):  # by the source's own last event
            await ready()
        await world.complete(case, times=2)  # one more than was forged
        await until(lambda: all_there(world, 2))
        world.sink.sources = {}  # as where it runs elsewhere
        with pytest.raises(PositionAhead):  # by what was passed over
            await ready()
        letters = await world.letters()
        assert [letter["reason"] for letter in letters] == ["fork", "fork"]
        for letter in letters:
            work = retry(world.sink.consumers[0], letter["key"], "operator")
            await world.sink.service.application.execute(work)
        assert 3 in (await world.effects())[case]


async def counted(world: MessagingWorld, case: str, versions: list[int]) -> bool:
    return (await world.effects()).get(case) == versions
