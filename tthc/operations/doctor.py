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
from shared.deployment import PUBLISHERS, database_of
from shared.documents.mongo import MongoDocuments
from shared.errors import Language, Refusal
from shared.eventstore.environment import postgres_environment
from shared.messaging.topics import describe_settings
from shared.runtime.host import topic_configurations
from shared.settings import Settings
from tthc.language import Text
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

    what: str  #: the thing's name, the same in every language
    verdict: Verdict
    text: Text
    todo: Text | None = None

    def told(self, language: Language) -> dict[str, Any]:
        """The finding as JSON."""
        todo = self.todo.told(language) if self.todo else ""
        return {
            "what": self.what,
            "verdict": self.verdict.value,
            "text": self.text.told(language),
            "todo": todo,
        }


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything, one after the other. `settings` could be loaded, so they are sound."""
    where = f"{settings.environment.value}, {settings.address}"
    yield Finding("settings", Verdict.OK, Text(f"môi trường {where}", f"environment {where}"))
    yield _sqlite(settings)
    yield _disk(settings)
    pid = running_deployment(settings.data_dir)
    running = Text(f"tiến trình {pid} đang chạy", f"process {pid} runs it")
    yield Finding("deployment", Verdict.OK, running if pid else Text("không chạy ở đây", "none runs here"))
    if settings.postgres_url:
        for publisher in PUBLISHERS:
            yield await _postgres(postgres_environment(settings.postgres_url, publisher.value))
    if settings.mongo_url:
        yield await _mongo(settings.mongo_url, database_of(PUBLISHERS[0]))
    if settings.kafka_bootstrap_servers:
        async for finding in _kafka(settings, settings.kafka_bootstrap_servers):
            yield finding
    async with Operator(settings) as operator:
        for service in ALL_SERVICES:
            yield await _service(operator, service, expected=pid is not None)


async def _service(operator: Operator, service: str, *, expected: bool) -> Finding:
    url, log = operator.settings.url_of(service), f"{operator.settings.data_dir}/logs/{service}.log"
    if await operator.answers(service):
        return Finding(service, Verdict.OK, Text(f"trả lời tại {url}", f"answers at {url}"))
    text = Text(f"không trả lời tại {url}", f"doesn't answer at {url}")
    if not expected:
        return Finding(service, Verdict.OK, text)
    return Finding(service, Verdict.FAILURE, text, Text(f"hãy xem {log}", f"look at {log}"))


def _sqlite(settings: Settings) -> Finding:
    version = sqlite3.sqlite_version_info
    number = sqlite3.sqlite_version
    if version >= SQLITE_SAFE or (settings.postgres_url and settings.mongo_url):
        return Finding("SQLite", Verdict.OK, Text(f"phiên bản {number}", f"version {number}"))
    needed = ".".join(map(str, SQLITE_SAFE))
    text = Text(
        f"phiên bản {number}: còn một lỗi cũ của nhật ký ghi trước",
        f"version {number}: an old defect of its write-ahead log is in it",
    )
    todo = Text(
        f"khi làm việc thật hãy dùng Python có SQLite từ {needed}, hoặc PostgreSQL và MongoDB",
        f"use a Python with SQLite {needed} or newer, or PostgreSQL and MongoDB, for real work",
    )
    return Finding("SQLite", Verdict.WARNING, text, todo)


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    size = f"{free / 1024**3:.1f} GiB"
    text = Text(f"còn trống {size} tại {folder}", f"{size} free at {folder}")
    if free >= _FREE_WARNING:
        return Finding("disk", Verdict.OK, text)
    verdict = Verdict.WARNING if free >= _FREE_FAILURE else Verdict.FAILURE
    todo = Text(
        "hãy giải phóng chỗ, hoặc đặt TTHC_DATA_DIR sang đĩa lớn hơn",
        "make room, or set TTHC_DATA_DIR to a larger disk",
    )
    return Finding("disk", verdict, text, todo)


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
        create, reason = f'CREATE DATABASE "{name}"', str(error).strip()
        todo = Text(
            f"hãy khởi động nó, kiểm tra POSTGRES_URL, hoặc tạo cơ sở dữ liệu: {create}",
            f"start it, check POSTGRES_URL, or create the database: {create}",
        )
        return Finding(what, Verdict.FAILURE, Text(reason, reason), todo)
    async with connection:
        answer = await connection.execute("SELECT clock_timestamp(), current_setting('fsync'), version()")
        row = await answer.fetchone()
    assert row is not None
    now, fsync, version = row
    skew = abs((datetime.now(UTC) - now).total_seconds())
    if fsync != "on":
        text = Text(
            "fsync đang tắt: dữ liệu đã xác nhận có thể mất", "fsync is off: acknowledged data can be lost"
        )
        return Finding(what, Verdict.FAILURE, text, Text("hãy đặt fsync = on", "set fsync = on"))
    return _skew(what, skew, str(version).split(" on ")[0])


def _skew(what: str, seconds: float, version: str) -> Finding:
    text = Text(
        f"{version}; đồng hồ của nó lệch với máy này {seconds:.1f} giây",
        f"{version}; its clock differs from ours by {seconds:.1f} s",
    )
    if seconds < _SKEW_WARNING:
        return Finding(what, Verdict.OK, text)
    verdict = Verdict.WARNING if seconds < _SKEW_FAILURE else Verdict.FAILURE
    todo = Text(
        "hãy cho cả hai máy lấy giờ từ cùng máy chủ (NTP)",
        "let both machines take their time from the same servers (NTP)",
    )
    return Finding(what, verdict, text, todo)


async def _mongo(url: str, database: str) -> Finding:
    documents = MongoDocuments(url, database)
    try:
        await documents.open()
        await documents.count("_read_models")
    except Refusal as refusal:
        text = Text(refusal.message(Language.VI), refusal.message(Language.EN))
        return Finding("MongoDB", Verdict.FAILURE, text, _start_or_check("MONGO_URL"))
    finally:
        await documents.close()
    return Finding("MongoDB", Verdict.OK, Text("trả lời", "answers"))


def _start_or_check(setting: str) -> Text:
    return Text(f"hãy khởi động nó, hoặc kiểm tra {setting}", f"start it, or check {setting}")


async def _kafka(settings: Settings, servers: str) -> AsyncIterator[Finding]:
    """The brokers, and each topic as designed."""
    admin = AIOKafkaAdminClient(bootstrap_servers=servers, request_timeout_ms=10_000)
    try:
        await admin.start()
    except (KafkaError, OSError) as error:
        reason = str(error) or repr(error)
        todo = _start_or_check("KAFKA_BOOTSTRAP_SERVERS")
        yield Finding("Kafka", Verdict.FAILURE, Text(reason, reason), todo)
        return
    try:
        yield Finding("Kafka", Verdict.OK, Text(f"trả lời tại {servers}", f"answers at {servers}"))
        there = set(await admin.list_topics())
        for wanted in topic_configurations(settings):
            yield await _topic(admin, wanted, wanted.topic.value in there)
    finally:
        await admin.close()


async def _topic(admin: AIOKafkaAdminClient, wanted: TopicConfiguration, there: bool) -> Finding:
    name = wanted.topic.value
    what = f"topic {name}"
    apply = Text("tthc topics apply", "tthc topics apply")
    if not there:
        return Finding(what, Verdict.FAILURE, Text("chưa có", "isn't there"), apply)
    present = await describe_settings(admin, name)
    wrong = [
        (f"{key}={present.get(key)}", value)
        for key, value in wanted.settings.items()
        if present.get(key) != value
    ]
    if wrong:
        text = Text(
            "; ".join(f"{found}, phải là {value}" for found, value in wrong),
            "; ".join(f"{found}, not {value}" for found, value in wrong),
        )
        return Finding(what, Verdict.WARNING, text, apply)
    (described,) = await admin.describe_topics([name])
    partitions = len(described["partitions"])
    if partitions != wanted.partitions:
        text = Text(
            f"{partitions} phân vùng, phải là {wanted.partitions}",
            f"{partitions} partitions, not {wanted.partitions}",
        )
        todo = Text(
            "số phân vùng cố định từ khi tạo; bên nhận vẫn hoạt động được",
            "fixed at creation; consumers can live with it",
        )
        return Finding(what, Verdict.WARNING, text, todo)
    text = Text(f"{partitions} phân vùng, đúng thiết kế", f"{partitions} partitions, as designed")
    return Finding(what, Verdict.OK, text)
