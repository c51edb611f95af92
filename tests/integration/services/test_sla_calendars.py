"""Calendars over HTTP, and what a change of one does to clocks that run."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from services.sla.calendars import ensure_default
from services.sla.sweeper import CalendarFollower
from shared.contracts.topics import Service
from shared.kernel import Role
from shared.public_holidays.culture_day import CultureDay
from tests.hosting import principal
from tests.integration.services.sla_case import CASE, Sla, hours, opened, sla_alone
from tests.unit.working_time.calendars import hanoi

AMSTERDAM = {"code": "NL", "country": "NL", "first_year": 2010, "last_year": 2012}
AT = hanoi("2011-03-01 15:00")
TUESDAY_OFF = {
    "command": "AddHoliday",
    "day": "2026-03-03",
    "name": "Nghỉ bão",
    "source": "Công điện số 12/CĐ-UBND",
}


async def define(sla: Sla, order: dict[str, Any], **request: Any) -> Any:
    return await sla.world.post("sla", "/calendars", json=order, **{"as_": "importer", **request})


async def change(sla: Sla, order: dict[str, Any], **request: Any) -> Any:
    path = "/calendars/VN/changes"
    return await sla.world.post("sla", path, json=order, **{"as_": "operator", **request})


async def test_the_vietnamese_calendar_is_there_from_the_start_and_defined_once(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        application: Any = sla.world.application("sla")
        await asyncio.gather(ensure_default(application), ensure_default(application))
    async with sla_alone(tmp_path) as sla:
        await sla.world.settle()
        (vietnam,) = await sla.get("/calendars")
        assert (vietnam["code"], vietnam["version"]) == ("VN", 1)


async def test_a_calendar_is_defined_once(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        first, again = [await define(sla, AMSTERDAM, headers={"Idempotency-Key": "nl"}) for _ in range(2)]
        assert first.json() == again.json() == {"calendar": "NL", "version": 1}
        for order in (AMSTERDAM, {**AMSTERDAM, "last_year": 2013}):
            other = await define(sla, order)
            assert (other.status_code, other.json()["code"]) == (409, "calendar-defined-already")


async def test_the_hours_of_another_country_do_not_come_from_a_vietnamese_decision(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await define(sla, AMSTERDAM)
        await sla.world.settle()
        sources = {code: (await sla.get(f"/calendars/{code}"))["week_source"] for code in ("VN", "NL")}
        assert sources == {"VN": "Quyết định 188/1999/QĐ-TTg", "NL": "Usual office hours of NL"}


async def test_only_operators_and_importers_define_and_change(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        who = principal("one", Role.AGENCY_HEAD, "SNV")
        answers = [await define(sla, AMSTERDAM, as_=who), await change(sla, TUESDAY_OFF, as_=who)]
        assert [answer.status_code for answer in answers] == [403, 403]


async def test_a_change_moves_the_dues_of_running_clocks_and_says_why(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-03-02 13:30")
        assert (await sla.step())["due_at"] == "2026-03-03T04:30:00.000000Z"
        assert (await change(sla, TUESDAY_OFF)).is_success
        await sla.world.settle()
        await sla.follower.follow()
        await sla.world.settle()
        assert (await sla.step())["due_at"] == "2026-03-04T04:30:00.000000Z"
        why = await sla.get(f"/clocks/{CASE}/why?step=receive")
        assert [one["name"] for one in why if one["reason"] == "holiday"] == ["Nghỉ bão"]
        moves = await sla.get(f"/clocks/{CASE}/why/calendar")
        (moved,) = (one for one in moves if one["step"] == "receive" and not one["receipt"])
        assert (moved["due_at"], moved["moved_to"]) == ("2026-03-03T04:30:00Z", "2026-03-04T04:30:00Z")
        assert moved["reason"] == "Lịch làm việc VN đã thay đổi (phiên bản 2): Công điện số 12/CĐ-UBND"


async def preview(sla: Sla, order: dict[str, Any], as_: Any = "operator") -> Any:
    return await sla.world.post("sla", "/calendars/VN/changes/preview", json=order, as_=as_)


async def test_a_preview_tells_what_a_change_would_move_and_does_nothing(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-03-02 13:30")
        await sla.open("2026-03-02 07:30", case="SNV-260302-0002")
        before = await sla.get("/calendars/VN"), await sla.events(), await sla.step()
        seen = (await preview(sla, TUESDAY_OFF)).json()
        assert (await sla.get("/calendars/VN"), await sla.events(), await sla.step()) == before
        # Of the second case the step is due at Monday's closing time, before the day that is off. Both steps
        # are to be received by Tuesday's.
        assert (seen["cases"], seen["dues"], seen["no_longer_overdue"], seen["more"]) == (2, 5, 0, False)
        receipts = [one["moved_to"] for one in seen["moved"] if one["receipt"]]
        assert receipts == ["2026-03-04T10:30:00Z"] * 2
        moves = [
            (one["case_number"][-1], one["step"], one["due_at"], one["moved_to"])
            for one in seen["moved"]
            if not one["receipt"]
        ]
        assert sorted(moves, key=str) == [
            ("1", "receive", "2026-03-03T04:30:00Z", "2026-03-04T04:30:00Z"),
            ("1", None, "2026-03-05T04:30:00Z", "2026-03-06T04:30:00Z"),
            ("2", None, "2026-03-04T10:30:00Z", "2026-03-05T10:30:00Z"),
        ]
        assert (await change(sla, TUESDAY_OFF)).is_success
        await sla.world.settle()
        await sla.follower.follow()
        await sla.world.settle()
        assert (await sla.step())["due_at"] == "2026-03-04T04:30:00.000000Z"
        assert (await preview(sla, TUESDAY_OFF)).json()["code"] == "day-noted-already"


async def test_a_preview_tells_which_overdue_would_be_taken_back(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-03-02 13:30")
        await sla.sweep("2026-03-03 12:00")
        seen = (await preview(sla, TUESDAY_OFF)).json()
        assert seen["no_longer_overdue"] == 1
        assert [one["step"] for one in seen["moved"] if one["no_longer_overdue"]] == ["receive"]


async def test_a_preview_that_takes_long_is_told_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules["services.sla.api.calendar_previews"]  # its router has the same name
    monkeypatch.setattr(module, "_TOGETHER", 1)
    monkeypatch.setattr(module, "_SECONDS", 0.0)
    async with sla_alone(tmp_path) as sla:
        cases = [f"SNV-260302-000{number}" for number in range(1, 4)]
        for case in cases:
            await sla.open("2026-03-02 13:30", case=case)
        await sla.suspend("2026-03-02 15:00")
        parts = [(await preview(sla, TUESDAY_OFF)).json()]
        while cursor := parts[-1]["cursor"]:
            path = f"/calendars/VN/changes/preview?cursor={cursor}"
            parts.append((await sla.world.post("sla", path, json=TUESDAY_OFF, as_="operator")).json())
        assert [part["open_cases"] for part in parts] == [1, 1, 1]
        # Those that run come first.
        assert [part["moved"][0]["case_number"] for part in parts] == [cases[1], cases[2], cases[0]]
        odd = await sla.world.post(
            "sla", "/calendars/VN/changes/preview?cursor=WyJ4Il0=", json=TUESDAY_OFF, as_="operator"
        )
        assert odd.json()["code"] == "cursor-unreadable"


async def test_a_swap_is_previewed_and_made_as_one(tmp_path: Path) -> None:
    order = {"command": "SwapDays", "day_off": "2026-03-03", "worked": "2026-03-07", "source": "TB 9"}
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-03-02 13:30", time_limit=hours(32))
        await sla.open("2026-03-02 13:30", case="SNV-260302-0002", time_limit=hours(40))
        moved = (await preview(sla, order)).json()["moved"]
        # What is due after the Saturday is due when it was.
        of_cases = [(one["case_number"], one["moved_to"]) for one in moved if one["step"] is None]
        assert of_cases == [(CASE, "2026-03-07T04:30:00Z")]
        assert (await change(sla, order)).json() == {"calendar": "VN", "version": 3}


async def test_a_deadline_says_on_which_day_it_rests_that_is_not_certain(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-11-23 13:30")
        day = ["2026-11-24"]
        assert (await sla.step())["provisional_days"] == day
        assert (await sla.get(f"/clocks/{CASE}"))["provisional_days"] == day
        why = await sla.get(f"/clocks/{CASE}/why?step=receive")
        assert [one["name"] for one in why if one["provisional"]] == ["Ngày Văn hóa Việt Nam"]
        due = {"start": "2026-11-23T15:00:00+07:00", "duration": "P1D", "counting": "working_days"}
        assert (await sla.get("/calendars/VN/due", params=due))["provisional_days"] == day


async def test_24_november_becomes_what_was_chosen_at_the_next_start(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        application: Any = sla.world.application("sla")

        async def noted() -> set[bool]:
            days = (await sla.get("/calendars/VN"))["holidays"]
            return {one["provisional"] for one in days if one["day"].endswith("-11-24")}

        assert await noted() == {True}
        for chosen, then in ((None, {True}), ("enacted", {False}), ("worked", set()), (None, set())):
            await ensure_default(application, chosen and CultureDay(chosen))
            assert await noted() == then
        version = (await sla.get("/calendars/VN"))["version"]
        await ensure_default(application, CultureDay.WORKED)
        assert (await sla.get("/calendars/VN"))["version"] == version
        due = {"start": "2040-11-23T15:00:00+07:00", "duration": "P1D", "counting": "working_days"}
        assert (await sla.get("/calendars/VN/due", params=due))["last_day"] == "2040-11-26"
        await ensure_default(application, CultureDay.PROVISIONAL)
        assert await noted() == {True}


async def test_who_follows_a_change_second_moves_nothing(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-03-02 13:30")
        await change(sla, TUESDAY_OFF)
        await sla.world.settle()
        second = CalendarFollower(sla.follower._application, sla.follower._queries)
        await sla.follower.follow()
        await second.follow()
        assert (await sla.events()).count("ClockRecounted") == 1


async def test_an_overdue_that_a_change_disproves_is_withdrawn(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-03-02 13:30")
        await sla.sweep("2026-03-03 12:00")
        await change(sla, TUESDAY_OFF)
        await sla.world.settle()
        await sla.follower.follow()
        await sla.world.settle()
        assert (await sla.events())[2:] == ["StepOverdue", "OverdueWithdrawn", "ClockRecounted"]
        await sla.sweep("2026-03-04 12:00")
        assert (await sla.events())[5:] == ["StepOverdue"]


async def test_a_change_on_another_version_than_was_seen_is_refused(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        answer = await change(sla, TUESDAY_OFF, headers={"If-Match": '"7"'})
        assert answer.status_code == 412
        assert (await change(sla, TUESDAY_OFF, headers={"If-Match": '"1"'})).is_success


async def until_tried(sla: Sla) -> None:
    """Wait until the consumer has met the case once."""
    consumer = sla.world.host.hosted[Service.SLA].consumers[0]
    async with asyncio.timeout(10):
        while True:
            if consumer._failing:
                return
            await asyncio.sleep(0.01)


async def test_a_case_by_an_unknown_calendar_waits_for_it(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.world.tell(opened("2011-03-01 15:00", working_calendar="NL"), CASE, AT)
        await until_tried(sla)
        await define(sla, AMSTERDAM)
        await sla.world.settle()
        assert (await sla.events())[:2] == ["ClockStarted", "StepClockStarted"]  # and perhaps it was swept
        assert await sla.world.dead_letters("sla") == []


async def test_limits_are_counted_by_a_calendar_on_request(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        due = {"start": "2026-03-06T16:30:00+07:00", "duration": "PT2H", "counting": "working_hours"}
        assert (await sla.get("/calendars/VN/due", params=due))["due_at"] == "2026-03-09T01:30:00Z"
        span = {"start": "2026-03-06T16:30:00+07:00", "end": "2026-03-09T08:30:00+07:00"}
        assert await sla.get("/calendars/VN/elapsed", params=span) == {
            "working_minutes": 120,
            "working_days": 0,
            "calendar_days": 2,
        }
        unreadable = await sla.world.get(
            "sla", "/calendars/VN/due", params={**due, "duration": "8h"}, as_="operator"
        )
        assert unreadable.json()["code"] == "limit-unreadable"


async def test_a_year_is_shown_and_printed(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        year = await sla.get("/calendars/VN/years/2026")
        assert (year["version"], year["working_days"], len(year["months"])) == (1, 249, 12)
        (eve,) = [one for one in year["months"][1]["days"] if one["day"] == "2026-02-16"]
        assert (eve["kind"], eve["hours"], eve["name"]) == ("holiday", [], "Giao thừa Tết Nguyên Đán")
        printed = await sla.world.get("sla", "/calendars/VN/years/2026.pdf", as_="operator")
        assert printed.headers["content-type"] == "application/pdf"
        assert printed.content.startswith(b"%PDF-1.7")
        for address, status in (("/calendars/VN/years/1900", 422), ("/calendars/XX/years/2026", 404)):
            assert (await sla.world.get("sla", address, as_="operator")).status_code == status
