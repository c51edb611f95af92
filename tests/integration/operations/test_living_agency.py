"""The agency of today that the demo brings: what its script says has happened, and who is late and why."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from shared.errors import Language
from shared.vietnam_time import VIETNAM
from tests.hosting import hosted
from tests.integration.importlog.importing import SERVICES
from tests.integration.services.test_catalog import ok
from tthc.commands.late_answer import late_lines
from tthc.connection import in_process
from tthc.demo import LIVING_AGENCY
from tthc.living.late import Why, late_steps
from tthc.living.orders import WordsUnknown, orders_of
from tthc.living.playing import play_script
from tthc.living.script import Script
from tthc.living.times import Before

PROVINCE = {"code": "UBND", "kind": "province", "name_vi": "Ủy ban nhân dân tỉnh", "name_en": "The province"}
SNV = {
    "code": "SNV",
    "kind": "department",
    "parent": "UBND",
    "name_vi": "Sở Nội vụ",
    "name_en": "Home Affairs",
}


def test_times_are_working_hours_before_the_day() -> None:
    before = Before.of(date(2026, 11, 30))  # a Monday
    assert before.hours(0.5) == datetime(2026, 11, 27, 17, tzinfo=VIETNAM)
    assert before.hours(4) == datetime(2026, 11, 27, 13, 30, tzinfo=VIETNAM)
    assert before.hours(9) == datetime(2026, 11, 26, 16, 30, tzinfo=VIETNAM)


def test_words_without_a_command_behind_them_are_refused() -> None:
    for words in ("dream of B01", "pass B01", "return B03 to B02"):
        with pytest.raises(WordsUnknown):
            orders_of(words)


async def test_the_services_tell_who_is_late_by_how_much_and_why(tmp_path: Path) -> None:
    script, day = Script.read(LIVING_AGENCY), datetime.now(VIETNAM).date()
    async with hosted(tmp_path / "var", *SERVICES) as world:
        for agency in (PROVINCE, SNV):
            await ok(await world.post("catalog", "/agencies", json=agency, as_="importer"))
        async with in_process(world.host, Language.EN) as services:
            numbers = await play_script(services, script, Before.of(day))
            late = {one.case_number: one for one in await late_steps(services, script.agency)}
            again = await play_script(services, script, Before.of(day))
        assert again == numbers
        lying = late[numbers["bo-nhiem-lai"]]
        assert (lying.official, lying.division) == ("Nguyễn Văn Bình", "Phòng Tổ chức cán bộ")
        assert (lying.why, lying.step) == (Why.NOT_RECEIVED, "Thẩm định")
        assert lying.overdue_minutes >= 26 * 60
        lines = "\n".join(late_lines(lying, Language.VI))
        assert "Nguyễn Văn Bình, Phòng Tổ chức cán bộ: quá hạn 3 ngày" in lines
        assert "Vì sao: được chuyển đến mà chưa ai tiếp nhận." in lines
        assert late[numbers["nghi-phep"]].why is Why.NOT_COMPLETED
        returned = late[numbers["cong-tac-phi"]]
        assert (returned.why, returned.reason[:19]) == (Why.RETURNED, "Thiếu giấy đi đường")
        assert numbers["bo-nhiem"] not in late
        cases = (await ok(await world.get("cases", "/cases?agency=SNV", as_="importer")))["cases"]
        status = {one["case_number"]: one["status"] for one in cases}
        assert {key: status[number] for key, number in numbers.items()} == {
            **dict.fromkeys(numbers, "open"),
            "bo-nhiem": "suspended",
            "nghi-viec-rieng": "completed",
            "chi-thuong-xuyen": "completed",
        }
        clock = await ok(await world.get("sla", f"/clocks/{numbers['bien-che']}", as_="importer"))
        soon = datetime.fromisoformat(clock["due_soon_at"])
        assert soon <= datetime.now(VIETNAM) < datetime.fromisoformat(clock["due_at"]) + timedelta(days=1)
        for key, was_late in (("nghi-viec-rieng", False), ("chi-thuong-xuyen", True)):
            clock = await ok(await world.get("sla", f"/clocks/{numbers[key]}", as_="importer"))
            assert (clock["late"], clock["imported"]) == (was_late, True)
        assert [await world.dead_letters(name) for name in SERVICES] == [[], [], [], []]
