"""One reading: the answer and the gauges are of one position, whatever comes in while they are counted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from services.sla.domain.ladder import Level
from services.sla.gauges import GAUGES, ToldFigures
from services.sla.queries import SlaQueries
from services.sla.views.rollout import ROLLOUT_VIEW
from shared.contracts.topics import Service
from shared.documents.port import Documents
from shared.documents.reader import Reader
from shared.telemetry import metrics
from tests.integration.services.sla_case import Sla, opening, sla_alone
from tests.integration.services.test_province import LEADER, by_agency, gauge, organised
from tests.integration.services.test_sla_coordinations import ask

AT = "2026-03-09 08:00"
MARCH = "month=2026-03"


@pytest.fixture
async def sla(tmp_path: Path) -> AsyncIterator[Sla]:
    """Two overdue cases that have climbed; nobody has received either."""
    async with sla_alone(tmp_path) as found:
        await organised(found)
        for number in (1, 2):
            await found.open("2026-03-02 07:30", case=f"SNV-260302-000{number}", first=(opening("receive"),))
        await found.sweep(AT)
        yield found


def queries_of(sla: Sla) -> SlaQueries:
    queries = sla.world.host.hosted[Service.SLA].service.queries
    assert isinstance(queries, SlaQueries)
    return queries


def told_of_snv() -> tuple[float | None, ...]:
    """What a scrape would find of one agency."""
    climbing = (gauge(metrics.ESCALATIONS_OPEN, agency="SNV", level=one.value) for one in Level)
    return (*(gauge(one, agency="SNV") for one in GAUGES.values()), *climbing)


def counted_of_snv(answer: Any) -> tuple[float | None, ...]:
    """The same as it is answered."""
    row = by_agency(answer)["SNV"]
    return (*(row[name] for name in GAUGES), *(row["escalations_by_level"].get(one.value) for one in Level))


async def test_the_gauges_are_of_one_reading_whatever_comes_meanwhile(
    sla: Sla, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics.ESCALATIONS_OPEN.clear()  # of other tests in this process
    before = await sla.get("/province", as_=LEADER)
    coming = ["SNV-260309-0001", "SNV-260309-0002"]
    mine, plain = asyncio.current_task(), Reader.group_count

    async def group_count(reader: Reader, *asked: Any, **more: Any) -> Any:
        found = await plain(reader, *asked, **more)
        if coming and asyncio.current_task() is mine:
            await sla.open("2026-03-02 08:00", case=coming.pop())
            await sla.sweep(AT)
        return found

    monkeypatch.setattr(Reader, "group_count", group_count)
    await ToldFigures().tell(queries_of(sla), Service.SLA)
    told = told_of_snv()
    assert (coming, told) == ([], counted_of_snv(before))
    after = counted_of_snv(await sla.get("/province", as_=LEADER))
    assert (after != told, after[0]) == (True, (told[0] or 0) + 2)


async def test_no_scrape_finds_the_gauges_half_set(sla: Sla) -> None:
    metrics.ESCALATIONS_OPEN.clear()
    told = ToldFigures()
    await told.tell(queries_of(sla), Service.SLA)
    before = told_of_snv()
    await sla.open("2026-03-02 08:00", case="SNV-260302-0003")
    await sla.sweep("2026-03-20 08:00")
    seen = {before}
    telling = asyncio.create_task(told.tell(queries_of(sla), Service.SLA))
    while not telling.done():
        seen.add(told_of_snv())
        await asyncio.sleep(0)
    after = counted_of_snv(await sla.get("/province", as_=LEADER))
    assert (seen | {told_of_snv()}, before != after) == ({before, after}, True)


async def test_a_position_is_that_of_the_slowest_read_model(
    sla: Sla, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rollout waves too: the province counts by them."""
    plain = Reader.position
    position = (await sla.get("/province", as_=LEADER))["position"]

    async def behind(reader: Reader, source: str) -> int:
        return await plain(reader, source) - (3 if reader._view is ROLLOUT_VIEW else 0)

    monkeypatch.setattr(Reader, "position", behind)
    for path in ("/province", f"/scorecards?{MARCH}", "/figures", "/steps", f"/scorecards/visits?{MARCH}"):
        assert (await sla.get(path, as_=LEADER))["position"] == position - 3, path


@pytest.mark.parametrize(
    ("looked", "asked", "alone"),
    [
        (((5, 5), (5, 5)), 1, True),
        (((5, 3), (6, 3), (6, 3), (6, 3)), 2, True),  # the slowest one stood still: that isn't enough
        (((5, 5), (6, 6), (6, 6), (7, 6), (7, 7), (8, 8)), 3, False),
    ],
)
async def test_where_no_snapshot_is_it_is_asked_again_until_no_read_model_moved(
    sla: Sla,
    monkeypatch: pytest.MonkeyPatch,
    looked: tuple[tuple[int, int], ...],
    asked: int,
    alone: bool,
) -> None:
    queries, positions, times = queries_of(sla), iter(looked), 0
    still = type("Still", (SlaQueries,), {"positions": _each(lambda: next(positions))})
    monkeypatch.setattr("services.sla.queries.asking.SlaQueries", still)
    monkeypatch.setattr(type(queries._documents), "snapshot", Documents.snapshot)

    async def ask(_still: SlaQueries) -> int:
        nonlocal times
        times += 1
        return times

    found, standing = await queries.at_one_position(Service.SLA, ask)
    assert (found, standing.alone) == (asked, alone)
    assert standing.position == min(looked[2 * asked - 2])


def _each(value: Callable[[], tuple[int, int]]) -> Callable[..., Awaitable[tuple[int, int]]]:
    async def positions(_self: SlaQueries, _source: str) -> tuple[int, int]:
        return value()

    return positions


async def test_a_list_has_exactly_the_steps_and_questions_that_nobody_received_in_time(sla: Sla) -> None:
    await ask(sla, "2026-03-02 08:30", case="SNV-260302-0001")
    await ask(sla, "2026-03-09 07:30", case="SNV-260302-0002")
    await sla.sweep(AT)
    (question,) = (await sla.get("/coordinations?receipt_overdue=true"))["coordinations"]
    assert (question["case_number"], question["receipt_overdue"]) == ("SNV-260302-0001", True)
    row = by_agency(await sla.get("/province", as_=LEADER))["SNV"]
    assert row["receipts_overdue"] == 2
    address = row["opens"]["receipts_overdue"]
    listed = await sla.get(address)
    assert [one["case_number"] for one in listed["steps"]] == ["SNV-260302-0001", "SNV-260302-0002"]
    await sla.receive("receive", AT, case="SNV-260302-0001")
    listed = await sla.get(address)
    assert [one["case_number"] for one in listed["steps"]] == ["SNV-260302-0002"]
    in_time = await sla.get("/steps?receipt_overdue=false")
    assert [one["case_number"] for one in in_time["steps"]] == ["SNV-260302-0001"]
    row = by_agency(await sla.get("/province", as_=LEADER))["SNV"]
    assert (row["receipts_overdue"], row["steps_overdue_waiting"]) == (1, 2)
