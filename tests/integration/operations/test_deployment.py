"""The whole system as one: in this process, as processes on files, and on real servers."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from shared.client.connection import at_urls
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service, Topic
from shared.errors import Language
from shared.runtime.findings import Area
from shared.runtime.ownership import DirectoryOwned
from tests.integration.importlog.importing import small_plan
from tests.integration.operations.running import own_settings, tthc
from tthc.mining.log.driving import drive
from tthc.operations.deployment import Deployment
from tthc.operations.deployment_options import DeploymentOptions
from tthc.operations.errors import AddressTaken, NotOfItsOwnProcess, ServiceDidNotStart


async def answers(url: str) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(f"{url}/readyz")).is_success
        except httpx.TransportError:
            return False


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while True:
            if await condition():
                return
            await asyncio.sleep(0.1)


async def fill(deployment: Deployment, folder: Path) -> None:
    """Import three cases."""
    async with at_urls(deployment.settings, Language.EN) as services:
        await drive(services, small_plan(folder))
    await deployment.settled()


async def test_everything_runs_in_this_process(tmp_path: Path) -> None:
    async with Deployment(own_settings(tmp_path / "data")) as deployment:
        assert set(deployment.urls) == {"catalog", "cases", "sla", "notify", "issuer"}
        assert all([await answers(url) for url in deployment.urls.values()])
        await fill(deployment, tmp_path)
        assert (await deployment.verify()).count == 0
        with pytest.raises(NotOfItsOwnProcess):
            await deployment.kill("cases")
    assert not any([await answers(url) for url in deployment.urls.values()])


async def test_a_data_directory_has_one_deployment(tmp_path: Path) -> None:
    async with Deployment(own_settings(tmp_path)):
        with pytest.raises(DirectoryOwned):
            await Deployment(own_settings(tmp_path)).__aenter__()


async def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    settings = own_settings(tmp_path / "one")
    other = own_settings(tmp_path / "other").model_copy(update={"sla_port": settings.sla_port})
    async with Deployment(settings):
        with pytest.raises(AddressTaken, match=f"{settings.sla_port}, where sla is to.*TTHC_SLA_PORT"):
            await Deployment(other).__aenter__()


async def test_a_process_that_can_not_start_is_told_with_its_log(tmp_path: Path) -> None:
    settings = own_settings(tmp_path)
    broken = {"all": {"TTHC_RELAY_CHUNK": "none"}}
    with pytest.raises(ServiceDidNotStart, match="TTHC_RELAY_CHUNK"):
        await Deployment(settings, separate=True, environments=broken).__aenter__()


async def test_a_killed_process_goes_on_where_it_was(tmp_path: Path) -> None:
    async with Deployment(own_settings(tmp_path / "data"), separate=True) as deployment:
        before = deployment.pids["cases"]
        importing = asyncio.create_task(fill(deployment, tmp_path))
        await until(lambda: _has_cases(deployment))
        await deployment.kill("cases")
        await importing
        assert deployment.pids["cases"] != before
        await deployment.stop("cases")
        assert tthc(deployment.settings, "verify", "--json")["disagreements"] == 0


@pytest.mark.servers
@pytest.mark.timeout(480)
async def test_services_on_real_servers(own_data: Path, tmp_path: Path) -> None:
    options = DeploymentOptions(kafka=True, postgres=True, mongo=True)
    async with Deployment(own_settings(own_data / "data"), options) as deployment:
        assert len(set(deployment.pids.values())) == 5
        importing = asyncio.create_task(fill(deployment, tmp_path))
        await until(lambda: _has_cases(deployment))
        await asyncio.gather(*(deployment.kill(name) for name in ("cases", "sla")))
        await importing
        assert (await deployment.verify()).disagreements == []
        await _check_commands(deployment)
        await _check_damaged_topics(deployment)


async def _has_cases(deployment: Deployment) -> bool:
    async with at_urls(deployment.settings, Language.EN) as services:
        answer: dict[str, Any] = await services.get(Service.CASES, "/cases", as_=AUDITOR)
        return bool(answer["cases"])


async def _check_commands(deployment: Deployment) -> None:
    """In another shell, beside the services."""
    settings = deployment.settings
    run = asyncio.to_thread
    assert (await run(tthc, settings, "verify", "--json"))["disagreements"] == 0
    assert (await run(tthc, settings, "doctor", "--json"))["failures"] == 0
    made = await run(tthc, settings, "topics", "apply", "--json")
    assert {topic["change"] for topic in made["topics"]} == {"unchanged"}


async def _check_damaged_topics(deployment: Deployment) -> None:
    """A record too many is named; so is what a topic has lost, until it is published again."""
    servers = deployment.settings.kafka_bootstrap_servers or ""
    producer = AIOKafkaProducer(bootstrap_servers=servers)
    await producer.start()
    await producer.send_and_wait(Topic.NOTIFY.value, b"{}", key=b"forged")
    await producer.stop()
    (found,) = (await deployment.verify()).disagreements
    assert found.area is Area.TOPIC
    assert found.where.startswith("tthc.notify partition")
    await _empty_topic(deployment, servers, Topic.NOTIFY)
    findings = await deployment.verify(within=1)
    assert set(findings.by_area) <= {Area.TOPIC, Area.POSITION}
    assert any("no record" in one.found for one in findings.disagreements)
    await asyncio.to_thread(tthc, deployment.settings, "republish", "notify", "--wait")
    assert (await deployment.verify()).disagreements == []


async def _empty_topic(deployment: Deployment, servers: str, topic: Topic) -> None:
    """Delete the topic, and make it anew, as after the loss of Kafka's data; its relay doesn't look."""
    await deployment.pause("notify")
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    await admin.delete_topics([topic.value])
    await admin.close()
    await asyncio.to_thread(tthc, deployment.settings, "topics", "apply", "--json")
    await deployment.resume("notify")
