"""The relay on real Kafka: in order, without holes, once; and where it goes on after whatever happened."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiokafka.errors import KafkaError

from shared.contracts.topics import Service as ServiceName
from shared.eventstore.errors import RUNBOOK as STORE_SET_BACK
from shared.eventstore.errors import StoreSetBack
from shared.eventstore.records import Position
from shared.messaging import relay as relay_module
from shared.messaging.producing import ProducerRecord, send_together
from shared.messaging.relay_checkpoint import RUNBOOK as TOPIC_AHEAD
from shared.telemetry import metrics
from tests.faults.forging import OTHER_ID, Forged, newest_in, write
from tests.messaging_topic import (
    cases_in,
    check_effects,
    check_topic,
    delete_topics,
    make_topics,
    place_of,
    read_topic,
)
from tests.messaging_world import TRANSLATIONS, Behaviour, Completed, Foretold, Noted, messaging_world, until

CASES = [f"SNV-{number:04d}" for number in range(40)]


async def test_what_is_told_stands_in_order_and_without_holes(tmp_path: Path, servers: str) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete_all(CASES, times=5)
        await world.append(CASES[0], Noted(), Completed(), Noted())
        await world.settle()
        check_topic(await read_topic(servers), await world.told())
        assert len(await world.told()) == 201


async def test_a_chunk_that_fails_leaves_nothing(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False, relay_chunk=20) as world:
        await world.complete_all(CASES)
        await world.settle()
        fail_once(monkeypatch, after_records=7)
        await world.complete_all(CASES)
        await world.settle()
        check_topic(await read_topic(servers), await world.told())


def fail_once(monkeypatch: pytest.MonkeyPatch, after_records: int) -> None:
    """The next chunk breaks off when so many of its records are in Kafka, uncommitted."""
    failed: list[bool] = []

    async def send(producer: object, records: list[ProducerRecord]) -> None:
        if failed:
            return await send_together(producer, records)
        failed.append(True)
        await producer.begin_transaction()
        for one in records[:after_records]:
            topic, partition = one.partition
            await producer.send_and_wait(topic, one.value, one.key, partition, headers=one.headers)
        raise KafkaError("as if the connection were gone")

    monkeypatch.setattr(relay_module, "send_together", send)


@pytest.mark.parametrize("chunk", [7, 500])
async def test_it_goes_on_from_the_topics_end_when_the_record_was_lost(
    tmp_path: Path, servers: str, chunk: int
) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False, relay_chunk=chunk) as world:
        await world.complete_all(CASES)
        world.source.service.application.record = never  # as if it died between commit and record
        await world.settle()
    async with messaging_world(tmp_path, kafka=servers, sink=False, relay_chunk=chunk) as world:
        await world.complete_all(CASES[:10])
        await world.settle()
        check_topic(await read_topic(servers), await world.told())


async def test_a_lost_record_is_made_up_for_at_the_next_start(tmp_path: Path, servers: str) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete_all(CASES)
        world.source.service.application.record = never  # as if it died between commit and record
        await world.settle()
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        source = world.source

        async def recorded() -> bool:
            return await source.service.application.position(source.mapper.reader(6)) == len(CASES)

        await until(recorded)


async def never(_positions: object) -> None:
    return None


async def test_republishing_fills_a_wiped_topic_and_nobody_takes_anything_twice(
    tmp_path: Path, servers: str
) -> None:
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.complete_all(CASES, times=3)
        await world.settle()
        await delete_topics(servers)
        await make_topics(servers)
        world.source.republish()
        await world.settle()
        await world.complete_all(CASES)
        await world.settle()
        check_topic(await read_topic(servers), await world.told())
        check_effects(await world.effects(), await world.told())


async def test_a_wiped_topic_is_filled_again_at_the_next_start(tmp_path: Path, servers: str) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete_all(CASES)
        await world.settle()
    await delete_topics(servers)
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.settle()
        check_topic(await read_topic(servers), await world.told())


async def test_a_republication_that_was_broken_off_is_finished(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False, relay_chunk=10) as world:
        await world.complete_all(CASES, times=3)
        await world.settle()
        broken = asyncio.Event()
        monkeypatch.setattr(relay_module, "send_together", third_chunk_waits(broken))
        world.source.republish()
        await asyncio.wait_for(broken.wait(), 30)
    monkeypatch.undo()
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete(CASES[0])
        await world.settle()
        records = await read_topic(servers)
        check_topic(records, await world.told(), again=True)
        twice = [e for e in await world.told() if ends_with(records, e.notification_id or 0) >= 2]
        assert len(twice) >= 100, "the second half was published again as well"


def third_chunk_waits(broken: asyncio.Event) -> object:
    sent: list[int] = []

    async def send(producer: object, records: list[ProducerRecord]) -> None:
        sent.append(len(records))
        if len(sent) == 3:
            broken.set()
            await asyncio.Event().wait()
        await send_together(producer, records)

    return send


def ends_with(records: dict[int, list[object]], sequence: int) -> int:
    wanted = str(sequence).zfill(20).encode()
    return sum(dict(one.headers)["ce_sequence"] == wanted for part in records.values() for one in part)


def names_its_page(failure: Any) -> bool:
    """Of the relay that found it, or of the store that was told meanwhile."""
    return any(page in str(failure) for page in (TOPIC_AHEAD, STORE_SET_BACK))


async def test_a_topic_ahead_of_its_store_is_refused_with_the_page_that_helps(
    tmp_path: Path, servers: str
) -> None:
    async with messaging_world(tmp_path / "now", kafka=servers, sink=False) as world:
        await world.complete_all(CASES)
        await world.settle()
    async with messaging_world(tmp_path / "restored", kafka=servers, sink=False) as world:
        with pytest.raises(StoreSetBack):
            await world.complete(CASES[0])
        await until(lambda: world.relay.failure is not None)
        assert names_its_page(world.relay.failure)
        assert world.source.service.application.store.continuity.found is not None
        assert sum(len(records) for records in (await read_topic(servers)).values()) == len(CASES)


async def test_a_store_that_went_another_way_since_its_backup_is_refused_too(
    tmp_path: Path, servers: str
) -> None:
    """The same case at the same place in the log: only the moment of recording tells them apart."""
    for folder, kafka in (("now", servers), ("restored", None)):
        async with messaging_world(tmp_path / folder, kafka=kafka, sink=False) as world:
            await world.complete(CASES[0], times=3)
            await world.settle()
    async with messaging_world(tmp_path / "restored", kafka=servers, sink=False) as world:
        await until(lambda: world.relay.failure is not None)
        assert names_its_page(world.relay.failure)
        with pytest.raises(StoreSetBack):
            await world.complete(CASES[0])


async def test_a_new_epoch_publishes_the_restored_store_under_a_new_source(
    tmp_path: Path, servers: str
) -> None:
    async with messaging_world(tmp_path / "now", kafka=servers, sink=False) as world:
        await world.complete_all(CASES)
        await world.settle()
    async with messaging_world(tmp_path / "restored", sink=False) as world:
        await world.complete_all(CASES[:3])
        world.source.service.application.store.new_epoch()
    async with messaging_world(tmp_path / "restored", kafka=servers, sink=False) as world:
        await world.settle()
        records = [one for part in (await read_topic(servers)).values() for one in part]
        sources = [dict(one.headers)["ce_source"].rpartition(b"/")[2] for one in records]
        assert (sources.count(b"1"), sources.count(b"2")) == (len(CASES), 3)


async def test_more_partitions_publish_everything_anew_under_their_own_count(
    tmp_path: Path, servers: str
) -> None:
    await make_topics(servers, 3)
    async with messaging_world(tmp_path, kafka=servers, sink=False, topic_partitions=3) as world:
        await world.complete_all(CASES)
        await world.settle()
    await delete_topics(servers)
    async with messaging_world(tmp_path, kafka=servers, sink=False, topic_partitions=5) as world:
        await world.settle()
        check_topic(await read_topic(servers), await world.told())


async def test_after_a_failure_it_does_not_disturb_one_that_has_come_further(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that slept longer than its transaction lived sees a time-out, and not that it was fenced."""
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete_all(CASES)
        await world.settle()
        reader = world.source.mapper.reader(6)
        await world.source.service.application.record([Position(reader, 1_000)])
        monkeypatch.setattr(relay_module, "send_together", refuse)
        await world.complete_all(CASES)
        await until(lambda: "another relay" in str(world.relay.failure))


async def test_it_is_woken_at_once(tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "POLL_SECONDS", 30.0)
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await until(lambda: world.relay.position == 0 and world.relay._checkpoint.partitions != {})
        await world.complete(CASES[0])
        await until(lambda: world.relay.position == 1, within=3)


async def test_it_looks_by_itself_when_nobody_wakes_it(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        monkeypatch.setattr(world.source.service.application.wakeup, "wake", lambda: None)
        monkeypatch.setattr(world.source.service.application.wakeup, "_waiting", {})
        await world.complete(CASES[0])
        await until(lambda: world.relay.position == 1, within=5)


async def test_lags_and_delays_are_measured(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.runtime.measuring.MEASURE_SECONDS", 0.1)
    delays = value_of("tthc_relay_delay_seconds_count", service="cases")
    async with messaging_world(tmp_path, kafka=servers) as world:
        monkeypatch.setattr(relay_module, "send_together", refuse)
        await world.complete_all(cases_in(0, 3), times=4)
        await until(lambda: value_of("tthc_relay_lag_events", service="cases") == 12)
        monkeypatch.undo()
        monkeypatch.setattr("shared.runtime.measuring.MEASURE_SECONDS", 0.1)
        world.behaviour.react = stop_at_once
        await until(lambda: value_of("tthc_relay_lag_events", service="cases") == 0)
        lag = {"service": "sla", "topic": "tthc.cases", "partition": "0"}
        await until(lambda: value_of("tthc_consumer_lag_events", **lag) >= 12)
        assert value_of("tthc_relay_delay_seconds_count", service="cases") == delays + 12
        world.behaviour.react = lambda _work, _message: None
        await until(lambda: value_of("tthc_consumer_lag_events", **lag) == 0)


async def refuse(*_arguments: object) -> None:
    raise KafkaError("refused")


def stop_at_once(_work: object, _message: object) -> None:
    raise RuntimeError("not now")


def value_of(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


async def test_events_of_unknown_types_are_published_as_the_others_are(tmp_path: Path, servers: str) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.append(CASES[0], Completed(), Foretold(), Completed())
        await world.settle()
        check_topic(await read_topic(servers), await world.told())
        assert world.host.hosted[ServiceName.CASES].relay is world.relay


async def test_what_is_told_otherwise_than_before_needs_a_new_epoch_and_makes_no_fork(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case,) = cases_in(0, 1)
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.append(case, Completed(), Foretold(), Completed(), Foretold())
        await world.settle()
    monkeypatch.delitem(TRANSLATIONS, Foretold)
    async with messaging_world(tmp_path, kafka=servers) as world:
        await until(lambda: world.relay.failure is not None)
        assert "no longer tells Foretold" in str(world.relay.failure)
        await world.append(case, Completed())
        world.source.service.application.store.new_epoch()
    async with messaging_world(tmp_path, kafka=servers, behaviour=Behaviour(idempotent=True)) as world:
        await world.append(case, Completed())
        await world.settle()
        assert (await world.effects())[case] == [1, 3, 5, 6]
        assert {letter["reason"] for letter in await world.letters()} == {"unknown-event-type"}


async def test_a_record_of_somebody_else_that_stands_last_stops_no_relay(
    tmp_path: Path, servers: str
) -> None:
    (case,) = cases_in(0, 1)
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete(case, times=2)
        await world.settle()
    true = newest_in((await read_topic(servers))[0]).record
    others = [Forged.of(true).version(9).at(sequence, 0) for sequence in (42, 10**14)]
    await write(servers, [*others, Forged.of(true).version(8, OTHER_ID).at(43, 2)])
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.complete(case)
        await world.settle()
        check_effects(await world.effects(), await world.told())


async def test_nor_does_one_far_beyond_all_stores_where_nothing_stood(tmp_path: Path, servers: str) -> None:
    first, second = cases_in(0, 1)[0], cases_in(1, 1)[0]
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete(first)
        await world.settle()
    (true,) = (await read_topic(servers))[0]
    forged = Forged.of(true).of_case(second, place_of(second, 6)).at(10**14, 0)
    await write(servers, [forged])
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.complete_all([first, second])
        await world.settle()
        check_effects(await world.effects(), await world.told())
