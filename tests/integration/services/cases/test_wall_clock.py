"""The wall clock is set while services run: they stand still, say so, and go on when it is right again."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared import clock
from shared.clock import WALL_CLOCK, WallClock
from shared.contracts.topics import Service
from shared.runtime import measuring, sweeping
from shared.telemetry.metrics import REGISTRY
from tests.hosting import World
from tests.integration.services.cases.driving import BINH, LAN, Office, refusal

DAY = 86_400.0


class Set:
    """How far the wall clock was set, as everything in this process that asks for the time sees it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def wall(self) -> float:
        return time.time() + self.seconds

    def utc_now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.seconds)


@pytest.fixture
def set_by(monkeypatch: pytest.MonkeyPatch) -> Set:
    found = Set()
    monkeypatch.setattr(WALL_CLOCK, "_wall", found.wall)
    monkeypatch.setattr(WALL_CLOCK, "_booted_at", WallClock()._booted_at)
    monkeypatch.setattr(clock, "utc_now", found.utc_now)
    return found


async def ready(world: World) -> tuple[int, dict[str, Any]]:
    world.app("cases").state.readiness._known = None  # what was known a moment ago
    answer = await world.get("cases", "/readyz")
    return answer.status_code, answer.json()


async def time_of(world: World) -> dict[str, Any]:
    return (await world.get("cases", "/operations/clock", as_="operator")).json()


@pytest.mark.parametrize("seconds", [2 * DAY, -3600.0])
async def test_commands_are_refused_by_name_until_the_time_is_right_again(
    office: Office, set_by: Set, seconds: float
) -> None:
    await office.open(at=None)
    set_by.seconds = seconds
    refused = await office.give(LAN, "ReceiveStep", step="tiep-nhan")
    assert refusal(refused) == (503, "clock-jumped")
    assert refused.headers["retry-after"]
    status, told = await ready(office.world)
    assert (status, told["failed"]) == (503, {"clock": "clock-jumped"})
    assert f"{seconds:+.0f} s" in told["notes"]["clock"]
    assert (await time_of(office.world))["jumped_seconds"] == pytest.approx(seconds, abs=1)
    set_by.seconds = 0.0
    assert (await office.give(LAN, "ReceiveStep", step="tiep-nhan")).is_success
    assert (await ready(office.world))[0] == 200


async def test_an_operator_accepts_the_time_and_nobody_else(office: Office, set_by: Set) -> None:
    await office.open(at=None)
    set_by.seconds = DAY
    path = "/operations/clock/accept"
    assert (await office.world.post("cases", path, as_=BINH)).status_code == 403
    answer = await office.world.post("cases", path, as_="operator")
    assert answer.json()["jumped_seconds"] == pytest.approx(DAY, abs=1)
    assert (await office.give(LAN, "ReceiveStep", step="tiep-nhan")).is_success


async def test_a_store_that_is_ahead_is_told_and_serves(office: Office, set_by: Set) -> None:
    await office.open(at=None)
    set_by.seconds = DAY
    await office.world.post("cases", "/operations/clock/accept", as_="operator")
    assert (await office.give(LAN, "ReceiveStep", step="tiep-nhan")).is_success
    set_by.seconds = 0.0
    await office.world.post("cases", "/operations/clock/accept", as_="operator")
    assert (await time_of(office.world))["store_ahead_seconds"] == pytest.approx(DAY, abs=60)
    status, told = await ready(office.world)
    assert (status, list(told["notes"])) == (200, ["store-ahead"])
    assert (await office.give(LAN, "CompleteStep", step="tiep-nhan")).is_success
    assert (await office.give(BINH, "CancelCase", reason="Nhầm")).is_success, "the head isn't locked out"
    *_, completed, cancelled = [one["event"] for one in await office.events()]
    assert cancelled["cancelled_at"] == completed["completed_at"], "of what they build on"
    assert cancelled["cancelled_at"] > datetime.now(UTC).isoformat()


async def test_what_goes_round_stands_still(set_by: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    class Enough(Exception):
        """Ends the rounds."""

    rounds: list[float] = []
    slept = 0

    async def look() -> None:
        rounds.append(set_by.seconds)

    async def sleep(_seconds: float) -> None:
        nonlocal slept
        slept += 1
        set_by.seconds = {1: 2 * DAY, 2: 2 * DAY, 3: 0.0}.get(slept, 0.0)
        if slept == 4:
            raise Enough

    monkeypatch.setattr(sweeping.asyncio, "sleep", sleep)
    with pytest.raises(Enough):
        await sweeping.each_interval("sweep", look)
    assert rounds == [0.0, 0.0]


async def test_the_figures_of_an_alarm_are_kept(office: Office, set_by: Set) -> None:
    await office.open(at=None)
    set_by.seconds = DAY
    await measuring._measure_times(office.world.host.hosted[Service.CASES])
    told = REGISTRY.get_sample_value("tthc_clock_jump_seconds", {"service": "cases"})
    assert told == pytest.approx(DAY, abs=1)
