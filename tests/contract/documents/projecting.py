"""How events become read models, over every document store."""

import random
from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest

from shared.documents import (
    Document,
    Documents,
    ProjectionSession,
    Projector,
    Reader,
    RecordedEvent,
    View,
    asc,
    eq,
    rebuild,
)
from shared.documents.projection import SeveralStreams, UndeclaredKey
from tests.contract.documents.events import (
    CASES,
    Closed,
    Moved,
    Opened,
    Recorded,
    batches,
    case_view,
    counting_view,
    log,
)

LOG = log(5)


async def state(documents: Documents, view: View) -> list[Document]:
    reader = Reader(documents, view)
    return [one for name in ("cases", "steps") for one in await reader.find(name)]


def expected() -> list[Document]:
    """What the whole log makes, worked out by hand."""
    cases = [Document(str(n), 6, {"subject": "Cấp phép", "status": "closed", "moves": 3}) for n in range(5)]
    steps = [
        Document(f"{n}/{step}", version, {"case": str(n), "step": step, "times": times})
        for n in range(5)
        for step, version, times in (("a", 4, 2), ("b", 3, 1))
    ]
    return cases + steps


async def run(documents: Documents, view: View, events: Sequence[Recorded], size: int) -> Projector:
    projector = Projector(documents, view)
    await projector.start()
    for start in range(0, len(events), size):
        await projector.run_batch("cases", events[start : start + size])
    return projector


class Projecting:
    @pytest.mark.parametrize("size", [1, 7, 100])
    async def test_the_log_makes_the_same_in_batches_of_any_size(
        self, documents: Documents, size: int
    ) -> None:
        view = case_view()
        projector = await run(documents, view, LOG, size)
        assert await state(documents, view) == expected()
        assert await projector.position("cases") == len(LOG)

    async def test_a_projector_goes_on_where_another_stopped(self, documents: Documents) -> None:
        view = case_view()
        await run(documents, view, LOG[:13], 5)
        second = Projector(documents, view)
        position = await second.position("cases")
        assert position == 13
        assert await second.run_batch("cases", LOG[position:]) == len(LOG)
        assert await state(documents, view) == expected()

    async def test_positions_are_kept_for_each_source(self, documents: Documents) -> None:
        view = case_view()
        projector = await run(documents, view, LOG[:13], 13)
        assert await projector.position("another") == 0
        assert await Reader(documents, view).position("cases") == 13

    async def test_events_that_come_again_change_nothing(self, documents: Documents) -> None:
        view = case_view()
        projector = await run(documents, view, LOG, 10)
        assert await projector.run_batch("cases", LOG[3:9]) == len(LOG)
        assert await state(documents, view) == expected()

    @pytest.mark.parametrize("written", ["cases", "steps", "both"])
    async def test_a_crash_between_the_documents_and_the_position_does_no_harm(
        self, documents: Documents, written: str
    ) -> None:
        view = case_view()
        await run(documents, view, LOG[:10], 10)
        crashing = cast(Documents, Crashing(documents, written))
        projector = Projector(crashing, view)
        position = await projector.position("cases")
        with pytest.raises(ConnectionError):
            await projector.run_batch("cases", LOG[position:])
        assert await projector.position("cases") == 10
        assert await projector.run_batch("cases", LOG[position:]) == len(LOG)
        assert await state(documents, view) == expected()

    async def test_a_body_that_has_an_effect_already_is_not_changed_by_it_again(
        self, documents: Documents
    ) -> None:
        view = case_view()
        await run(documents, view, LOG[:5], 5)
        await documents.upsert("cases@1", [Document("0", 2, {"status": "open", "moves": 1})])
        again = await run(documents, view, LOG[5:10], 5)  # its step isn't written yet: it is worked out
        await again.run_batch("cases", LOG[10:])
        found = await Reader(documents, view).get("cases", "0")
        assert found is not None
        assert found.body["moves"] == 3

    async def test_an_event_whose_documents_all_have_it_is_not_worked_out_again(
        self, documents: Documents
    ) -> None:
        await run(documents, case_view(), LOG[:5], 5)
        await documents.upsert("cases@1", [Document("0", 9, {"status": "open"})])
        view = View("case_list", CASES, keys=lambda event: [("cases", event.key)])
        seen = []

        @view.on(Moved)
        def moved(event: RecordedEvent, session: ProjectionSession) -> None:
            seen.append(event.key)

        await run(documents, view, LOG[:10], 10)
        assert seen == ["1", "2", "3", "4"]

    async def test_a_second_projector_that_lags_sets_nothing_back(self, documents: Documents) -> None:
        view = case_view()
        slow = await run(documents, view, LOG[:10], 10)
        await run(documents, view, LOG, 10)
        await slow.run_batch("cases", LOG[10:20])
        assert await state(documents, view) == expected()
        assert await Reader(documents, view).position("cases") == len(LOG)

    async def test_a_small_cache_makes_the_same(self, documents: Documents) -> None:
        view = case_view()
        projector = Projector(documents, view, cached=2)
        await projector.start()
        for event in LOG:
            await projector.run_batch("cases", [event])
        assert await state(documents, view) == expected()

    async def test_an_error_of_a_view_names_the_event_and_leaves_no_trace(self, documents: Documents) -> None:
        view = case_view()
        projector = await run(documents, view, LOG[:5], 5)
        bad = Recorded(stream="case-9", version=2, event=Moved(step="a"), notification_id=7)
        with pytest.raises(AssertionError) as caught:
            await projector.run_batch("cases", [LOG[5], bad])
        assert "case-9 version 2" in caught.value.__notes__[0]
        assert await projector.position("cases") == 5
        await projector.run_batch("cases", LOG[5:])
        assert await state(documents, view) == expected()

    async def test_readers_ask_the_view_by_its_own_names(self, documents: Documents) -> None:
        view = case_view()
        await run(documents, view, LOG, 100)
        reader = Reader(documents, view)
        assert await reader.count("steps", [eq("case", "3")]) == 2
        assert set(await reader.get_many("cases", ["1", "9"])) == {"1"}
        assert [one.id for one in await reader.find("steps", [eq("step", "b")], [asc("case")], limit=2)] == [
            "0/b",
            "1/b",
        ]
        assert (await reader.group_count("cases", "status"))[0].count == 5


class Rules:
    async def test_a_document_of_two_streams_is_refused(self, documents: Documents) -> None:
        view = View("mixed", CASES, keys=lambda event: [("cases", "all")])

        @view.on(Opened)
        def opened(event: RecordedEvent, session: ProjectionSession) -> None:
            session.put("cases", "all", {}, event.version)

        projector = Projector(documents, view)
        await projector.start()
        events = [
            Recorded(stream=f"case-{n}", version=n, event=Opened(subject=""), notification_id=n)
            for n in (1, 2)
        ]
        with pytest.raises(SeveralStreams, match="case-1 and by case-2"):
            await projector.run_batch("cases", events)

    async def test_of_a_view_by_place_several_streams_make_a_document_each_event_once(
        self, documents: Documents
    ) -> None:
        view = View("mixed", CASES, keys=lambda event: [("cases", "all")], by_place=True)

        @view.on(Opened)
        def opened(event: RecordedEvent, session: ProjectionSession) -> None:
            body = session.get("cases", "all") or {"streams": ""}
            session.put("cases", "all", {"streams": body["streams"] + event.key}, session.version)

        events = [
            Recorded(stream=f"case-{n}", version=v, event=Opened(subject=""), notification_id=place)
            for place, (n, v) in enumerate([(1, 1), (2, 1), (1, 2), (3, 1)], 1)
        ]
        await run(documents, view, events[:3], 2)
        again = Projector(documents, view)
        await again.run_batch("cases", events[1:])
        assert await Reader(documents, view).find("cases") == [Document("all", 4, {"streams": "1213"})]

    async def test_a_document_that_keys_do_not_name_is_refused(self, documents: Documents) -> None:
        view = View("careless", CASES, keys=lambda event: [("cases", event.key)])

        @view.on(Closed)
        def closed(event: RecordedEvent, session: ProjectionSession) -> None:
            session.get("cases", "another")

        projector = Projector(documents, view)
        await projector.start()
        event = Recorded(stream="case-1", version=1, event=Closed(), notification_id=1)
        with pytest.raises(UndeclaredKey, match="cases/another"):
            await projector.run_batch("cases", [event])

    async def test_any_redelivery_makes_the_same(self, documents: Documents) -> None:
        view = case_view()
        seed = random.Random(19)
        projector = Projector(documents, view)
        position = await projector.position("cases")
        while position < len(LOG):
            start = seed.randrange(position + 1)
            position = await projector.run_batch("cases", LOG[start : position + seed.randrange(1, 9)])
            if seed.random() < 0.3:
                projector = Projector(documents, view)
                position = await projector.position("cases")
        assert await state(documents, view) == expected()


class Together:
    """Several views of one service are followed together."""

    async def test_a_batch_is_one_write_with_one_position(self, documents: Documents) -> None:
        counted = CountingWrites(documents)
        projector = Projector(cast(Documents, counted), case_view(), counting_view())
        await projector.start()
        counted.writes.clear()
        await projector.run_batch("cases", LOG)
        (write,) = counted.writes
        assert [(one.id, one.version) for one in write["_read_models"]] == [("*:cases", len(LOG))]
        assert set(write) == {"cases@1", "steps@1", "remarks@1", "_read_models"}
        assert await state(documents, case_view()) == expected()
        assert [one.body for one in await Reader(documents, counting_view()).find("remarks")] == [
            {"times": 2}
        ] * 5

    async def test_one_of_them_that_is_new_comes_after_from_the_beginning(self, documents: Documents) -> None:
        await run(documents, case_view(), LOG[:20], 10)
        both = Projector(documents, case_view(), counting_view())
        await both.start()
        assert await both.position("cases") == 0
        assert await both.run_batch("cases", LOG[:10]) == 10
        assert await Reader(documents, case_view()).position("cases") == 20
        assert await Reader(documents, counting_view()).position("cases") == 10
        again = Projector(documents, case_view(), counting_view())
        position = await again.position("cases")
        assert position == 10
        assert await again.run_batch("cases", LOG[position:]) == len(LOG)
        assert await state(documents, case_view()) == expected()
        assert await Reader(documents, counting_view()).position("cases") == len(LOG)

    async def test_one_of_them_that_was_rebuilt_goes_on_from_where_it_came_to(
        self, documents: Documents
    ) -> None:
        both = Projector(documents, case_view(), counting_view())
        await both.start()
        await both.run_batch("cases", LOG[:20])
        await rebuild(documents, case_view(), {"cases": batches(LOG[:15], 7)})
        assert await both.run_batch("cases", LOG[20:]) == 15
        assert await both.run_batch("cases", LOG[15:]) == len(LOG)
        assert await state(documents, case_view()) == expected()
        assert await Reader(documents, case_view()).position("cases") == len(LOG)

    async def test_looking_whether_there_is_anything_is_one_read(self, documents: Documents) -> None:
        counted = CountingWrites(documents)
        projector = Projector(cast(Documents, counted), case_view(), counting_view())
        await projector.start()
        await projector.position("cases")
        counted.reads = 0
        await projector.position("cases")
        assert counted.reads == 1


class CountingWrites:
    """A store that counts what it is asked."""

    def __init__(self, real: Documents) -> None:
        self._real = real
        self.writes: list[Mapping[str, Sequence[Document]]] = []
        self.reads = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    async def get_many(self, stored: str, ids: Sequence[str]) -> dict[str, Document]:
        self.reads += 1
        return await self._real.get_many(stored, ids)

    async def write(self, changes: Mapping[str, Sequence[Document]]) -> int:
        self.writes.append({name: new for name, new in changes.items() if new})
        return await self._real.write(changes)


class Crashing:
    """A store that writes a part of its first batch, then loses the connection."""

    def __init__(self, real: Documents, written: str) -> None:
        self._real = real
        self._written = ("cases", "steps") if written == "both" else (written,)
        self._crashed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    async def write(self, changes: Mapping[str, Sequence[Document]]) -> int:
        if self._crashed:
            return await self._real.write(changes)
        self._crashed = True
        part = {name: new for name, new in changes.items() if name.startswith(self._written)}
        assert part, "nothing to write in part"
        await self._real.write(part)
        raise ConnectionError
