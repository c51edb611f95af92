"""Questions at the ends of time and of the calendar: answered rightly, or refused by name; none is dear."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.command_line import run
from tests.integration.services.sla_case import CASE, sla_alone

_DUE, _ELAPSED = "/calendars/VN/due", "/calendars/VN/elapsed"
_EIGHT_HOURS = "duration=PT8H&counting=working_hours"
_ONE_DAY = "duration=P1D&counting=working_days"
#: The address, and with which code it is refused.
REFUSED = (
    (f"{_DUE}?start=9999-12-31T00:00:00Z&{_EIGHT_HOURS}", "input-invalid"),
    (f"{_DUE}?start=9999-12-31T00:00:00%2B07:00&{_ONE_DAY}", "input-invalid"),
    (f"{_DUE}?start=0001-01-01T00:00:00Z&{_ONE_DAY}", "input-invalid"),
    (
        f"{_DUE}?start=2026-11-27T08:00:00%2B07:00&duration=PT999999999999H&counting=working_hours",
        "limit-unreadable",
    ),
    (f"{_DUE}?start=2100-12-31T20:00:00%2B07:00&{_ONE_DAY}", "calendar-ends"),
    (f"{_ELAPSED}?start=0001-01-01T00:00:00Z&end=2026-01-01T00:00:00Z", "input-invalid"),
    (f"{_ELAPSED}?start=2026-01-01T00:00:00Z&end=9998-01-01T00:00:00Z", "input-invalid"),
)
SECONDS = 30.0  #: on a machine that does much else; two minutes it was, and an end of the process


async def test_what_no_calendar_reaches_is_refused(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        for address, code in REFUSED:
            began = time.monotonic()
            answer = await sla.world.get("sla", address, as_="operator")
            assert (answer.status_code, answer.json()["code"]) == (422, code), address
            assert time.monotonic() - began < SECONDS


async def test_tet_of_a_year_that_the_calendar_was_not_laid_out_for_is_no_working_day(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        asked = f"{_DUE}?start=2029-02-12T08:00:00%2B07:00&{_ONE_DAY}"
        assert (await sla.get(asked))["last_day"] == "2029-02-19"


async def test_a_calendar_of_a_zone_with_no_country_says_up_to_which_day_it_counts(tmp_path: Path) -> None:
    order = {
        "code": "DE",
        "country": "DE",
        "first_year": 2026,
        "last_year": 2027,
        "time_zone": "Europe/Berlin",
    }
    async with sla_alone(tmp_path) as sla:
        await sla.world.post("sla", "/calendars", json=order, as_="importer")
        asked = f"/calendars/DE/due?start=2028-03-01T08:00:00%2B01:00&{_ONE_DAY}"
        answer = await sla.world.get("sla", asked, as_="operator")
        assert (answer.status_code, answer.json()["code"]) == (422, "calendar-ends")
        assert "31/12/2027" in answer.json()["detail"]


@pytest.mark.parametrize("year", [9998, 9999])
async def test_a_case_that_was_recorded_without_an_end_is_set_aside_and_ends_nothing(
    tmp_path: Path, year: int
) -> None:
    async with sla_alone(tmp_path) as sla:
        due_at = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
        began = time.monotonic()
        await sla.open(case="SNV-260302-0002", due_at=due_at)
        await sla.open()
        assert time.monotonic() - began < SECONDS
        (letter,) = await sla.world.dead_letters("sla")
        assert letter["reason"] == "calendar-ends"
        assert (await sla.get(f"/clocks/{CASE}"))["state"] == "running"


async def test_the_command_line_counts_by_the_province_s_own_calendar(tmp_path: Path) -> None:
    words = ("due", "--start", "2026-03-02T15:00+07:00", "--limit", "PT4H", "--json")
    async with sla_alone(tmp_path) as sla:
        order = {"command": "AddHoliday", "day": "2026-03-03", "name": "Nghỉ bão", "source": "Công điện 12"}
        assert (await sla.world.post("sla", "/calendars/VN/changes", json=order, as_="operator")).is_success
        order = {
            "command": "AddLocalDifference",
            "agency": "SNV",
            "first_day": "2026-03-04",
            "last_day": "2026-03-04",
            "hours": [],
            "name": "Chuyển trụ sở",
            "source": "Thông báo 2",
        }
        assert (await sla.world.post("sla", "/calendars/VN/changes", json=order, as_="operator")).is_success
    environment = {"TTHC_DATA_DIR": str(tmp_path)}
    common = json.loads(run("calendar", *words, environment=environment).stdout)
    assert (common["origin"], common["version"]) == ("store", 3)
    assert common["due_at"] == "2026-03-04T09:00:00+07:00"
    own = json.loads(run("calendar", *words, "--agency", "SNV", environment=environment).stdout)
    assert own["due_at"] == "2026-03-05T09:00:00+07:00"
