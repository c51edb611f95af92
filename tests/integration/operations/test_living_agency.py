"""The agency of today that the demo brings: what its script says has happened, and who is late and why."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from services.cases.checks import holders
from shared.errors import Language
from shared.runtime.findings import Area, Disagreement
from shared.vietnam_time import VIETNAM
from tests.hosting import hosted
from tests.integration.docs.demo import told_of_passing
from tests.integration.importlog.importing import SERVICES
from tests.integration.operations.damage import Damaged
from tests.integration.operations.two_agencies import DEMO_AGENCIES
from tests.integration.services.test_catalog import ok
from tthc.commands.late_answer import late_lines
from tthc.commands.working_words import in_words
from tthc.connection import in_process
from tthc.demo import COORDINATIONS, LIVING_AGENCY
from tthc.living.between import BetweenAgencies, between_agencies
from tthc.living.late import LateSteps, Why, late_steps
from tthc.living.names import Names
from tthc.living.orders import WordsUnknown, orders_of
from tthc.living.playing import play_script
from tthc.living.script import Script
from tthc.living.times import Before
from tthc.operations.opening import opened
from tthc.operations.verify import verify


def test_times_are_working_hours_before_the_day() -> None:
    before = Before.of(date(2026, 11, 30))  # a Monday
    assert before.hours(0.5) == datetime(2026, 11, 27, 17, tzinfo=VIETNAM)
    assert before.hours(4) == datetime(2026, 11, 27, 13, 30, tzinfo=VIETNAM)
    assert before.hours(9) == datetime(2026, 11, 26, 16, 30, tzinfo=VIETNAM)


def test_words_without_a_command_behind_them_are_refused() -> None:
    for words in (
        "dream of B01",
        "pass B01",
        "return B03 to B02",
        "ask B04: why?",
        "take 1",
        "answer 1: yes",
    ):
        with pytest.raises(WordsUnknown):
            orders_of(words)


async def test_the_services_tell_who_is_late_by_how_much_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, day = Script.read(LIVING_AGENCY, COORDINATIONS), datetime.now(VIETNAM).date()
    async with hosted(tmp_path / "data", *SERVICES) as world:
        await ok(await world.post("catalog", "/agencies/import", json=DEMO_AGENCIES, as_="importer"))
        async with in_process(world.host, Language.EN) as services:
            numbers = await play_script(services, script, Before.of(day))
            told = await late_steps(services, "SNV", "STC", "STTTT")
            between, names = await between_agencies(services, script.agency), await Names.ask(services)
            again = await play_script(services, script, Before.of(day))
        late = {one.case_number: one for one in told.steps}
        assert again == numbers
        _check_between(numbers, told, between)
        lying = late[numbers["bo-nhiem-lai"]]
        assert (lying.official, lying.division) == ("Nguyễn Văn Bình", "Phòng Tổ chức cán bộ")
        assert (lying.why, lying.step) == (Why.NOT_RECEIVED, "Thẩm định")
        assert lying.overdue_minutes >= 26 * 60
        lines = "\n".join(late_lines(lying, Language.VI, names))
        by = in_words(lying.overdue_minutes, Language.VI)
        assert f"Nguyễn Văn Bình, Phòng Tổ chức cán bộ, Sở Nội vụ: quá hạn {by}" in lines
        assert "Vì sao: được chuyển đến mà chưa ai tiếp nhận." in lines
        assert late[numbers["nghi-phep"]].why is Why.NOT_COMPLETED
        returned = late[numbers["cong-tac-phi"]]
        assert (returned.why, returned.reason[:19]) == (Why.RETURNED, "Thiếu giấy đi đường")
        assert numbers["bo-nhiem"] not in late
        cases = (await ok(await world.get("cases", "/cases?agency=SNV", as_="auditor")))["cases"]
        status = {one["case_number"]: one["status"] for one in cases}
        own = {key: number for key, number in numbers.items() if number.startswith("SNV-")}
        assert {key: status[number] for key, number in own.items()} == {
            **dict.fromkeys(own, "open"),
            "bo-nhiem": "suspended",
            "nghi-viec-rieng": "completed",
            "chi-thuong-xuyen": "completed",
            "cong-tac-nuoc-ngoai": "completed",
        }
        clock = await ok(await world.get("sla", f"/clocks/{numbers['bien-che']}", as_="auditor"))
        soon = datetime.fromisoformat(clock["due_soon_at"])
        assert soon <= datetime.now(VIETNAM) < datetime.fromisoformat(clock["due_at"]) + timedelta(days=1)
        for key, was_late in (("nghi-viec-rieng", False), ("chi-thuong-xuyen", True)):
            clock = await ok(await world.get("sla", f"/clocks/{numbers[key]}", as_="auditor"))
            assert (clock["late"], clock["imported"]) == (was_late, True)
        told_above = (await ok(await world.get("notify", "/inbox/entries", as_="chu-tich")))["entries"]
        assert [(one["kind"], one["case_number"]) for one in told_above] == (
            [("buck_passing", numbers["giai-the"])] if told_of_passing() else []
        )
        assert [await world.dead_letters(name) for name in SERVICES] == [[], [], [], []]
    monkeypatch.setattr(holders, "GRACE", timedelta(0))
    await _check_verified(Damaged(tmp_path, tmp_path / "copy"), numbers)


async def _check_verified(system: Damaged, numbers: Mapping[str, str]) -> None:
    """Nothing disagrees; a step of who works there no more is named, once that is planted."""
    assert (await _verified(system)) == []
    told = system.rows("cases.events", "SELECT originator_id, originator_version, state FROM stored_events")
    ((stream, version),) = [
        (stream, version)
        for stream, version, state in told
        if stream == "directory-SNV" and b'"official":"binh"' in state
    ]
    system.change_event("cases", stream, version, divisions=["TTr"])
    found = await _verified(system)
    held = ("bo-nhiem-lai", "bo-nhiem", "dieu-dong")
    assert sorted(one.where for one in found) == sorted(f"case-{numbers[one]} step B03" for one in held)
    assert {one.area for one in found} == {Area.HOLDERS}
    assert "binh, who works there no more" in found[0].found


async def _verified(system: Damaged) -> list[Disagreement]:
    """What disagrees while the services are at work."""
    async with opened(system.settings) as services:
        return (await verify(services, system.settings, within=0, running=True)).disagreements


def _check_between(numbers: Mapping[str, str], late: LateSteps, between: BetweenAgencies) -> None:
    """Three answers are owed; the others were given, declined, or taken from silence."""
    waiting = {one.case_number: tuple(one.waits_for) for one in late.steps if one.why is Why.OTHER_AGENCY}
    assert waiting == {
        numbers["mua-sam"]: ("STC",),
        numbers["gia-may-tinh"]: ("STTTT",),
        numbers["thanh-lap"]: ("STC",),
    }
    assert (late.overdue, late.waiting) == (len(late.steps) - 3, 3)
    owed = {
        one.case_number: (one.asked, one.held_by, tuple(one.waits_for)) for one in between.asked if one.owed
    }
    assert owed == {
        numbers["mua-sam"]: ("STC", "Phạm Thị Lan Anh, Phòng Quản lý giá và Công sản", ("STTTT",)),
        numbers["gia-may-tinh"]: ("STTTT", "Huỳnh Đăng Khoa, Phòng Công nghệ thông tin", ()),
        numbers["thanh-lap"]: ("STC", None, ()),
    }
    over = [one for one in between.asked if not one.owed]
    assert [(one.asked, one.state, one.by_silence, one.outside, one.belongs_to) for one in over] == [
        ("CAT", "accepted", True, True, None),
        ("STC", "accepted", False, False, None),
        ("STP", "declined", False, False, "VPUB"),
        ("VPUB", "declined", False, False, "STP"),
    ]
    (passed,) = between.passed_on
    assert (passed.case_number, passed.kind, passed.between) == (
        numbers["giai-the"],
        "refused_in_turn",
        ["STP", "VPUB"],
    )
    assert between.tree is not None
    assert between.tree["case"]["case_number"] == numbers["mua-sam"]
    (asked,) = between.tree["case"]["coordinations"]
    assert asked["case"]["coordinations"][0]["case"]["case_number"] == numbers["cau-hinh"]
