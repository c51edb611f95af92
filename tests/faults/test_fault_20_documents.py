"""Read models on MongoDB: races for a document, death between an event and its document, broken rebuilds."""

import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import pytest
from pymongo import UpdateOne
from pymongo.errors import BulkWriteError

from dev.local import MongoServer
from shared.documents import Document, Projector, Reader, rebuild
from shared.documents import mongo as mongo_module
from shared.documents.generations import Generations
from shared.documents.mongo import MongoDocuments
from tests.contract.documents.events import Recorded, batches, case_view, log
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants

CASES = 24
RACES, DEATHS = 12, 4
BATCH = 9


@plants(20, "E11000 = older")
def duplicate_is_older(patch: pytest.MonkeyPatch) -> None:
    """Who finds another's document believes that it is newer."""

    async def write_once(collection: Any, documents: Sequence[Document]) -> int:
        written, _ = await mongo_module._bulk(collection, documents)
        return written

    patch.setattr(mongo_module, "write_newer", write_once)


@plants(20, "a rebuild serves while it is built")
def serves_at_once(patch: pytest.MonkeyPatch) -> None:
    """The new generation is the one that is looked at as soon as it is there."""
    begin = Generations.begin

    async def begin_and_serve(self: Generations) -> int:
        new = await begin(self)
        pointer = await self.pointer()
        await self._point(pointer, serving=new, building=new, last=new)
        return new

    patch.setattr(Generations, "begin", begin_and_serve)


class Died(Exception):
    """The process is gone."""


class Disturbed(MongoDocuments):
    """Documents whose writers meet rivals, and die."""

    def __init__(self, url: str, database: str, chance: random.Random) -> None:
        super().__init__(url, database)
        self.chance = chance
        self.races = self.deaths = 0  #: how many are still to come

    def _collection(self, stored: str) -> Any:
        collection = super()._collection(stored)
        return Racing(collection, self) if not stored.startswith("_") else collection

    async def write(self, changes: Mapping[str, Sequence[Document]]) -> int:
        if not self.deaths or self.chance.random() < 0.6:
            return await super().write(changes)
        self.deaths -= 1
        names = list(changes)
        done = names[
            : self.chance.randrange(len(names) + 1)
        ]  # before, in the middle of, and after the effect
        await super().write({name: changes[name] for name in done})
        raise Died


class Racing:
    """A collection into which a rival puts an older first version at the very instant of an upsert.

    The test's server serialises such writers, so its answer is made here, as MongoDB gives it.
    """

    def __init__(self, collection: Any, disturbed: Disturbed) -> None:
        self._collection, self._disturbed = collection, disturbed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._collection, name)

    async def bulk_write(self, requests: list[UpdateOne], *, ordered: bool) -> Any:
        lost = [index for index, one in enumerate(requests) if await self._races(one)]
        others = [one for index, one in enumerate(requests) if index not in lost]
        result = await self._collection.bulk_write(others, ordered=ordered) if others else None
        if not lost:
            return result
        counted = {
            "nMatched": result.matched_count if result else 0,
            "nUpserted": result.upserted_count if result else 0,
        }
        raise BulkWriteError({"writeErrors": [{"index": one, "code": 11000} for one in lost], **counted})

    async def _races(self, request: Any) -> bool:
        id, version = request._filter["_id"], request._doc["$set"]["version"]
        disturbed = self._disturbed
        if not disturbed.races or version < 2 or disturbed.chance.random() < 0.5:
            return False
        if await self._collection.find_one({"_id": id}) is not None:
            return False
        disturbed.races -= 1
        body = {**request._doc["$set"]["body"], "by": "the rival"}
        await self._collection.insert_one({"_id": id, "version": version - 1, "body": body})
        return True


class Scenario:
    """A view is followed and rebuilt on such documents."""

    def __init__(self, documents: Disturbed) -> None:
        self._documents = documents
        self._view = case_view()
        self._log = log(CASES)

    async def run(self) -> None:
        documents = self._documents
        documents.races, documents.deaths = RACES, DEATHS
        await self._follow()
        assert not documents.races, "there were too few first versions to race for"
        documents.deaths = 0
        await self._whole("after races and deaths")
        documents.deaths = 1
        while documents.deaths:
            await self._rebuild()
        await self._rebuild()
        await self._whole("after the rebuilds")

    async def _follow(self) -> None:
        """Follow the log to its end, as a new process after each death."""
        position = 0
        while position < len(self._log):
            projector = Projector(self._documents, self._view)
            try:
                await projector.start()
                position = await projector.position("cases")
                while position < len(self._log):
                    position = await projector.run_batch("cases", self._log[position : position + BATCH])
            except Died:
                continue

    async def _rebuild(self) -> None:
        """Build it anew; whoever looks meanwhile, and after it broke off, sees the whole."""
        with suppress(Died):
            await rebuild(self._documents, self._view, {"cases": self._looking()})
        await self._whole("after a rebuild that may have broken off")

    async def _looking(self) -> AsyncIterator[Sequence[Recorded]]:
        async for events in batches(self._log, BATCH):
            yield events
            await self._whole("in the middle of a rebuild")

    async def _whole(self, when: str) -> None:
        """I4: what is read is the fold of the whole log."""
        reader = Reader(self._documents, self._view)
        found = {(name, one) for name in ("cases", "steps") for one in await self._read(reader, name)}
        expected = set(_expected())
        if found != expected:
            raise Violated(f"I4, {when}: {sorted(found ^ expected)[:4]}")

    async def _read(self, reader: Reader, name: str) -> list[tuple[str, int, str]]:
        return [(one.id, one.version, repr(sorted(one.body.items()))) for one in await reader.find(name)]


def _expected() -> list[tuple[str, tuple[str, int, str]]]:
    """What the log makes, worked out by hand."""
    case = {"subject": "Cấp phép", "status": "closed", "moves": 3}
    cases = [("cases", (str(n), 6, repr(sorted(case.items())))) for n in range(CASES)]
    steps = [
        ("steps", (f"{n}/{step}", version, repr([("case", str(n)), ("step", step), ("times", times)])))
        for n in range(CASES)
        for step, version, times in (("a", 4, 2), ("b", 3, 1))
    ]
    return cases + steps


@pytest.fixture
async def scenario(
    mongo: MongoServer, mongo_database: str, chance: random.Random, plan: Callable[[str], None]
) -> AsyncIterator[Scenario]:
    plan(f"{RACES} races that are lost to an older version, {DEATHS} deaths, and one in a rebuild")
    documents = Disturbed(mongo.url, mongo_database, chance)
    await documents.open()
    yield Scenario(documents)
    await documents._client.drop_database(mongo_database)
    await documents.close()


async def test_read_models_are_the_fold_whatever_happens_to_their_writers(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        await scenario.run()
