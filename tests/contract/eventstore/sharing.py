"""What holds when several processes share a store."""

import asyncio
import random
from collections.abc import Mapping

import psycopg
import pytest

from shared.eventstore.application import Application
from shared.eventstore.listener import listen
from shared.eventstore.records import Position, RecordedEvent
from shared.eventstore.unit_of_work import UnitOfWork
from tests.contract.eventstore.opening import Store
from tests.contract.eventstore.toy import JAR, Added, Handler, JarFull, add, empty, held, under


class Sharing:
    async def test_no_update_is_lost(self, application: Application, other: Application) -> None:
        both = [one.execute(add()) for one in (application, other) for _ in range(50)]
        answers = await asyncio.gather(*both)
        assert sorted(answer["held"] for answer in answers if answer) == list(range(1, 101))
        assert await held(application) == 100

    async def test_a_stale_acceptance_becomes_a_refusal(
        self, application: Application, other: Application
    ) -> None:
        await application.execute(add(amount=10))
        await other.execute(add(amount=90))
        with pytest.raises(JarFull):
            await application.execute(add(amount=10))

    async def test_a_refusal_on_a_stale_state_is_looked_at_again(
        self, application: Application, other: Application
    ) -> None:
        await application.execute(add(amount=100))
        await other.execute(empty())
        assert await application.execute(add(amount=100)) == {"held": 100}

    async def test_a_stream_that_is_only_read_is_as_new_as_the_log_that_was_followed(
        self, application: Application, other: Application
    ) -> None:
        await application.execute(add("rule", 1))
        assert await application.execute(add_by_rule()) == {"rule": 1}
        await other.execute(add("rule", 1))
        assert await application.execute(add_by_rule()) == {"rule": 1}  # nothing has told of it yet
        last = await application.read(application.store.last_notification_id)
        await application.log(last - 2, 10)
        assert await application.execute(add_by_rule()) == {"rule": 2}

    async def test_one_key_in_two_processes_has_one_effect(
        self, application: Application, other: Application
    ) -> None:
        both = [one.execute(add(amount=30), under("k")) for one in (application, other)]
        assert await asyncio.gather(*both) == [{"held": 30}, {"held": 30}]
        assert await held(application) == 30

    async def test_one_message_in_two_processes_is_taken_once(
        self, application: Application, other: Application
    ) -> None:
        both = [one.execute(add(), positions=[Position("r", 1)]) for one in (application, other)]
        answers = await asyncio.gather(*both, return_exceptions=True)
        assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyTaken", "dict"]
        assert await held(application) == 1

    async def test_a_follower_misses_nothing_while_two_write(
        self, store: Store, application: Application, other: Application, chance: random.Random
    ) -> None:
        writers = [
            asyncio.ensure_future(hammer(one, f"{place}", chance.randrange(2**32)))
            for place, one in enumerate((application, other))
        ]
        followers = [asyncio.ensure_future(follow(one, 600)) for one in (store.open(), application)]
        await asyncio.gather(*writers)
        stored = await store.open().log(0, 10_000)
        for seen in await asyncio.gather(*followers):
            assert [place(one) for one in seen] == [place(one) for one in stored]

    async def test_a_save_elsewhere_wakes_a_listener(
        self, environment: Mapping[str, str], application: Application, other: Application
    ) -> None:
        async with Listening(environment, application) as listening:
            await other.execute(add())
            await listening.woken()

    async def test_a_listener_whose_backend_ended_listens_again(
        self, environment: Mapping[str, str], application: Application, other: Application
    ) -> None:
        async with Listening(environment, application) as listening:
            assert await end_listeners(environment) == 1
            await listening.woken()  # as soon as it listens again: for what it missed
            listening.event.clear()
            await other.execute(add())
            await listening.woken()


def add_by_rule() -> Handler:
    """A command on one jar that only reads another."""

    def handler(work: UnitOfWork) -> dict[str, int]:
        rule = work.state(JAR, "rule").held
        work.append(JAR, "a", [Added(amount=1)])
        return {"rule": rule}

    return handler


class Listening:
    """A follower of an application, woken by LISTEN alone."""

    def __init__(self, environment: Mapping[str, str], application: Application) -> None:
        self._environment = environment
        self._application = application

    async def __aenter__(self) -> "Listening":
        self._listening = self._application.wakeup.listening()
        self.event = self._listening.__enter__()
        self._task = asyncio.ensure_future(listen(self._environment, "jars", self._application.wakeup))
        await self.woken()  # it listens now
        self.event.clear()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._listening.__exit__(None, None, None)

    async def woken(self) -> None:
        async with asyncio.timeout(10):
            await self.event.wait()


async def end_listeners(environment: Mapping[str, str]) -> int:
    """End the backends that listen; how many they were."""
    connection = await psycopg.AsyncConnection.connect(
        host=environment["POSTGRES_HOST"],
        port=environment["POSTGRES_PORT"],
        user=environment["POSTGRES_USER"],
        dbname=environment["POSTGRES_DBNAME"],
        autocommit=True,
    )
    async with connection:
        ended = await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        return len(await ended.fetchall())


async def hammer(application: Application, name: str, seed: int) -> None:
    """300 commands on few jars, some of them together."""
    chance, left = random.Random(seed), 300
    while left:
        many = min(left, chance.randrange(1, 12))
        await asyncio.gather(*(application.execute(add(f"{name}{chance.randrange(9)}")) for _ in range(many)))
        left -= many


async def follow(application: Application, count: int) -> list[RecordedEvent]:
    """Read the log in small pieces as it grows, until there were so many."""
    seen: list[RecordedEvent] = []
    async with asyncio.timeout(60):
        while len(seen) < count:
            chunk = await application.log((seen[-1].notification_id or 0) if seen else 0, 7)
            seen += chunk
            if not chunk:
                await asyncio.sleep(0.001)
    return seen


def place(recorded: RecordedEvent) -> tuple[int | None, str, int]:
    return recorded.notification_id, recorded.stream, recorded.version
