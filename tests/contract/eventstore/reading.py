"""How a store's log, streams, old forms and snapshots are read, on every store."""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import msgspec
import pytest
from eventsourcing.domain import datetime_now_with_tzinfo
from eventsourcing.persistence import MapperDeserialisationError, StoredEvent

from shared.eventstore.application import Application
from shared.eventstore.records import RecordedEvent, new_context
from shared.eventstore.snapshots import INTERVAL
from shared.eventstore.unit_of_work import UnitOfWork
from tests.aggregates import Aggregate
from tests.contract.eventstore.opening import Store
from tests.contract.eventstore.toy import JAR, SNAPPED, Added, Emptied, Jar, add, evolve


class Reading:
    async def test_the_log_has_every_event_in_the_order_of_commits(self, application: Application) -> None:
        for jar in "abcab":
            await application.execute(add(jar))
        log = await application.log(0, 100)
        assert [(one.key, one.version) for one in log] == [("a", 1), ("b", 1), ("c", 1), ("a", 2), ("b", 2)]
        ids = [one.notification_id or 0 for one in log]
        assert ids == sorted(set(ids))
        assert await application.read(application.store.last_notification_id) == ids[-1]

    async def test_it_can_be_read_in_pieces_also_after_a_restart(
        self, store: Store, application: Application
    ) -> None:
        for _ in range(7):
            await application.execute(add())
        assert await in_pieces(application) == [1, 2, 3, 4, 5, 6, 7]
        assert await in_pieces(await store.restart(application)) == [1, 2, 3, 4, 5, 6, 7]

    async def test_an_empty_store_has_an_empty_log(self, application: Application) -> None:
        assert await application.log(0, 10) == []
        assert await application.read(application.store.last_notification_id) == 0

    async def test_the_envelope_comes_back_as_it_was(self, store: Store, application: Application) -> None:
        context = new_context(correlation_id="root", causation_id="cause")
        await application.execute(add(note="Cấp phép – số 1"), context)
        (recorded,) = await (await store.restart(application)).log(0, 10)
        assert recorded.event == Added(amount=1, note="Cấp phép – số 1")
        assert recorded.recorded_at == context.recorded_at
        assert (recorded.command_id, recorded.correlation_id, recorded.causation_id) == (
            context.command_id,
            "root",
            "cause",
        )

    async def test_a_correlation_may_be_given_for_one_append(self, application: Application) -> None:
        await application.execute(
            lambda work: work.append(JAR, "a", [Added(amount=1)], correlation="case-1"),
            new_context(correlation_id="request"),
        )
        assert (await application.log(0, 1))[0].correlation_id == "case-1"

    async def test_what_was_caused_by_another_event_says_so(self, application: Application) -> None:
        def handler(work: UnitOfWork) -> None:
            work.caused_by("event-1", "case-1")
            work.append(JAR, "a", [Emptied()])

        await application.execute(handler)
        (recorded,) = await application.log(0, 1)
        assert (recorded.causation_id, recorded.correlation_id) == ("event-1", "case-1")

    async def test_events_are_counted_by_type(self, application: Application) -> None:
        for handler in (add(), add("b"), lambda work: work.append(JAR, "a", [Emptied()])):
            await application.execute(handler)
        counts = await application.read(application.store.count_by_type)
        assert counts == {"Added": 2, "Emptied": 1}


async def in_pieces(application: Application) -> list[int]:
    """The versions that the log has, read by three."""
    read: list[RecordedEvent] = []
    while chunk := await application.log((read[-1].notification_id or 0) if read else 0, 3):
        read += chunk
    return [one.version for one in read]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Version 1 had `kg`; version 2 `grams`; version 3 also says on which `scale`."""

    class_version: ClassVar[int] = 3
    grams: int
    scale: str

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["grams"] = state.pop("kg") * 1000

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        state["scale"] = "unknown"


def _append(state: list[Any], event: Any) -> list[Any]:
    state.append(event)
    return state


SCALE: Aggregate[list[Any]] = Aggregate("scale", list, _append, (Weighed,))


def stored(version: int, event: dict[str, Any], class_version: int | None) -> StoredEvent:
    """A row as a program of that day wrote it."""
    state = {
        "recorded_at": datetime_now_with_tzinfo(),
        "command_id": "c",
        "correlation_id": "r",
        "causation_id": "c",
        "event": event,
    }
    if class_version is not None:
        state["class_version"] = class_version
    return StoredEvent("scale-s", version, "Weighed", msgspec.json.encode(state))


class OldForms:
    async def test_an_old_event_is_read_in_todays_form(self, store: Store) -> None:
        application = store.open(SCALE)
        application.store.recorder.insert_events(
            [
                stored(1, {"kg": 2}, None),
                stored(2, {"grams": 5}, 2),
                stored(3, {"grams": 7, "scale": "hall"}, 3),
            ]
        )
        expected = [
            Weighed(grams=2000, scale="unknown"),
            Weighed(grams=5, scale="unknown"),
            Weighed(grams=7, scale="hall"),
        ]
        assert await application.state(SCALE, "s") == (expected, 3)
        assert [one.event for one in await application.log(0, 10)] == expected

    async def test_a_new_event_is_stored_with_its_version(self, store: Store) -> None:
        application = store.open(SCALE)
        await application.execute(lambda work: work.append(SCALE, "s", [Weighed(grams=1, scale="hall")]))
        (row,) = application.store.recorder.select_events("scale-s")
        assert msgspec.json.decode(row.state)["class_version"] == 3

    @pytest.mark.parametrize(
        "row", [stored(1, {"grams": 1, "scale": "x"}, 4), stored(1, {"grams": "heavy", "scale": "x"}, 3)]
    )
    async def test_what_this_program_cannot_read_is_named(self, store: Store, row: StoredEvent) -> None:
        application = store.open(SCALE)
        application.store.recorder.insert_events([row])
        with pytest.raises(MapperDeserialisationError, match="scale-s version 1"):
            await application.state(SCALE, "s")


class ReadTogether:
    async def test_each_is_as_it_would_be_alone(self, application: Application) -> None:
        for jar in "abcab":
            await application.execute(add(jar))
        store, jars = application.store, "abcd"
        states = store.load_together([(JAR, jar) for jar in jars])
        assert states == {JAR.stream(jar): store.load(JAR, jar) for jar in jars}
        assert [one.version for one in states.values()] == [2, 2, 1, 0]
        newest = {one.stream: one.recorded_at for one in await application.log(0, 10)}
        assert {name: one.recorded_at for name, one in states.items()} == {**newest, "jar-d": None}

    async def test_without_those_that_are_long_and_those_that_no_store_takes(
        self, application: Application
    ) -> None:
        for events in (50, 1):
            assert list(application.store.load_together([(JAR, "a"), (JAR, "a\nb")])) == ["jar-a"]
            await application.execute(partial(_grow, events=events))
        assert application.store.load_together([(JAR, "a"), (JAR, "a\nb")]) == {}

    async def test_one_that_cannot_be_read_harms_nobody(self, store: Store) -> None:
        application = store.open(SCALE, JAR)
        application.store.recorder.insert_events([stored(1, {"grams": "heavy", "scale": "x"}, 3)])
        assert list(application.store.load_together([(JAR, "a"), (SCALE, "s")])) == ["jar-a"]


def _grow(work: UnitOfWork, events: int) -> None:
    work.append(JAR, "a", [Emptied()] * events)


@dataclass(slots=True)
class OtherJar(Jar):
    colour: str = "blue"


class LongStreams:
    async def fill(self, application: Application, events: int) -> None:
        def handler(work: UnitOfWork) -> None:
            work.append(SNAPPED, "a", [Added(amount=1)] * 50)

        for _ in range(events // 50):
            await application.execute(handler)

    async def test_a_snapshot_is_taken_and_used_after_a_restart(
        self, store: Store, application: Application
    ) -> None:
        await self.fill(application, INTERVAL + 50)
        fresh = await store.restart(application)
        assert fresh.store.snapshots.latest(SNAPPED, "snapped-a") == (
            Jar(held=INTERVAL, acts=INTERVAL),
            INTERVAL,
        )
        seen = []
        read = fresh.store.mapper.event
        fresh.store.mapper.event = lambda row: seen.append(row) or read(row)  # type: ignore[method-assign]
        assert await fresh.state(SNAPPED, "a") == (Jar(held=INTERVAL + 50, acts=INTERVAL + 50), INTERVAL + 50)
        assert len(seen) == 1 + 50  # the one that the snapshot stands at tells its time

    async def test_one_of_another_form_is_not_used(self, store: Store, application: Application) -> None:
        await self.fill(application, INTERVAL)
        other = Aggregate("snapped", OtherJar, evolve, (Added, Emptied), snapshots=OtherJar)
        fresh = store.open(other)
        assert fresh.store.snapshots.latest(other, "snapped-a") is None
        assert await fresh.state(other, "a") == (OtherJar(held=INTERVAL, acts=INTERVAL), INTERVAL)

    async def test_short_streams_and_others_have_none(self, application: Application) -> None:
        await self.fill(application, 50)
        await application.execute(add())
        assert application.store.snapshots.latest(SNAPPED, "snapped-a") is None
        assert application.store.snapshots.latest(JAR, "jar-a") is None

    async def test_one_that_cannot_be_kept_does_not_fail_the_command(
        self, application: Application, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_state: Any) -> bytes:
            raise TypeError("not JSON")

        monkeypatch.setattr("shared.eventstore.snapshots.msgspec.json.encode", refuse)
        application.store.snapshots._forms[Jar] = "Jar.form"
        await self.fill(application, INTERVAL)
        assert (await application.state(SNAPPED, "a"))[1] == INTERVAL
