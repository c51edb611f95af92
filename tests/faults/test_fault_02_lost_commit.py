"""The answer to a COMMIT is lost, under group commit: after it was done, before it is done, for a while."""

import asyncio
import random
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import pytest
from eventsourcing.persistence import InterfaceError, OperationalError

from dev.local import PostgresServer
from shared.eventstore.cache import AggregateCache
from shared.eventstore.saving import Saver
from shared.eventstore.store import EventStore
from tests.faults.cases_under_fault import EFFECTS, Clients, cases_at, environment_at
from tests.faults.invariants import check_each_once, check_numbers, check_streams_whole, stored_events
from tests.faults.ledger import Ledger
from tests.faults.plants import Plant, plants
from tests.faults.proxy import POSTGRES_COMMITTED, Direction, Ending, Proxy
from tests.servers import fresh_name

ROUNDS = 7
OUTAGE = 2.5  # seconds: longer than a save is tried in this test
AT_ONCE = 8
PAUSE = 2.0  # seconds in which commands that go out at once have met their fault, if it was for them
ENOUGH = 10 * AT_ONCE  # commands in which the fault must have happened
#: The client's COMMIT inside the pipeline: a Parse message for it.
COMMIT = b"COMMIT\x00"


class Loss(StrEnum):
    """What is lost."""

    ANSWER = "the answer, by a close"
    ANSWER_RESET = "the answer, by a reset"
    REQUEST = "the request: nothing was done"
    ANSWER_AND_SERVER = "the answer, and the server for longer than a save is tried"
    REQUEST_AND_SERVER = "the request, and the server for longer than a save is tried"


@plants(2, "conflict believed")
def conflict_believed(patch: pytest.MonkeyPatch) -> None:
    """A conflict → run the command again."""
    patch.setattr(Saver, "_is_there", lambda *_: False)


@plants(2, "cache kept")
def cache_kept(patch: pytest.MonkeyPatch) -> None:
    """States with events that were never saved stay in the cache."""
    patch.setattr(AggregateCache, "evict", lambda *_: None)


@plants(2, "lost answer believed done")
def lost_answer_believed_done(patch: pytest.MonkeyPatch) -> None:
    """No answer → it will have been saved."""
    save = EventStore.save

    def believe(*args: Any) -> Sequence[int]:
        try:
            return save(*args)
        except (InterfaceError, OperationalError):
            return ()

    patch.setattr(EventStore, "save", believe)


class Scenario:
    """Cases are opened and moved on while COMMITs are lost."""

    def __init__(self, postgres: PostgresServer, ledger: Ledger, chance: random.Random) -> None:
        self._postgres, self._ledger, self._chance = postgres, ledger, chance
        self._database = fresh_name("cases")
        short = (Loss.ANSWER, Loss.ANSWER_RESET, Loss.REQUEST)
        chosen = [*Loss, *chance.choices(short, k=ROUNDS - len(Loss))]
        self.losses = chance.sample(chosen, len(chosen))

    async def run(self) -> None:
        self._postgres.create_database(self._database)
        try:
            with Proxy(self._postgres.address) as proxy:
                await self._through(proxy)
        finally:
            self._postgres.drop_database(self._database)

    async def _through(self, proxy: Proxy) -> None:
        direct = self._postgres.url(self._database)
        through = environment_at(self._postgres.url(self._database, at=proxy.address))
        through["POSTGRES_CONNECT_TIMEOUT"] = "1"
        async with cases_at(through) as application:
            clients = Clients(application, self._ledger)
            for loss in self.losses:
                await self._round(proxy, clients, loss)
            await clients.each_case_accepts_its_next(direct)
        rows = stored_events(direct, "cases")
        check_streams_whole(rows)
        check_numbers(rows)
        check_each_once(rows, self._ledger.entries(), EFFECTS)
        assert self._ledger.doubts, "no save was given up: the outages were too short"

    async def _round(self, proxy: Proxy, clients: Clients, loss: Loss) -> None:
        fired = proxy.fired
        self._lose(proxy, loss)
        commands = self._commands(clients)
        # All of them may go into one save: then a fault that waits for a second one is given more to hit.
        while not await asyncio.to_thread(proxy.wait_fired, fired + 1, within=PAUSE):
            assert len(commands) < ENOUGH, f"{loss} did not happen"
            commands += self._openings(clients)
        if loss in (Loss.ANSWER_AND_SERVER, Loss.REQUEST_AND_SERVER):
            proxy.refuse()
            proxy.reset()
            await asyncio.sleep(OUTAGE)  # the length of the fault
        proxy.heal()
        answers = await asyncio.wait_for(asyncio.gather(*commands), 60)
        clients.numbers += [one["case_number"] for one in answers[-AT_ONCE:] if isinstance(one, dict)]

    def _commands(self, clients: Clients) -> list[asyncio.Task[Any]]:
        """Each case that the last round opened is moved on, and as many are opened, at once."""
        moved = [clients.move(number, False, self._chance.random() < 0.5) for number in clients.numbers]
        clients.numbers.clear()
        return [*map(asyncio.ensure_future, moved), *self._openings(clients)]

    def _openings(self, clients: Clients) -> list[asyncio.Task[Any]]:
        opened = [clients.open(keyed=self._chance.random() < 0.5) for _ in range(AT_ONCE)]
        return [asyncio.ensure_future(command) for command in opened]

    def _lose(self, proxy: Proxy, loss: Loss) -> None:
        ending = Ending.RESET if loss is Loss.ANSWER_RESET else Ending.CLOSE
        nth = self._chance.randrange(1, 3)
        if loss in (Loss.REQUEST, Loss.REQUEST_AND_SERVER):
            proxy.cut(COMMIT, Direction.TO_SERVER, forwarding=False, ending=ending, nth=nth)
        else:
            proxy.cut(POSTGRES_COMMITTED, Direction.TO_CLIENT, forwarding=False, ending=ending, nth=nth)


@pytest.fixture
def scenario(
    postgres: PostgresServer,
    ledger: Ledger,
    chance: random.Random,
    plan: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Scenario:
    # The product waits five seconds; here the outage must be longer than that.
    monkeypatch.setattr("shared.eventstore.saving._PATIENCE", 0.3)
    scenario = Scenario(postgres, ledger, chance)
    plan("; ".join(scenario.losses))
    return scenario


async def test_a_command_whose_commit_is_lost_has_its_effect_once(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        await scenario.run()
