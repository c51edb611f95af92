"""The fixture that hosts services: it signs in, it stands in for services that aren't there, it settles."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tests.hosting import ADDRESS, World, hosted

AT = datetime(2026, 11, 2, 1, tzinfo=UTC)
ISSUED = ProcedureIssued(
    agency="SNV",
    edition=1,
    procedure="SNV-07",
    name="Bổ nhiệm công chức",
    kind="internal",
    time_limit=TimeLimit.of(60, Counting.WORKING_HOURS),
    stages=(),
    in_force_from=date(2026, 12, 1),
    working_calendar="VN",
    position=1,
    issued_by="snv.binh",
    issued_at=AT,
)


async def taken(world: World) -> int:
    return await world.application("cases").position(f"cases|{ADDRESS}/catalog/1|tthc.catalog|1|0")


async def test_a_service_takes_what_a_stand_in_tells(tmp_path: Path) -> None:
    async with hosted(tmp_path, "cases") as world:
        await world.tell(ISSUED, "SNV", AT)
        await world.settle()
        assert await taken(world) == 1
        assert await world.dead_letters("cases") == []


async def test_who_is_not_signed_in_sees_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path, "cases") as world:
        assert (await world.get("cases", "/cases")).status_code == 401
        seen = (await world.get("cases", "/cases", as_="chu-tich")).json()
        assert (seen["total"], seen["cases"], seen["next"]) == (0, [], None)


async def test_the_same_folder_goes_on_where_it_was_left(tmp_path: Path) -> None:
    async with hosted(tmp_path, "cases") as world:
        await world.tell(ISSUED, "SNV", AT)
        await world.settle()
    async with hosted(tmp_path, "cases") as world:
        assert await taken(world) == 1


async def test_no_store_is_closed_while_another_service_looks_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.runtime.measuring.MEASURE_SECONDS", 0.0)
    with capture_logs() as logs:
        async with hosted(tmp_path, "cases", "sla") as world:
            await world.settle()
    assert [line for line in logs if line["log_level"] in ("warning", "error")] == []
