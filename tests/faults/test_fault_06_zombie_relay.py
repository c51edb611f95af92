"""A relay is stopped in the middle of a chunk, a second one takes over, and the first one wakes up."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from dev.local import KafkaServer, PostgresServer
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.application import Application
from shared.runtime.resources import Resources
from shared.settings import load_settings
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.faults.toy_process import ToyProcess, toy_process
from tests.messaging_topic import cases_in, check_topic, delete_topics, make_topics, read_topic
from tests.messaging_world import ADDRESS, DOSSIER, Completed, append, told_by, until
from tests.servers import fresh_name

#: What the processes of a planted scenario are told besides.
PLANTED: dict[str, bool] = {}


@plants(6, "lease without fencing")
def lease_without_fencing(patch: pytest.MonkeyPatch) -> None:
    """Each process has a transactional id of its own."""
    patch.setitem(PLANTED, "lease_without_fencing", True)


class Scenario:
    """Two processes over one store; the test is a third, which only writes."""

    def __init__(
        self, folder: Path, kafka: KafkaServer, postgres: PostgresServer, chance: random.Random, after: bool
    ) -> None:
        self._folder, self._kafka, self._postgres = folder, kafka, postgres
        self._prefix = fresh_name("zombie")
        self.after = after
        self.chunk = chance.randrange(2, 6)
        self.cases = [case for number in range(6) for case in cases_in(number, 3)]

    async def run(self) -> None:
        database = f"{self._prefix}_cases"
        self._postgres.create_database(database)
        try:
            await delete_topics(self._kafka.bootstrap_servers)
            await make_topics(self._kafka.bootstrap_servers)
            async with self._writer() as writer:
                await self._through(writer)
        finally:
            self._postgres.drop_database(database)

    async def _through(self, writer: Application) -> None:
        await self._write(writer, 10)
        async with (
            self._relay("first", stop_at=self.chunk, after=self.after) as first,
            self._relay_later() as later,
        ):
            await until(first.is_stopped)
            second = await later("second")
            await until(lambda: second.has_said("running"))
            await self._write(writer, 10)
            await self._published(writer)
            first.process.send_signal(signal.SIGCONT)
            await self._after_waking(writer, first)
            await self._write(writer, 10)
            await self._check(writer)
            assert not second.has_said("relay failed", "fenced"), "the first one came back too early"
            second.process.kill()
            await second.process.wait()
            await self._write(writer, 10)
            await self._check(writer)

    async def _after_waking(self, writer: Application, first: ToyProcess) -> None:
        """The first one must find out that it is no more the one."""
        if PLANTED:
            await self._write(writer, 5)
            await asyncio.sleep(2.0)  # it never says anything: that is the bug
            return
        await self._write(writer, 5)
        await until(lambda: first.has_said("relay failed", "fenced"), within=20)

    async def _published(self, writer: Application) -> None:
        """The second one has published everything, by its record."""
        reader = f"relay|{ADDRESS}/cases/1|tthc.cases|6"

        async def all_of_it() -> bool:
            last = await writer.read(writer.store.last_notification_id)
            return await writer.position(reader) >= last

        try:
            await until(all_of_it, within=40)
        except TimeoutError:
            raise Violated("I7: the relay that is left publishes nothing") from None

    async def _check(self, writer: Application) -> None:
        await self._published(writer)
        check_topic(await read_topic(self._kafka.bootstrap_servers), await told_by(writer))

    async def _write(self, writer: Application, times: int) -> None:
        for _ in range(times):
            await asyncio.gather(*(append(writer, case, Completed()) for case in self.cases))

    @asynccontextmanager
    async def _writer(self) -> AsyncIterator[Application]:
        settings = load_settings(data_dir=self._folder, address=ADDRESS, postgres_url=self._url)
        application = Resources(settings).application(Application, ServiceName.CASES, (DOSSIER,))
        application.start()
        try:
            yield application
        finally:
            await application.close()

    @property
    def _url(self) -> str:
        return self._postgres.url(self._prefix)

    @asynccontextmanager
    async def _relay(self, name: str, **more: Any) -> AsyncIterator[ToyProcess]:
        order = {
            "folder": str(self._folder / name),
            "kafka": self._kafka.bootstrap_servers,
            "postgres": self._url,
            **more,
            **PLANTED,
        }
        async with toy_process(order) as relay:
            yield relay

    @asynccontextmanager
    async def _relay_later(self) -> AsyncIterator[Callable[[str], Any]]:
        """Start a relay at a later moment; it ends with the block."""
        open_ones = []

        async def start(name: str) -> ToyProcess:
            context = self._relay(name)
            relay = await context.__aenter__()
            open_ones.append(context)
            return relay

        try:
            yield start
        finally:
            for context in open_ones:
                await context.__aexit__(None, None, None)


@pytest.fixture(params=[False, True], ids=["before-the-commit", "after-the-commit"])
def after(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


async def test_the_zombie_is_fenced_stands_by_and_takes_over(
    tmp_path: Path,
    kafka: KafkaServer,
    postgres: PostgresServer,
    chance: random.Random,
    plan: Callable[[str], None],
    after: bool,
) -> None:
    scenario = Scenario(tmp_path, kafka, postgres, chance, after)
    plan(f"SIGSTOP {'after' if after else 'before'} the commit of chunk {scenario.chunk}")
    await scenario.run()


async def test_a_planted_bug_is_seen(
    tmp_path: Path, kafka: KafkaServer, postgres: PostgresServer, chance: random.Random, plant: Plant
) -> None:
    with plant.seen():
        await Scenario(tmp_path, kafka, postgres, chance, after=False).run()
