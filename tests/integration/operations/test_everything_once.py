"""On a system in which everything was done once, nothing is wrong: not in files, and not on Kafka."""

import importlib
import pkgutil
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from aiokafka import AIOKafkaProducer

import services
from dev.local import KafkaServer
from services.notify.domain.delivery import NotificationKind
from shared.contracts.notify import NotificationAdded
from shared.contracts.registry import EVENT_TYPES
from shared.contracts.topics import Service
from shared.decider import Decider
from shared.eventstore import records
from shared.runtime.findings import Findings
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import load_settings
from tests.faults.forging import OTHER_ID, Forged, newest_in, write
from tests.hosting import ADDRESS
from tests.integration.operations.everything import do_everything, settle_letters
from tests.integration.operations.published import Published, read_all
from tests.judging import ENSURE, NEWS, judged
from tests.messaging_topic import delete_topics, read_topic
from tests.messaging_world import until, until_consuming
from tools.contracts.scenario.stage import Stage, StoryTime, staged
from tools.contracts.scenario.story import BEGINNING
from tthc.operations.verify import verify

LONG_AFTER = "2028-01-12 12:00"
#: Who follows the topic in which records are forged: each sets them aside.
FOLLOWERS = (Service.SLA, Service.NOTIFY)


def deciders() -> Iterator[Decider[Any]]:
    for module in pkgutil.walk_packages(services.__path__, "services."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Decider):
                yield value


async def kinds_told(stage: Stage) -> set[str]:
    log = await stage.world.host.hosted[Service.NOTIFY].service.application.log(0, 100_000)
    return {one.event.kind for one in log if isinstance(one.event, NotificationAdded)}


async def verified(host: Host) -> Findings:
    return await verify([hosted.service for hosted in host.hosted.values()], host.settings)


def nothing_wrong(findings: Findings) -> bool:
    """Nothing is, and nothing waits for anybody."""
    assert list(map(str, findings.disagreements)) == []
    return not [note for note in findings.notes if "wait" in note.text]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the system is made, by the first test."""
    return tmp_path_factory.mktemp("everything") / "data"


def made(everything: Path) -> bool:
    return everything.exists()


async def test_everything_was_done_and_nothing_is_wrong(everything: Path) -> None:
    with judged() as found:
        async with staged(everything, BEGINNING) as stage:
            await do_everything(stage)
            assert nothing_wrong(await verified(stage.world.host))
            assert await kinds_told(stage) == {kind.value for kind in NotificationKind}
    assert {command for one in deciders() for command in one.commands} - found.given == set()
    assert not found.faults, "\n".join(sorted(found.faults))
    assert found.excused == (ENSURE | NEWS).keys()


@asynccontextmanager
async def on_kafka(folder: Path, servers: str) -> AsyncIterator[Host]:
    """The same stores, joined by Kafka, at a time when all that was done lies behind."""
    settings = load_settings(data_dir=folder, address=ADDRESS, kafka_bootstrap_servers=servers)
    resources = Resources(settings)
    built = [importlib.import_module(f"services.{name.value}.service").build(resources) for name in Service]
    with patch.object(records, "datetime", StoryTime(LONG_AFTER)):
        host = Host(settings, built)
        await host.start()
        try:
            await until_consuming(host)
            await host.settle()
            yield host
        finally:
            await host.stop()


async def test_all_that_is_published_is_read_and_what_was_decided_is_settled(
    everything: Path, tmp_path: Path, kafka: KafkaServer
) -> None:
    if not made(everything):
        async with staged(everything, BEGINNING) as stage:
            await do_everything(stage)
    shutil.copytree(everything, tmp_path / "data")
    servers = kafka.bootstrap_servers
    await delete_topics(servers)
    async with on_kafka(tmp_path / "data", servers) as host:
        published = Published()
        found = {published.check(record, ADDRESS) for record in await read_all(servers)}
        assert found == published.types == set(EVENT_TYPES)
        assert nothing_wrong(await verified(host))
        count = await forge(servers)
        await until(lambda: letters_wait(host, count))
        assert (await verified(host)).count >= count
        assert await settle_letters(host) == count * len(FOLLOWERS)
        assert nothing_wrong(await verified(host))


async def forge(servers: str) -> int:
    """Foreign records in a partition where something stands, most of them readable; how many letters."""
    last = newest_in(next(part for part in (await read_topic(servers)).values() if len(part) > 2))
    true, behind = Forged.of(last.record), (last.sequence + 40, last.sequence)
    forged = [
        true.at(last.sequence + 40, 0).version(90),
        true.at(10**15, 0).version(91),
        true.saying(recorded_by="mallory"),
        true.version(92).at(*behind).elsewhere(),
        true.version(93, OTHER_ID),
        true.told_as("tthc.cases.CaseForetold.v1").at(last.sequence + 41, 0),
    ]
    await write(servers, [*forged, forged[0]])  # one of them twice
    producer = AIOKafkaProducer(bootstrap_servers=servers)
    await producer.start()
    await producer.send_and_wait(last.record.topic, b"<ho-so/>", b"x", last.record.partition)
    await producer.stop()
    return len(forged) + 1


async def letters_wait(host: Host, count: int) -> bool:
    """Whether so many do at each follower."""
    return {await _waiting(host, name) for name in FOLLOWERS} == {count}


async def _waiting(host: Host, name: Service) -> int:
    found = await host.hosted[name].service.documents.find("dead_letters@1", [], [], 1_000)
    return len([one for one in found if one.body["status"] == "waiting"])
