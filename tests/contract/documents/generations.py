"""How a read model is built anew, over every document store."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from shared.documents import Document, Documents, Projector, Reader, RebuildOvertaken, rebuild
from shared.documents.generations import Generations
from shared.errors import Unavailable
from tests.contract.documents.events import Recorded, batches, case_view, log

LOG = log(4)


async def served(documents: Documents) -> Projector:
    """The whole log in generation 1, but with a flaw that only a rebuild mends."""
    view = case_view()
    projector = Projector(documents, view)
    await projector.start()
    await projector.run_batch("cases", LOG[:20])
    await documents.upsert("cases@1", [Document("0", 99, {"status": "flawed"})])
    return projector


async def breaking(events: Sequence[Recorded]) -> AsyncIterator[Sequence[Recorded]]:
    yield events[:9]
    raise ConnectionError


class Rebuilding:
    async def test_a_view_that_is_not_built_says_so(self, documents: Documents) -> None:
        with pytest.raises(Unavailable, match="case_list"):
            await Reader(documents, case_view()).find("cases")

    async def test_the_new_generation_serves_and_the_old_one_goes(self, documents: Documents) -> None:
        await served(documents)
        view = case_view()
        assert await rebuild(documents, view, {"cases": batches(LOG, 7)}) == 2
        found = await Reader(documents, view).get("cases", "0")
        assert found is not None
        assert found.body["status"] == "closed"
        assert await documents.generations("cases") == await documents.generations("steps") == [2]

    async def test_the_old_one_serves_and_goes_on_meanwhile(self, documents: Documents) -> None:
        projector = await served(documents)
        view = case_view()
        reader = Reader(documents, view)
        seen: list[tuple[int, str]] = []

        async def source() -> AsyncIterator[Sequence[Recorded]]:
            async for events in batches(LOG, 7):
                yield events
                flawed = await reader.get("cases", "0")
                assert flawed is not None
                seen.append((await reader.count("cases"), flawed.body["status"]))
            assert await projector.run_batch("cases", LOG[20:]) == 24

        await rebuild(documents, view, {"cases": source()})
        assert set(seen) == {(4, "flawed")}
        assert await reader.count("cases") == 4

    async def test_a_reader_from_before_finds_the_new_one(self, documents: Documents) -> None:
        await served(documents)
        view = case_view()
        reader = Reader(documents, view)
        assert await reader.count("cases") == 4
        await rebuild(documents, view, {"cases": batches(LOG, 7)})
        assert (await reader.count("cases"), await reader.position("cases")) == (4, 24)

    async def test_readers_never_see_half(self, documents: Documents) -> None:
        await served(documents)
        view = case_view()
        building = asyncio.create_task(self._rebuild_thrice(documents))
        counts = set()
        while not building.done():
            counts.add(await Reader(documents, view).count("cases"))
        await building
        assert counts == {4}

    async def _rebuild_thrice(self, documents: Documents) -> None:
        for _ in range(3):
            await rebuild(documents, case_view(), {"cases": batches(LOG, 4)})

    async def test_the_projector_goes_on_from_where_the_rebuild_came_to(self, documents: Documents) -> None:
        projector = await served(documents)
        view = case_view()
        await rebuild(documents, view, {"cases": batches(LOG[:15], 7)})
        assert await projector.run_batch("cases", LOG[20:]) == 15
        assert await projector.run_batch("cases", LOG[15:]) == 24
        reader = Reader(documents, view)
        assert [one.body["status"] for one in await reader.find("cases")] == ["closed"] * 4
        assert [one.body["moves"] for one in await reader.find("cases")] == [3] * 4

    async def test_a_broken_rebuild_never_serves_and_the_next_begins_at_zero(
        self, documents: Documents
    ) -> None:
        await served(documents)
        view = case_view()
        reader = Reader(documents, view)
        with pytest.raises(ConnectionError):
            await rebuild(documents, view, {"cases": breaking(LOG)})
        assert await documents.generations("cases") == [1, 2]
        assert (await reader.count("steps"), await reader.position("cases")) == (8, 20)
        assert await rebuild(documents, view, {"cases": batches(LOG, 100)}) == 3
        assert await documents.generations("cases") == [3]
        assert [one.body["moves"] for one in await reader.find("cases")] == [3] * 4

    async def test_of_two_rebuilds_the_later_one_serves(self, documents: Documents) -> None:
        await served(documents)
        view = case_view()

        async def overtaken() -> AsyncIterator[Sequence[Recorded]]:
            yield LOG[:9]
            assert await rebuild(documents, view, {"cases": batches(LOG, 7)}) == 3
            yield LOG[9:]

        with pytest.raises(RebuildOvertaken):
            await rebuild(documents, view, {"cases": overtaken()})
        assert (await Generations(documents, view).pointer()).serving == 3

    async def test_a_rebuild_that_is_overtaken_at_its_very_end_does_not_serve(
        self, documents: Documents
    ) -> None:
        await served(documents)
        view = case_view()

        async def overtaken() -> AsyncIterator[Sequence[Recorded]]:
            yield LOG
            assert await Generations(documents, view).begin() == 3

        with pytest.raises(RebuildOvertaken):
            await rebuild(documents, view, {"cases": overtaken()})
        assert (await Generations(documents, view).pointer()).serving == 1

    async def test_progress_is_told_for_each_source(self, documents: Documents) -> None:
        told: list[tuple[str, int]] = []
        sources = {"cases": batches(LOG, 10), "archive": batches([], 10)}
        await rebuild(documents, case_view(), sources, lambda source, done: told.append((source, done)))
        assert told == [("cases", 10), ("cases", 20), ("cases", 24)]

    async def test_two_who_start_at_once_agree(self, documents: Documents) -> None:
        view = case_view()
        both = [Generations(documents, view) for _ in range(2)]
        assert await asyncio.gather(*(one.serve() for one in both)) == [1, 1]
