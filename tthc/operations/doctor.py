"""Looks whether everything that the settings name is there and as it should be; changes nothing."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import psycopg
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from shared.contracts.topics import TopicConfiguration
from shared.documents.mongo import MongoDocuments
from shared.errors import Refusal
from shared.eventstore.environment import postgres_environment
from shared.messaging.topics import describe_settings
from shared.runtime.host import topic_configurations
from shared.settings import Settings
from tthc.operations.access import Operator
from tthc.operations.composition import ALL_SERVICES
from tthc.operations.record import running_deployment

#: Before it, two connections that write or checkpoint at once can corrupt a write-ahead log.
SQLITE_SAFE = (3, 51, 3)
_FREE_WARNING, _FREE_FAILURE = 2 * 1024**3, 256 * 1024**2
_SKEW_WARNING, _SKEW_FAILURE = 2.0, 30.0


class Verdict(StrEnum):
    """How a thing was found."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do about it."""

    what: str
    verdict: Verdict
    text: str
    todo: str = ""

    def told(self) -> dict[str, Any]:
        """The finding as JSON."""
        return {"what": self.what, "verdict": self.verdict.value, "text": self.text, "todo": self.todo}


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything, one after the other. `settings` could be loaded, so they are sound."""
    yield Finding("settings", Verdict.OK, f"environment {settings.environment.value}, {settings.address}")
    yield _sqlite(settings)
    yield _disk(settings)
    pid = running_deployment(settings.data_dir)
    yield Finding("deployment", Verdict.OK, f"process {pid} runs it" if pid else "none runs here")
    if settings.postgres_url:
        for service in ALL_SERVICES:
            yield await _postgres(postgres_environment(settings.postgres_url, service.value))
    if settings.mongo_url:
        yield await _mongo(settings.mongo_url, settings.database_of(ALL_SERVICES[0]))
    if settings.kafka_bootstrap_servers:
        async for finding in _kafka(settings, settings.kafka_bootstrap_servers):
            yield finding
    async with Operator(settings) as operator:
        for service in ALL_SERVICES:
            url = settings.url_of(service)
            answers = await operator.answers(service)
            wanted = answers or pid is None
            text = f"answers at {url}" if answers else f"doesn't answer at {url}"
            todo = "" if wanted else f"look at {settings.data_dir}/logs/{service.value}.log"
            yield Finding(service.value, Verdict.OK if wanted else Verdict.FAILURE, text, todo)


def _sqlite(settings: Settings) -> Finding:
    version = sqlite3.sqlite_version_info
    text = f"version {sqlite3.sqlite_version}"
    if version >= SQLITE_SAFE or (settings.postgres_url and settings.mongo_url):
        return Finding("SQLite", Verdict.OK, text)
    needed = ".".join(map(str, SQLITE_SAFE))
    todo = f"use a Python with SQLite {needed} or newer, or PostgreSQL and MongoDB, for real work"
    return Finding("SQLite", Verdict.WARNING, f"{text}: an old defect of its write-ahead log is in it", todo)


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    text = f"{free / 1024**3:.1f} GiB free at {folder}"
    if free >= _FREE_WARNING:
        return Finding("disk", Verdict.OK, text)
    verdict = Verdict.WARNING if free >= _FREE_FAILURE else Verdict.FAILURE
    return Finding("disk", verdict, text, "make room, or set TTHC_DATA_DIR to a larger disk")


async def _postgres(environment: dict[str, str]) -> Finding:
    """The service's database: there, durable, and its clock near ours."""
    name = environment["POSTGRES_DBNAME"]
    what = f"PostgreSQL {name}"
    try:
        connection = await psycopg.AsyncConnection.connect(
            dbname=name,
            host=environment["POSTGRES_HOST"],
            port=environment["POSTGRES_PORT"],
            user=environment["POSTGRES_USER"],
            password=environment["POSTGRES_PASSWORD"],
            connect_timeout=5,
            autocommit=True,
        )
    except psycopg.Error as error:
        todo = f'start it, check POSTGRES_URL, or create the database: CREATE DATABASE "{name}"'
        return Finding(what, Verdict.FAILURE, str(error).strip(), todo)
    async with connection:
        answer = await connection.execute("SELECT clock_timestamp(), current_setting('fsync'), version()")
        row = await answer.fetchone()
    assert row is not None
    now, fsync, version = row
    skew = abs((datetime.now(UTC) - now).total_seconds())
    if fsync != "on":
        return Finding(what, Verdict.FAILURE, "fsync is off: acknowledged data can be lost", "set fsync = on")
    return _skew(what, skew, str(version).split(" on ")[0])


def _skew(what: str, seconds: float, version: str) -> Finding:
    text = f"{version}; its clock differs from ours by {seconds:.1f} s"
    if seconds < _SKEW_WARNING:
        return Finding(what, Verdict.OK, text)
    verdict = Verdict.WARNING if seconds < _SKEW_FAILURE else Verdict.FAILURE
    return Finding(what, verdict, text, "let both machines take their time from the same servers (NTP)")


async def _mongo(url: str, database: str) -> Finding:
    documents = MongoDocuments(url, database)
    try:
        await documents.open()
        await documents.count("_read_models")
    except Refusal as refusal:
        return Finding("MongoDB", Verdict.FAILURE, str(refusal), "start it, or check MONGO_URL")
    finally:
        await documents.close()
    return Finding("MongoDB", Verdict.OK, "answers")


async def _kafka(settings: Settings, servers: str) -> AsyncIterator[Finding]:
    """The brokers, and each topic as designed."""
    admin = AIOKafkaAdminClient(bootstrap_servers=servers, request_timeout_ms=10_000)
    try:
        await admin.start()
    except (KafkaError, OSError) as error:
        todo = "start it, or check KAFKA_BOOTSTRAP_SERVERS"
        yield Finding("Kafka", Verdict.FAILURE, str(error) or repr(error), todo)
        return
    try:
        yield Finding("Kafka", Verdict.OK, f"answers at {servers}")
        there = set(await admin.list_topics())
        for wanted in topic_configurations(settings):
            yield await _topic(admin, wanted, wanted.topic.value in there)
    finally:
        await admin.close()


async def _topic(admin: AIOKafkaAdminClient, wanted: TopicConfiguration, there: bool) -> Finding:
    name = wanted.topic.value
    what = f"topic {name}"
    if not there:
        return Finding(what, Verdict.FAILURE, "isn't there", "tthc topics apply")
    present = await describe_settings(admin, name)
    wrong = [
        f"{key}={present.get(key)}, not {value}"
        for key, value in wanted.settings.items()
        if present.get(key) != value
    ]
    if wrong:
        return Finding(what, Verdict.WARNING, "; ".join(wrong), "tthc topics apply")
    (described,) = await admin.describe_topics([name])
    partitions = len(described["partitions"])
    if partitions != wanted.partitions:
        text = f"{partitions} partitions, not {wanted.partitions}"
        return Finding(what, Verdict.WARNING, text, "fixed at creation; consumers can live with it")
    return Finding(what, Verdict.OK, f"{partitions} partitions, as designed")
