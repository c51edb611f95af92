"""Failover to a copy of PostgreSQL that lacks the newest commits, which Kafka has already."""

import asyncio
import shutil
import subprocess
import time
from collections.abc import Mapping
from typing import Any

from dev.local import KafkaServer, PostgresServer
from services.cases.application.cases import CasesApplication
from shared.contracts.topics import Service, Topic, configurations
from shared.eventstore.errors import RUNBOOK as STORE_RUNBOOK
from shared.eventstore.errors import StoreSetBack
from shared.messaging.publication_mapper import PublicationMapper
from shared.messaging.relay import Relay
from shared.messaging.relay_checkpoint import RUNBOOK, TopicAhead
from shared.messaging.topic_tail import last_events
from shared.messaging.topics import apply_topics
from tests.faults.cases_under_fault import Clients, cases_at, environment_at
from tests.faults.invariants import Violated, check_streams_whole, stored_events
from tests.faults.ledger import Ledger
from tests.servers import fresh_name

LOST = 200  #: commits
_DATABASE = "tthc_cases"
_SOON = 20.0  # seconds


async def failover_to_an_older_copy(postgres: PostgresServer, kafka: KafkaServer, ledger: Ledger) -> None:
    """The running process refuses commands and publishes nothing; a new one's relay refuses to run."""
    address = f"https://{fresh_name('tthc').replace('_', '-')}.example"
    await apply_topics(kafka.bootstrap_servers, [configurations()[Topic.CASES]])
    url = postgres.url(_DATABASE)
    async with cases_at(environment_at(url)) as application:
        relay, mapper = _relay(application, kafka, address)
        running = asyncio.ensure_future(relay.run())
        try:
            clients = Clients(application, ledger)
            numbers = [(await clients.open(keyed=True))["case_number"] for _ in range(5)]
            await _published(relay, url)
            await asyncio.to_thread(_copy, postgres)
            await asyncio.gather(*(_walk(clients, number) for number in numbers))
            await _published(relay, url)
            last, newest = stored_events(url, "cases")[-1].notification_id, await _newest(kafka, mapper)
            await asyncio.to_thread(_put_back, postgres)
            assert stored_events(url, "cases")[-1].notification_id <= last - LOST, "the copy is not old"
            await _check_refused(application, clients, numbers)
            check_streams_whole(stored_events(url, "cases"))
            await _check_relay_refuses(relay)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    await _check_new_process_refuses(environment_at(url), kafka, address)
    if await _newest(kafka, mapper) != newest:
        raise Violated("I2: something was published after the failover")


def _relay(
    application: CasesApplication, kafka: KafkaServer, address: str
) -> tuple[Relay, PublicationMapper]:
    mapper = PublicationMapper(Service.CASES, {}, address, epoch=1)
    return Relay(application, mapper, kafka.bootstrap_servers), mapper


async def _newest(kafka: KafkaServer, mapper: PublicationMapper) -> int:
    """The newest event of this store that the topic holds."""
    tails = await last_events(kafka.bootstrap_servers, Topic.CASES.value, str(mapper.source))
    return max(tail.sequence for tail in tails.values())


async def _walk(clients: Clients, number: str) -> None:
    """Suspend and resume, each in a commit of its own."""
    for _ in range(LOST // 10):
        for suspended in (False, True):
            await clients.move(number, suspended)


async def _published(relay: Relay, url: str) -> None:
    last = stored_events(url, "cases")[-1].notification_id
    give_up = time.monotonic() + _SOON
    while relay.position < last:
        assert time.monotonic() < give_up, "the relay doesn't come forward before the fault"
        await asyncio.sleep(0.05)


def _copy(postgres: PostgresServer) -> None:
    """A copy of the data, taken while the server stands still."""
    postgres.stop()
    subprocess.run(["cp", "-a", postgres.cluster, postgres.data / "older"], check=True)
    postgres.start()


def _put_back(postgres: PostgresServer) -> None:
    postgres.stop()
    shutil.rmtree(postgres.cluster)
    (postgres.data / "older").rename(postgres.cluster)
    postgres.start()


async def _check_refused(application: CasesApplication, clients: Clients, numbers: list[str]) -> None:
    """No command is taken by a process that knows of events which the store lacks."""
    give_up = time.monotonic() + _SOON
    while time.monotonic() < give_up:
        answers: list[Any] = [await clients.move(number, False, keyed=False) for number in numbers]
        if all(isinstance(answer, StoreSetBack) for answer in answers):
            return
        if any(isinstance(answer, dict) for answer in answers):
            check_streams_whole(stored_events(_url_of(application), "cases"))
            raise Violated("a command was taken by a process that knows more than its store")
        await asyncio.sleep(0.1)
    raise Violated(f"commands are answered {answers!r}, not that the store was set back")


def _url_of(application: CasesApplication) -> str:
    options: Mapping[str, Any] = application.store.recorder.datastore.pool.kwargs  # type: ignore[attr-defined]
    return f"postgresql://{options['user']}@{options['host']}:{options['port']}/{options['dbname']}"


async def _check_relay_refuses(relay: Relay) -> None:
    give_up = time.monotonic() + _SOON
    while STORE_RUNBOOK not in (relay.failure or ""):
        if time.monotonic() > give_up:
            raise Violated(f"the running relay names no runbook page: {relay.failure}")
        await asyncio.sleep(0.05)


async def _check_new_process_refuses(
    environment: Mapping[str, str], kafka: KafkaServer, address: str
) -> None:
    async with cases_at(environment) as application:
        relay, _ = _relay(application, kafka, address)
        try:
            await asyncio.wait_for(relay.run(), _SOON)
        except TopicAhead as ahead:
            if RUNBOOK in str(ahead):
                return
            raise Violated(f"the relay names no runbook page: {ahead}") from ahead
        except TimeoutError:
            raise Violated("a new relay runs on a store that is behind its topic") from None
