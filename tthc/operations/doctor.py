"""Looks whether everything that the settings name is there and as it should be; changes nothing."""

import shutil
import sqlite3
from collections.abc import AsyncIterator

from shared.deployment import PUBLISHERS, database_of
from shared.errors import Text
from shared.eventstore.environment import postgres_environment
from shared.messaging.connection import KafkaConnection
from shared.settings import DEMO_ADDRESS, Settings
from tthc.operations.access import Operator
from tthc.operations.composition import ALL_SERVICES
from tthc.operations.doctor_clocks import Clocks
from tthc.operations.doctor_kafka import examine_kafka
from tthc.operations.doctor_letters import examine_letters
from tthc.operations.doctor_services import examine_service
from tthc.operations.doctor_stores import examine_mongo, examine_postgres
from tthc.operations.doctor_views import examine_views
from tthc.operations.finding import Finding, Verdict
from tthc.operations.record import running_deployment

#: Before it, two connections that write or checkpoint at once can corrupt a write-ahead log.
SQLITE_SAFE = (3, 51, 3)
_FREE_WARNING, _FREE_FAILURE = 2 * 1024**3, 256 * 1024**2


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything, one after the other. `settings` could be loaded, so they are sound."""
    yield _settings(settings)
    yield _sqlite(settings)
    yield _disk(settings)
    pid = running_deployment(settings.data_dir)
    running = Text(f"tiến trình {pid} đang chạy", f"process {pid} runs it")
    yield Finding("deployment", Verdict.OK, running if pid else Text("không chạy ở đây", "none runs here"))
    async for finding in _servers(settings):
        yield finding
    async with Operator(settings) as operator:
        async for finding in _services(operator, expected=pid is not None):
            yield finding
        for publisher in PUBLISHERS:
            for look in (examine_views, examine_letters):
                found = await look(operator, publisher.value)
                if found is not None:
                    yield found


async def _servers(settings: Settings) -> AsyncIterator[Finding]:
    if settings.postgres_url:
        for publisher in PUBLISHERS:
            yield await examine_postgres(postgres_environment(settings.postgres_url, publisher.value))
    if settings.mongo_url:
        yield await examine_mongo(settings.mongo_url, database_of(PUBLISHERS[0]))
    if (kafka := KafkaConnection.of(settings)) is not None:
        async for finding in examine_kafka(settings, kafka):
            yield finding


async def _services(operator: Operator, *, expected: bool) -> AsyncIterator[Finding]:
    """Each service, and the services' clocks beside each other."""
    clocks = Clocks(operator)
    for service in ALL_SERVICES:
        yield await examine_service(operator, service, expected=expected)
        if await operator.answers(service):
            async for finding in clocks.examine(service):
                yield finding
    for finding in clocks.compared():
        yield finding


def _settings(settings: Settings) -> Finding:
    """What the system is run for, and whether the address in its events is where schemas are answered."""
    where = f"{settings.environment.value}, {settings.address}"
    stated = Text(f"môi trường {where}", f"environment {where}")
    if settings.address != DEMO_ADDRESS or settings.url_of("catalog") == DEMO_ADDRESS:
        return Finding("settings", Verdict.OK, stated)
    url = settings.url_of("catalog")
    todo = Text(
        f"dịch vụ catalog ở {url}, nhưng sự kiện nêu {settings.address}: hãy đặt TTHC_ADDRESS trước sự kiện "
        "đầu tiên; sau đó không đổi được nữa",
        f"catalog is at {url}, but events name {settings.address}: set TTHC_ADDRESS before the first event; "
        "it can't change afterwards",
    )
    return Finding("settings", Verdict.WARNING, stated, todo)


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
