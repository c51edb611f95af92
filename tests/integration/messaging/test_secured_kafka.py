"""Kafka by TLS, with a user for each service, and rights by lists: on a real broker."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiokafka.errors as kafka_errors
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from shared.contracts.topics import Service, Topic
from shared.messaging.acls import Acl, AclChange, AclOperation, AclPattern, AclReport, AclResource, apply_acls
from shared.messaging.connection import KafkaConnection
from shared.runtime.host import Host
from shared.settings import Settings
from tests.hosting import World
from tests.integration.services.test_catalog import found
from tests.messaging_world import until
from tests.secured_kafka import ADMIN, SecuredKafka
from tthc.operations.access_rights import apply_rights
from tthc.operations.composition import build_services
from tthc.operations.doctor_kafka import examine_kafka
from tthc.operations.finding import Verdict
from tthc.operations.topics import make_topics

STRANGER = "stranger"
CASES, CATALOG = "tthc-cases", "tthc-catalog"


@pytest.fixture(scope="module")
def secured(server_data: Path) -> Iterator[SecuredKafka]:
    """The topics are there, and each service has its rights."""
    server = SecuredKafka(server_data / "secured-kafka")
    server.start()
    asyncio.run(_ruled(server))
    yield server
    server.kill()


async def _ruled(server: SecuredKafka) -> None:
    settings = server.settings(ADMIN, server.data)
    await make_topics(settings)
    await apply_rights(settings)


def way_of(settings: Settings) -> KafkaConnection:
    way = KafkaConnection.of(settings)
    assert way is not None
    return way


@pytest.fixture
def way(secured: SecuredKafka, tmp_path: Path) -> Callable[[str], KafkaConnection]:
    """A user's way to Kafka."""
    return lambda user: way_of(secured.settings(user, tmp_path))


# ---- with their rights


@asynccontextmanager
async def running(secured: SecuredKafka, service: Service, folder: Path) -> AsyncIterator[World]:
    """The service in a deployment of its own, as its own user."""
    settings = secured.settings(f"tthc-{service.value}", folder / service.value, consumer_session_seconds=6)
    host = Host(settings, build_services(settings, [service]))
    world = World(settings, host)
    await host.start()
    try:
        yield world
    finally:
        await world.close()
        await host.stop()


async def test_services_publish_and_consume_with_their_rights(secured: SecuredKafka, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        catalog, cases = [
            await stack.enter_async_context(running(secured, service, tmp_path))
            for service in (Service.CATALOG, Service.CASES)
        ]
        await found(catalog)

        async def arrived() -> bool:
            told = [event.event for event in await cases.application("cases").log(0, 100)]
            return any(getattr(one, "division", None) == "VP" for one in told)

        await until(arrived)
        for world, name in ((catalog, "catalog"), (cases, "cases")):

            async def settled(world: World = world, name: str = name) -> bool:
                return bool((await world.host.hosted[name].progress())["settled"])

            await until(settled)


async def test_doctor_looks_by_the_same_way(secured: SecuredKafka, tmp_path: Path) -> None:
    settings = secured.settings(ADMIN, tmp_path)
    findings = [one async for one in examine_kafka(settings, way_of(settings))]
    assert {one.verdict for one in findings} == {Verdict.OK}
    assert len(findings) == 1 + len(Topic)


# ---- without them


async def write(way: KafkaConnection, topic: str, transactional_id: str | None = None) -> None:
    producer = AIOKafkaProducer(**way.options, transactional_id=transactional_id, request_timeout_ms=5_000)
    try:
        await producer.start()
        await producer.send_and_wait(topic, b"{}", partition=0)
    finally:
        await producer.stop()


async def read(way: KafkaConnection, topic: str) -> None:
    consumer = AIOKafkaConsumer(
        topic, **way.options, auto_offset_reset="earliest", fetch_max_wait_ms=10, request_timeout_ms=5_000
    )
    try:
        await consumer.start()
        await consumer.getmany(timeout_ms=200)
    finally:
        await consumer.stop()


async def join(way: KafkaConnection, group: str) -> None:
    consumer = AIOKafkaConsumer("tthc.cases", **way.options, group_id=group, request_timeout_ms=5_000)
    try:
        await asyncio.wait_for(consumer.start(), 10)
        await asyncio.wait_for(consumer.getone(), 10)
    finally:
        await consumer.stop()


async def delete(way: KafkaConnection, topic: str) -> None:
    admin = AIOKafkaAdminClient(**way.options)
    await admin.start()
    try:
        answer = await admin.delete_topics([topic])
        code = answer.topic_error_codes[0][1]
        if code:
            raise kafka_errors.for_code(code)
    finally:
        await admin.close()


async def grant(way: KafkaConnection, topic: str) -> None:
    every = Acl(principal="User:stranger", resource=AclResource.TOPIC, name=topic, operation=AclOperation.ALL)
    await apply_acls(way, [every], lambda _: None)


Try = Callable[..., Awaitable[None]]
NOT_OF_TOPIC = kafka_errors.TopicAuthorizationFailedError
DENIED: list[tuple[str, Try, tuple[str, ...], type[Exception]]] = [
    (CASES, write, ("tthc.catalog",), NOT_OF_TOPIC),
    (CASES, write, ("tthc.catalog.dlq",), NOT_OF_TOPIC),
    (CATALOG, write, ("tthc.cases",), NOT_OF_TOPIC),
    ("tthc-sla", write, ("tthc.cases",), NOT_OF_TOPIC),
    ("tthc-sla", read, ("tthc.notify",), NOT_OF_TOPIC),
    ("tthc-notify", write, ("tthc.cases",), NOT_OF_TOPIC),
    ("tthc-notify", read, ("tthc.cases.dlq",), NOT_OF_TOPIC),
    (STRANGER, write, ("tthc.cases",), NOT_OF_TOPIC),
    (STRANGER, read, ("tthc.cases",), NOT_OF_TOPIC),
    (CASES, join, ("sla",), kafka_errors.GroupAuthorizationFailedError),
    (CASES, delete, ("tthc.cases",), NOT_OF_TOPIC),
    (CASES, grant, ("tthc.cases",), kafka_errors.ClusterAuthorizationFailedError),
]


@pytest.mark.parametrize(("user", "act", "of", "refused"), DENIED)
async def test_who_has_no_right_can_neither_read_nor_write(
    way: Callable[[str], KafkaConnection],
    user: str,
    act: Try,
    of: tuple[str, ...],
    refused: type[Exception],
) -> None:
    with pytest.raises(refused):
        await act(way(user), *of)


async def test_no_service_takes_another_s_transactions(way: Callable[[str], KafkaConnection]) -> None:
    with pytest.raises(kafka_errors.KafkaError):
        await asyncio.wait_for(write(way(CASES), "tthc.cases", "relay-catalog"), 30)


@pytest.mark.parametrize("act", [write, read])
async def test_with_the_right_it_goes(way: Callable[[str], KafkaConnection], act: Try) -> None:
    await act(way("tthc-notify"), "tthc.notify.dlq")


async def test_who_can_not_sign_in_or_speaks_in_the_clear_is_not_let_in(
    secured: SecuredKafka, tmp_path: Path
) -> None:
    wrong: list[dict[str, Any]] = [
        {"kafka_sasl_password": "guessed"},
        {"kafka_sasl_user": "nobody"},
        {"kafka_security_protocol": "PLAINTEXT"},
        {"kafka_security_protocol": "SASL_PLAINTEXT"},
    ]
    for more in wrong:
        with pytest.raises(kafka_errors.KafkaError):
            await asyncio.wait_for(write(way_of(secured.settings(ADMIN, tmp_path, **more)), "tthc.cases"), 30)


async def test_a_broker_that_can_not_prove_itself_is_not_believed(
    secured: SecuredKafka, tmp_path: Path
) -> None:
    unknown = secured.settings(ADMIN, tmp_path, kafka_ca_file=None)
    with pytest.raises((kafka_errors.KafkaError, ssl.SSLError)):
        await write(way_of(unknown), "tthc.cases")


# ---- the lists


def changed(reports: list[AclReport], *kinds: AclChange) -> set[tuple[str, str, str]]:
    return {
        (one.acl.principal, one.acl.operation.name, one.acl.name) for one in reports if one.change in kinds
    }


async def test_what_does_not_belong_there_is_removed(
    secured: SecuredKafka, way: Callable[[str], KafkaConnection], tmp_path: Path
) -> None:
    def may(principal: str, operation: AclOperation, name: str, **more: Any) -> Acl:
        more = {"resource": AclResource.TOPIC, **more}
        return Acl(principal=f"User:{principal}", operation=operation, name=name, **more)

    strange = [
        may(CASES, AclOperation.WRITE, "tthc.catalog"),
        may(CASES, AclOperation.ALL, "tthc", pattern=AclPattern.PREFIXED),
        may(STRANGER, AclOperation.WRITE, "tthc.cases"),
        may(STRANGER, AclOperation.READ, "sla", resource=AclResource.GROUP),
    ]
    kept = [may(STRANGER, AclOperation.READ, "tthc.cases"), may("else", AclOperation.ALL, "other.topic")]
    wide = may("else", AclOperation.ALL, "*")
    await apply_acls(way(ADMIN), [*strange, *kept, wide], lambda _: None)
    settings = secured.settings(ADMIN, tmp_path)
    told = {(one.principal, one.operation.name, one.name) for one in strange}
    for dry_run in (True, False):
        reports = await apply_rights(settings, dry_run=dry_run)
        assert changed(reports, AclChange.REMOVED) == told
        assert changed(reports, AclChange.KEPT) == {("User:else", "ALL", "*")}
        assert not changed(reports, AclChange.ADDED)
    assert not changed(await apply_rights(settings), AclChange.REMOVED, AclChange.ADDED)
    await read(way(STRANGER), "tthc.cases")
    with pytest.raises(NOT_OF_TOPIC):
        await write(way(STRANGER), "tthc.cases")
    everything = {*strange, *kept, wide}
    await apply_acls(way(ADMIN), [], lambda one: AclChange.REMOVED if one in everything else None)
