"""How commands are decided and saved together, on every store."""

import asyncio
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pytest

from shared.eventstore.application import Application
from shared.eventstore.cache import AggregateCache
from shared.eventstore.errors import AlreadyTaken, KeyReused, KeyUnusable, TooLarge, VersionMismatch
from shared.eventstore.idempotency import IDEMPOTENCY_KEY, key_of
from shared.eventstore.records import Position, StreamState, new_context
from shared.eventstore.store import EventStore
from shared.eventstore.unit_of_work import Limits, Stream, UnitOfWork
from tests.contract.eventstore.opening import Store
from tests.contract.eventstore.toy import JAR, Added, Emptied, JarFull, add, empty, held, under


async def together(
    application: Application, *handlers: Any, contexts: Any = None, reads: Sequence[Stream] = ()
) -> list[Any]:
    """Commands that arrive at the same time: their answers and errors."""
    contexts = contexts or [None] * len(handlers)
    sent = [
        application.execute(handler, context, reads=reads)
        for handler, context in zip(handlers, contexts, strict=True)
    ]
    return await asyncio.gather(*sent, return_exceptions=True)


async def in_one_group(
    store: Store, *handlers: Any, contexts: Any = None, reads: Sequence[Stream] = (), **options: Any
) -> list[Any]:
    """They have all arrived before the writer begins."""
    application = store.open(started=False, **options)
    answers = asyncio.ensure_future(together(application, *handlers, contexts=contexts, reads=reads))
    await asyncio.sleep(0)  # one turn: each has taken its place in the queue
    await asyncio.sleep(0)
    application.start()
    return await answers


class Grouping:
    async def test_commands_that_arrive_together_are_one_transaction(self, store: Store) -> None:
        answers = await in_one_group(store, *(add() for _ in range(20)))
        assert [answer["held"] for answer in answers] == list(range(1, 21))
        assert store.saves == [20]

    async def test_a_command_alone_is_a_transaction_of_its_own(
        self, store: Store, application: Application
    ) -> None:
        for _ in range(3):
            await application.execute(add())
        assert store.saves == [1, 1, 1]

    async def test_a_refused_command_leaves_nothing_and_harms_nobody(self, store: Store) -> None:
        one, refused, other = await in_one_group(store, add(amount=60), add(amount=60), add(amount=40))
        assert (one, other) == ({"held": 60}, {"held": 100})
        assert isinstance(refused, JarFull)
        assert store.saves == [2]

    async def test_an_act_that_breaks_harms_nobody(self, store: Store) -> None:
        def broken(work: UnitOfWork) -> None:
            work.append(JAR, "a", [Added(amount=50)])
            raise ZeroDivisionError

        one, error, other = await in_one_group(store, add(), broken, add())
        assert isinstance(error, ZeroDivisionError)
        assert (one, other) == ({"held": 1}, {"held": 2})

    async def test_an_event_that_its_aggregate_does_not_know_harms_nobody(self, store: Store) -> None:
        def strange(work: UnitOfWork) -> None:
            work.append(JAR, "a", [Added(amount=7), object()])

        one, error, other = await in_one_group(store, add(), strange, add())
        assert isinstance(error, ValueError)
        assert (one, other) == ({"held": 1}, {"held": 2})

    @pytest.mark.parametrize("key", ["\x00", "a\ud800", "x" * 600, "a\nb"])
    async def test_a_key_that_no_store_takes_is_refused_by_name(self, store: Store, key: str) -> None:
        one, error, other = await in_one_group(store, add(), add(key), add())
        assert isinstance(error, KeyUnusable)
        assert (one, other) == ({"held": 1}, {"held": 2})
        assert await store.open().state(JAR, key) == (JAR.initial(), 0)

    async def test_a_command_that_says_nothing_new_saves_nothing(
        self, store: Store, application: Application
    ) -> None:
        assert await application.execute(lambda work: {"held": work.state(JAR, "a").held}) == {"held": 0}
        assert store.saves == []

    async def test_what_one_command_appends_is_saved_together(self, application: Application) -> None:
        def both(work: UnitOfWork) -> None:
            work.append(JAR, "a", [Added(amount=1), Added(amount=2)])
            work.append(JAR, "b", [Added(amount=3)])

        context = new_context()
        await application.execute(both, context)
        log = await application.log(0, 10)
        assert [(one.stream, one.version, one.command_id) for one in log] == [
            ("jar-a", 1, context.command_id),
            ("jar-a", 2, context.command_id),
            ("jar-b", 1, context.command_id),
        ]

    async def test_a_small_cache_changes_nothing(self, store: Store) -> None:
        handlers = [add(jar) for jar in "abcabcabc"]
        answers = await in_one_group(store, *handlers, cache_size=1)
        assert [answer["held"] for answer in answers] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
        assert [await held(store.open(cache_size=0), jar) for jar in "abc"] == [3, 3, 3]


class Reads:
    async def test_what_commands_say_that_they_read_is_read_once_for_all(
        self, store: Store, application: Application, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for jar in "abc":
            await application.execute(add(jar))
        alone: list[str] = []
        load = EventStore.load

        def noted(events: EventStore, aggregate: Any, key: str) -> StreamState:
            alone.append(key)
            return load(events, aggregate, key)

        monkeypatch.setattr(EventStore, "load", noted)
        answers = await in_one_group(
            store, add("a"), add("b"), add("d"), add("e"), reads=[(JAR, "a"), (JAR, "b"), (JAR, "d")]
        )
        assert [answer["held"] for answer in answers] == [2, 2, 1, 1]
        assert alone == ["e"]

    async def test_a_refusal_is_looked_at_twice_all_the_same(
        self, store: Store, application: Application
    ) -> None:
        """What was read together may be old by the time that it is decided on."""
        await application.execute(add(amount=60))
        reads = [(JAR, "a"), (JAR, "b")]

        def meanwhile(work: UnitOfWork) -> Any:
            work.store.save(*_saved(work, Emptied()))
            return add("b")(work)

        one, other = await in_one_group(store, meanwhile, add(amount=60), reads=reads)
        assert (one, other) == ({"held": 1}, {"held": 60})


def _saved(work: UnitOfWork, event: Any) -> Any:
    """As another process saves it in the meantime."""
    other = UnitOfWork(work.store, AggregateCache(0))
    other.begin(new_context())
    other.append(JAR, "a", [event])
    return other.events, other.stored, ()


class Caps:
    async def test_a_group_is_split_at_the_cap(self, store: Store) -> None:
        answers = await in_one_group(store, *(add(note="x" * 30_000) for _ in range(10)))
        assert [answer["held"] for answer in answers] == list(range(1, 11))
        assert store.saves == [4, 4, 2]

    async def test_positions_and_names_weigh_too(self, store: Store) -> None:
        application = store.open(limits=Limits(save_bytes=2_000), started=False)
        taken = [
            asyncio.ensure_future(application.execute(lambda _work: None, positions=[Position(f"r{n}", 1)]))
            for n in range(100)
        ]
        await asyncio.sleep(0)
        application.start()
        await asyncio.gather(*taken)
        assert len(store.saves) >= 4

    async def test_an_event_that_is_too_large_is_refused_by_name(self, store: Store) -> None:
        small, large = await in_one_group(store, add(), add("b", note="x" * 65_536))
        assert small == {"held": 1}
        assert isinstance(large, TooLarge)
        assert (large.where, large.values["what"]) == ("jar-b", "event")

    async def test_a_command_that_is_too_large_is_refused_by_name(self, store: Store) -> None:
        def large(work: UnitOfWork) -> None:
            work.append(JAR, "a", [Added(amount=1, note="x" * 60_000) for _ in range(3)])

        one, error, other = await in_one_group(store, add(), large, add())
        assert isinstance(error, TooLarge)
        assert error.values["what"] == "command"
        assert 180_000 < int(str(error.values["size"])) < 190_000
        assert (one, other) == ({"held": 1}, {"held": 2})


class Keys:
    async def test_the_same_key_gives_the_first_answer(self, application: Application) -> None:
        first = await application.execute(add(amount=5), under("k"))
        assert await application.execute(add(amount=5), under("k")) == first == {"held": 5}
        assert await held(application) == 5

    async def test_also_after_a_restart(self, store: Store, application: Application) -> None:
        first = await application.execute(add(amount=5), under("k"))
        again = await store.restart(application)
        assert await again.execute(add(amount=5), under("k")) == first
        assert await held(again) == 5

    async def test_also_when_it_would_now_be_refused(self, application: Application) -> None:
        first = await application.execute(add(amount=60), under("k"))
        assert await application.execute(add(amount=60), under("k")) == first

    async def test_two_at_once_have_one_effect(self, store: Store) -> None:
        handlers = [add(amount=5), add("b"), add(amount=5)]
        one, other, again = await in_one_group(
            store, *handlers, contexts=[under("k"), new_context(), under("k")]
        )
        assert (one, other, again) == ({"held": 5}, {"held": 1}, {"held": 5})
        assert await held(store.open()) == 5

    async def test_two_at_once_of_which_the_second_would_be_refused(self, store: Store) -> None:
        contexts = [under("k"), under("k")]
        answers = await in_one_group(store, add(amount=60), add(amount=60), contexts=contexts)
        assert answers == [{"held": 60}, {"held": 60}]

    async def test_repeats_in_a_group_are_answered_and_the_others_saved_together(self, store: Store) -> None:
        application = store.open()
        for jar in "abc":
            await application.execute(add(jar, 5), under(jar))
        again = [add(jar, 5) for jar in "abc"]
        contexts = [under(jar) for jar in "abc"] + [new_context(), new_context()]
        store.saves.clear()
        answers = await in_one_group(store, *again, add("d"), add("e"), contexts=contexts)
        assert answers == [{"held": 5}, {"held": 5}, {"held": 5}, {"held": 1}, {"held": 1}]
        assert store.saves == [2]

    async def test_after_a_repeat_keys_are_looked_up_first(self, store: Store) -> None:
        application = store.open()
        await application.execute(add(amount=5), under("k"))
        await application.execute(add(amount=5), under("k"))
        decided: list[str] = []

        def handler(work: UnitOfWork) -> Any:
            decided.append("again")
            return add(amount=5)(work)

        assert await application.execute(handler, under("k")) == {"held": 5}
        assert decided == []
        with pytest.raises(KeyReused):
            await application.execute(handler, under("k", "another"))
        assert await application.execute(handler, under("new")) == {"held": 10}

    async def test_many_keys_are_looked_up_in_parts(self, application: Application) -> None:
        await application.execute(add(), under("k"))
        (used,) = application.store.first_events([f"none-{n}" for n in range(1_500)] + [key_stream("k")])
        assert used.event.answer == {"held": 1}
        assert application.store.first_events([]) == application.store.first_events(["jar-x"]) == []

    async def test_streams_are_read_one_after_the_other(self, application: Application) -> None:
        for jar in ("b", "a", "c-1", "b", "a"):
            await application.execute(add(jar))
        place = application.store.last_notification_id()
        await application.execute(add("a"))
        await application.execute(add("d"), under("k"))
        found, after = list[tuple[str, int]](), ("", 0)
        while page := application.store.by_stream(JAR, after, place, 2):
            found += [(one.stream, one.version) for one in page]
            after = found[-1]
        assert sorted(found) == [("jar-a", 1), ("jar-a", 2), ("jar-b", 1), ("jar-b", 2), ("jar-c-1", 1)]
        assert application.store.count_of(JAR, place) == len(found)
        whole = [[version for _, version in one] for _, one in groupby(found, key=itemgetter(0))]
        assert sorted(whole) == [[1], [1, 2], [1, 2]]

    async def test_another_content_under_the_key_is_refused(self, application: Application) -> None:
        await application.execute(add(amount=5), under("k", "five"))
        with pytest.raises(KeyReused) as refused:
            await application.execute(add(amount=6), under("k", "six"))
        assert refused.value.status == 422
        assert await held(application) == 5

    async def test_keys_of_two_senders_are_two_keys(self, application: Application) -> None:
        await application.execute(add(), under("lan/k"))
        assert await application.execute(add(), under("minh/k")) == {"held": 2}

    async def test_a_refused_command_does_not_use_its_key_up(self, application: Application) -> None:
        await application.execute(add(amount=60))
        with pytest.raises(JarFull):
            await application.execute(add(amount=60), under("k"))
        await application.execute(empty())
        assert await application.execute(add(amount=60), under("k")) == {"held": 60}

    async def test_an_answer_of_nothing_is_remembered_too(self, application: Application) -> None:
        for _ in range(2):
            assert await application.execute(empty(), under("k")) is None
        assert (await application.state(JAR, "a"))[1] == 1


def key_stream(key: str) -> str:
    return IDEMPOTENCY_KEY.stream(key_of(under(key)))


class Versions:
    async def test_the_version_that_the_client_saw_is_compared(self, application: Application) -> None:
        await application.execute(add())
        await application.execute(expecting(1))
        with pytest.raises(VersionMismatch) as refused:
            await application.execute(expecting(1))
        assert (refused.value.status, refused.value.values["actual"]) == (412, 2)

    async def test_no_version_is_any_version(self, application: Application) -> None:
        for _ in range(2):
            await application.execute(expecting(None))
        assert await held(application) == 2

    async def test_a_repeated_command_is_not_late(self, application: Application) -> None:
        for _ in range(2):
            assert await application.execute(expecting(0), under("k")) == {"held": 1}


def expecting(version: int | None) -> Any:
    def handler(work: UnitOfWork) -> Any:
        work.expect(JAR, "a", version)
        return add()(work)

    return handler


class Positions:
    async def test_a_position_is_saved_with_the_events(self, application: Application) -> None:
        await application.execute(add(), positions=[Position("r", 5), Position("s", 2)])
        assert (await application.position("r"), await application.position("s")) == (5, 2)
        assert await application.position("nobody") == 0

    @pytest.mark.parametrize("sequence", [4, 5])
    async def test_what_was_taken_is_not_taken_again(self, application: Application, sequence: int) -> None:
        await application.execute(add(), positions=[Position("r", 5)])
        with pytest.raises(AlreadyTaken):
            await application.execute(add(), positions=[Position("r", sequence)])
        assert (await held(application), await application.position("r")) == (1, 5)

    @pytest.mark.parametrize("after", [0, 4, 6])
    async def test_a_position_that_begins_elsewhere_than_its_reader_stands_is_refused(
        self, application: Application, after: int
    ) -> None:
        """Another member has taken a part of it meanwhile, or it would leave something out."""
        await application.execute(add(), positions=[Position("r", 3, after=0)])
        await application.execute(add(), positions=[Position("r", 5, after=3)])
        with pytest.raises(AlreadyTaken):
            await application.execute(add(), positions=[Position("r", 9, after=after)])
        assert (await held(application), await application.position("r")) == (2, 5)
        await application.execute(add(), positions=[Position("r", 9, after=5)])
        assert (await held(application), await application.position("r")) == (3, 9)

    async def test_a_position_alone_is_not_taken_twice(self, application: Application) -> None:
        await application.record([Position("r", 5)])
        with pytest.raises(AlreadyTaken):
            await application.record([Position("r", 5)])

    async def test_a_duplicate_in_a_group_harms_nobody(self, store: Store) -> None:
        application = store.open(started=False)
        positions = [[Position("r", 1)], [Position("r", 1)], []]
        sent = [asyncio.ensure_future(application.execute(add(), positions=at)) for at in positions]
        await asyncio.sleep(0)
        application.start()
        one, twice, other = await asyncio.gather(*sent, return_exceptions=True)
        assert (one, other) == ({"held": 1}, {"held": 2})
        assert isinstance(twice, AlreadyTaken)

    async def test_a_refused_command_leaves_no_position(self, application: Application) -> None:
        with pytest.raises(JarFull):
            await application.execute(add(amount=101), positions=[Position("r", 1)])
        assert await application.position("r") == 0


class Epochs:
    async def test_an_epoch_is_counted(self, application: Application) -> None:
        assert application.store.epoch == 1
        assert [application.store.new_epoch(), application.store.epoch] == [2, 2]
