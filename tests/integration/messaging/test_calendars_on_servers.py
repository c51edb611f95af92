"""On Kafka and PostgreSQL: calendars reach the cases service, and a suspension ends by itself, once."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dev.local import KafkaServer, PostgresServer
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.declaring import type_of
from shared.contracts.examples import example_of
from shared.contracts.registry import parse
from shared.kernel import Role
from tests.hosting import World, hosted, principal
from tests.messaging_topic import delete_topics
from tests.servers import SERVICES, fresh_name

PATIENCE = 60.0
LONG_AGO = datetime(2025, 7, 25, 2, tzinfo=UTC)
BINH = principal("snv.binh", Role.AGENCY_HEAD, "SNV")
OPENED = {"agency": "SNV", "procedure": "SNV-01", "subject": "Bổ nhiệm", "at": "2025-08-11T08:00:00+07:00"}


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    prefix = fresh_name("calendars")
    databases = [f"{prefix}_{service}" for service in SERVICES]
    for database in databases:
        postgres.create_database(database)
    yield postgres.url(prefix)
    for database in databases:
        postgres.drop_database(database)


@pytest.fixture
async def settings(kafka: KafkaServer, postgres_url: str) -> AsyncIterator[dict[str, str]]:
    await delete_topics(kafka.bootstrap_servers)
    yield {"kafka_bootstrap_servers": kafka.bootstrap_servers, "postgres_url": postgres_url}
    await delete_topics(kafka.bootstrap_servers)


async def _set_up(world: World) -> None:
    """A procedure whose cases may be suspended twice, for two working days; and the head of the agency."""
    suspension = {"conditions": "Chờ bổ sung", "most_times": 2}
    suspension |= {"longest": {"duration": "P2D", "counting": "working_days"}}
    in_force = {"in_force_from": "2025-08-01", "issued_at": "2025-07-25T02:00:00Z"}
    data = example_of(type_of(ProcedureIssued)) | in_force
    data |= {"procedure": "SNV-01", "suspension": suspension}
    await world.tell(parse(type_of(ProcedureIssued), json.dumps(data).encode()), "SNV", LONG_AGO)
    appointed = OfficialAppointed(
        agency="SNV",
        official="snv.binh",
        name="Bình",
        divisions=(),
        position="Giám đốc",
        roles=("agency_head",),
        appointed_by="admin",
        appointed_at=LONG_AGO,
    )
    await world.tell(appointed, "SNV", LONG_AGO)
    await world.settle()  # who is to be told must be known before there is something to tell


async def _until(ask: Callable[[], Awaitable[Any]]) -> Any:
    """What is answered in the end: it is on its way over Kafka."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if answer := await ask():
                return answer
            await asyncio.sleep(0.1)


async def _suspended(world: World) -> str:
    """A case that was suspended on Tuesday, 12 August 2025; its number."""

    async def opened() -> Any:
        answer = await world.post("cases", "/cases", json=OPENED, as_="importer")
        return answer.json() if answer.is_success else None

    number: str = (await _until(opened))["case_number"]
    order = {"reason": "Chờ giấy tờ", "at": "2025-08-12T09:00:00+07:00"}

    async def suspended() -> Any:
        answer = await world.post("cases", f"/cases/{number}/SuspendCase", json=order, as_="importer")
        assert answer.is_success or answer.json()["code"] == "calendar-not-known-yet", answer.text
        return answer.is_success

    await _until(suspended)
    return number


async def _ended(world: World, number: str) -> list[str]:
    """When its suspension ended, each time that it is recorded."""
    answer = await world.get("cases", f"/cases/{number}/events", as_=BINH)
    happened = answer.json()["events"] if answer.is_success else []
    return [one["event"]["resumed_at"] for one in happened if one["type"] == "CaseResumed"]


async def _told(world: World, number: str) -> list[str]:
    answer = await world.get("notify", "/inbox/entries", as_=BINH)
    return [one["kind"] for one in answer.json()["entries"] if one["case_number"] == number]


async def test_calendars_and_ends_of_suspensions_travel(tmp_path: Path, settings: dict[str, str]) -> None:
    async with hosted(tmp_path / "var", "cases", "sla", "notify", **settings) as world:
        await _set_up(world)
        first = await _suspended(world)
        assert await _until(lambda: _ended(world, first)) == ["2025-08-14T10:30:00Z"]

        async def told_of_the_end() -> bool:
            return "suspension_ended" in await _told(world, first)

        await _until(told_of_the_end)
        holiday = {"day": "2025-08-13", "name": "Nghỉ bù", "source": "Thông báo"}
        added = await world.post("sla", "/calendars/VN/AddHoliday", json=holiday, as_="operator")
        assert added.is_success, added.text

        async def a_day_later() -> bool:
            number = await _suspended(world)
            return await _until(lambda: _ended(world, number)) == ["2025-08-15T10:30:00Z"]

        await _until(a_day_later)
        await world.settle()
        assert await _ended(world, first) == ["2025-08-14T10:30:00Z"]
        assert (await _told(world, first)).count("suspension_ended") == 1
