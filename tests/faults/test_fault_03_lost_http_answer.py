"""The answer to a command over HTTP is lost and the client repeats it; it comes twice at once; its key comes
again with another body: one effect, one answer.
"""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import httpx
import pytest

from dev.local import PostgresServer
from dev.local.ports import HOST, free_port
from shared.contracts.catalog.parts import SuspensionRule
from shared.contracts.catalog.procedures import ProcedureIssued, Stage, Step
from shared.contracts.vocabulary import TimeLimit
from shared.eventstore import deciding
from shared.eventstore.idempotency import store_answer
from shared.eventstore.records import CommandContext
from shared.eventstore.saving import Saver
from shared.eventstore.unit_of_work import UnitOfWork
from shared.http import commands
from tests.faults.invariants import Row, Violated, check_numbers, check_streams_whole, stored_events
from tests.faults.ledger import Entry, Ledger, Outcome
from tests.faults.plants import Plant, plants
from tests.faults.proxy import Direction, Ending, Proxy
from tests.hosting import World, hosted
from tests.servers import fresh_name
from tthc.operations.web import WebServer

CASES_A_ROUND = 6
#: What each command leaves in the store, and where the client's own word stands in it.
EFFECTS = {"OpenCase": ("CaseOpened", "subject"), "SuspendCase": ("CaseSuspended", "reason")}
REQUEST, ANSWER = b"POST /cases", b"HTTP/1.1 20"
DAY = TimeLimit(duration="PT8H", counting="working_hours")
STEP = Step(code="xu-ly", name="Xử lý", division="VP", content="Xử lý", time_limit=DAY)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class Mishap(StrEnum):
    """What happens to the commands of a round."""

    ANSWER_CLOSED = "the answer is lost, by a close"
    ANSWER_RESET = "the answer is lost, by a reset"
    ANSWER_SILENCED = "the answer never comes"
    REQUEST_LOST = "the request is lost"
    AT_ONCE = "each comes twice at once"
    AT_ONCE_AND_LOST = "each comes twice at once, and an answer is lost"
    OTHER_BODY = "each key comes again with another body"
    OTHER_BODY_AT_ONCE = "each key comes with two bodies at once"


_LOST = {
    Mishap.ANSWER_CLOSED: (ANSWER, Direction.TO_CLIENT, Ending.CLOSE),
    Mishap.ANSWER_RESET: (ANSWER, Direction.TO_CLIENT, Ending.RESET),
    Mishap.ANSWER_SILENCED: (ANSWER, Direction.TO_CLIENT, Ending.SILENCE),
    Mishap.REQUEST_LOST: (REQUEST, Direction.TO_SERVER, Ending.CLOSE),
    Mishap.AT_ONCE_AND_LOST: (ANSWER, Direction.TO_CLIENT, Ending.CLOSE),
}


@plants(3, "key saved in a second transaction")
def key_saved_in_a_second_transaction(patch: pytest.MonkeyPatch) -> None:
    """First the effect is saved, then that the key was used."""
    later: list[tuple[CommandContext, Any]] = []
    save = Saver.save

    def save_and_then_remember(saver: Saver, work: UnitOfWork) -> bool:
        saved = save(saver, work)
        used, later[:] = list(later), []
        for context, answer in used if saved else ():
            second = UnitOfWork(work.store, work.cache, work.limits)
            second.begin(context)
            store_answer(second, answer)
            if not second.empty:
                save(saver, second)
        return saved

    patch.setattr(deciding, "store_answer", lambda work, answer: later.append((work.context, answer)))
    patch.setattr(Saver, "save", save_and_then_remember)


@plants(3, "body not looked at")
def body_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    """The same key → the same answer, whatever was asked."""
    patch.setattr(commands, "fingerprint", lambda _content: "")


@dataclass(slots=True)
class Client:
    """Gives commands under keys, and repeats what wasn't answered; all that it was answered."""

    http: httpx.AsyncClient
    ledger: Ledger
    answers: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    repeated: int = 0

    async def open(self, key: str, word: str) -> None:
        """Open a case; `word` tells the body from another one under the same key."""
        body = {"agency": "SNV", "procedure": "P01", "subject": word}
        await self._give("/cases", key, word, {"command": "OpenCase", **body})

    async def suspend(self, number: str, key: str, word: str) -> None:
        """Suspend a case."""
        body = {"command": "SuspendCase", "reason": word}
        await self._give(f"/cases/{number}/commands", key, word, body)

    async def _give(self, path: str, key: str, word: str, body: dict[str, Any]) -> None:
        self.ledger.asked(word, body["command"])
        async with asyncio.timeout(30):
            while True:
                answer = await self._ask(path, key, body)
                if answer is not None and answer.status_code != 503:
                    break
                self.ledger.answered(word, Outcome.UNKNOWN)
                self.repeated += 1
        if answer.is_success:
            self.answers[word].append(answer.json())
        elif answer.status_code != 422:
            raise Violated(f"I1: {word} was answered {answer.status_code}: {answer.text}")
        self.ledger.answered(word, Outcome.OK if answer.is_success else Outcome.REFUSED)

    async def _ask(self, path: str, key: str, body: dict[str, Any]) -> httpx.Response | None:
        try:
            return await self.http.post(path, json=body, headers={"Idempotency-Key": key})
        except httpx.TransportError:
            return None


class Scenario:
    """Cases are opened, and those of the round before suspended, each round with a mishap of its own."""

    def __init__(self, folder: Path, postgres: PostgresServer, ledger: Ledger, chance: random.Random) -> None:
        self._folder, self._postgres, self._ledger, self._chance = folder, postgres, ledger, chance
        self._prefix = fresh_name("http")
        self.mishaps = chance.sample(list(Mishap), len(Mishap))
        self._opened: list[str] = []
        self._count = 0

    async def run(self) -> None:
        databases = [f"{self._prefix}_{name}" for name in ("cases", "catalog", "sla")]
        for database in databases:
            self._postgres.create_database(database)
        try:
            async with hosted(self._folder, "cases", postgres_url=self._postgres.url(self._prefix)) as world:
                await _issue_a_procedure(world)
                async with _served(world) as address:
                    with Proxy(address) as proxy:
                        await self._through(world, proxy)
        finally:
            for database in databases:
                self._postgres.drop_database(database)

    async def _through(self, world: World, proxy: Proxy) -> None:
        signed = world.signed("giam-doc")
        async with httpx.AsyncClient(base_url=f"http://{proxy.netloc}", headers=signed, timeout=2.0) as http:
            client = Client(http, self._ledger)
            for mishap in self.mishaps:
                await self._round(proxy, client, mishap)
        rows = stored_events(self._postgres.url(f"{self._prefix}_cases"), "cases")
        check_streams_whole(rows)
        check_numbers(rows)
        check_one_effect_one_answer(rows, self._ledger.entries(), client.answers)
        assert client.repeated >= len(_LOST), "too little was repeated"

    async def _round(self, proxy: Proxy, client: Client, mishap: Mishap) -> None:
        fired = proxy.fired
        if mishap in _LOST:
            pattern, direction, ending = _LOST[mishap]
            nth = self._chance.randrange(1, CASES_A_ROUND)
            proxy.cut(pattern, direction, forwarding=False, ending=ending, nth=nth)
        keys = [self._key() for _ in range(CASES_A_ROUND)]
        numbers, self._opened = self._opened, []
        openings = [(client.open, key) for key in keys]
        suspensions = [(_suspending(client, number), self._key()) for number in numbers]
        await asyncio.gather(*(self._carry_out(give, key, mishap) for give, key in [*openings, *suspensions]))
        assert mishap not in _LOST or proxy.fired > fired, f"{mishap}: did not happen"
        proxy.heal()
        self._opened = [one["case_number"] for key in keys for one in client.answers[key][:1]]

    async def _carry_out(self, give: Callable[[str, str], Any], key: str, mishap: Mishap) -> None:
        other = f"{key}/other"
        match mishap:
            case Mishap.AT_ONCE | Mishap.AT_ONCE_AND_LOST:
                await asyncio.gather(give(key, key), give(key, key))
            case Mishap.OTHER_BODY:
                await give(key, key)
                await give(key, other)
                self._check_one_is_refused(key, other)
                await give(key, key)
            case Mishap.OTHER_BODY_AT_ONCE:
                await asyncio.gather(give(key, key), give(key, other))
                self._check_one_is_refused(key, other)
            case _:
                await give(key, key)

    def _check_one_is_refused(self, *words: str) -> None:
        entries = self._ledger.entries()
        outcomes = [entries[word].outcome for word in words]
        if sorted(outcomes) != [Outcome.OK, Outcome.REFUSED]:
            raise Violated(f"I1: two bodies under the key {words[0]} were answered {outcomes}")

    def _key(self) -> str:
        self._count += 1
        return f"k{self._count}"


def _suspending(client: Client, number: str) -> Callable[[str, str], Any]:
    return lambda key, word: client.suspend(number, key, word)


def check_one_effect_one_answer(
    rows: list[Row], ledger: Mapping[str, Entry], answers: Mapping[str, list[Any]]
) -> None:
    """I1 by the client's own words in the events; and whoever asked again was told the same of it."""
    for word, entry in ledger.items():
        topic, where = EFFECTS[entry.command]
        found = [row for row in rows if row.topic == topic and row.event[where] == word]
        if len(found) != (entry.outcome is Outcome.OK):
            raise Violated(f"I1: {entry.command} {word}: {entry.outcome}, {len(found)} times in the store")
        told = Counter(f"case-{one['case_number']}" for one in answers[word])
        if set(told) != {row.stream for row in found}:
            raise Violated(f"I1: {entry.command} {word}: told of {set(told)}, done to {found[0].stream}")
        if any(one != answers[word][0] for one in answers[word]):
            raise Violated(f"I1: {entry.command} {word}: several answers {answers[word]}")


async def _issue_a_procedure(world: World) -> None:
    issued = ProcedureIssued(
        agency="SNV",
        edition=1,
        procedure="P01",
        position=1,
        name="Thủ tục",
        kind="internal",
        time_limit=DAY,
        stages=(Stage(code="xu-ly", name="Xử lý", steps=(STEP,)),),
        in_force_from=date(2026, 1, 1),
        working_calendar="VN",
        suspension=SuspensionRule(conditions="Chờ bổ sung"),
        issued_by="snv.binh",
        issued_at=LONG_AGO,
    )
    await world.tell(issued, "SNV", LONG_AGO)
    await world.settle()


@asynccontextmanager
async def _served(world: World) -> AsyncIterator[tuple[str, int]]:
    """The cases service on a socket of its own."""
    address = (HOST, free_port())
    server = WebServer(world.app("cases"), "cases", *address)
    serving = asyncio.create_task(server.serve(sockets=[server.listener]))
    try:
        yield address
    finally:
        server.should_exit = True
        await serving


@pytest.fixture
def scenario(
    tmp_path: Path,
    postgres: PostgresServer,
    ledger: Ledger,
    chance: random.Random,
    plan: Callable[[str], None],
) -> Scenario:
    scenario = Scenario(tmp_path, postgres, ledger, chance)
    plan("; ".join(scenario.mishaps))
    return scenario


async def test_a_command_that_is_repeated_has_one_effect_and_one_answer(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        await scenario.run()
