"""Who gets a step finds it in the inbox, by name; so do those who lead where nobody holds it any more."""

from pathlib import Path
from typing import Any

from shared.contracts import sla
from shared.contracts.catalog.agencies import DivisionAdded
from shared.contracts.catalog.staff import OfficialLeft
from shared.contracts.hand_overs import HandedStep, HandOverProposed
from tests.hosting import World, hosted
from tests.integration.services.test_notify import AT, BINH, HOA, MINH, STEP, inbox, last_message, staff, told

NAMED = {"step_name": "Thẩm định", "given_at": AT}


def given(**fields: Any) -> sla.StepGiven:
    return sla.StepGiven(**{**STEP, **NAMED, "way": "handed_off", "given_by": "snv.hoa", **fields})


async def named_staff(world: World) -> None:
    await staff(world)
    name = "Phòng Công chức, viên chức"
    added = DivisionAdded(agency="SNV", division="CCVC", name=name, added_by="quan-tri", added_at=AT)
    await world.tell(added, "SNV", AT)
    await world.settle()


async def test_whoever_gets_a_step_is_told_of_it_once_with_names(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await named_staff(world)
        await told(world, given(official="snv.minh"))
        (vi,), (en,) = await inbox(world, MINH), await inbox(world, MINH, "en")
        assert (vi["kind"], vi["official"], vi["official_name"]) == ("step_to_do", "snv.hoa", "snv.hoa")
        assert vi["title"] == "Có bước cần xử lý: “Thẩm định”, hồ sơ SNV-261201-0001"
        assert vi["sentence"] == (
            "Bước “Thẩm định” của hồ sơ SNV-261201-0001 được chuyển đến, người chuyển: snv.hoa; hạn xử lý "
            "11:05 ngày 07/12/2026. Đơn vị đang xử lý: Phòng Công chức, viên chức."
        )
        assert en["sentence"].startswith(
            'Step "Thẩm định" of case SNV-261201-0001 was passed on by snv.hoa; it is due at 11:05'
        )
        assert [await inbox(world, who) for who in (HOA, BINH)] == [[], []]
        consumer, message = await last_message(world)
        await world.application("notify").execute(lambda work: consumer.process(work, message))  # type: ignore[arg-type]
        await world.settle()
        assert len(await inbox(world, MINH)) == 1


async def test_both_heads_are_told_what_nobody_holds_any_more(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await named_staff(world)
        left = OfficialLeft(agency="SNV", official="snv.minh", left_by="snv.binh", left_at=AT)
        await world.tell(left, "SNV", AT)
        await world.settle()
        await told(world, given(way="released", given_by="snv.minh"))
        for who in (HOA, BINH):
            (entry,) = await inbox(world, who)
            assert entry["kind"] == "step_released"
            assert entry["sentence"].startswith(
                "snv.minh không còn làm việc tại đơn vị, nên bước “Thẩm định” của hồ sơ SNV-261201-0001 trở"
            )
        assert await inbox(world, MINH) == []


async def test_each_side_of_a_hand_over_that_hasnt_confirmed_it_is_told(tmp_path: Path) -> None:
    handed = HandedStep(case_number="SNV-261201-0001", step="tham-dinh", visit=1, division="CCVC")
    async with hosted(tmp_path, "notify") as world:
        await named_staff(world)
        for name, by in (("SNV-snv.minh-1", "snv.minh"), ("SNV-snv.minh-2", "snv.binh")):
            proposed = HandOverProposed(
                hand_over=name,
                agency="SNV",
                giver="snv.minh",
                receiver="snv.hoa",
                reason="Nghỉ hưu",
                steps=(handed,),
                proposed_by=by,
                proposed_at=AT,
            )
            await world.tell(proposed, name, AT)
            await world.settle()
        told_of = [{one["hand_over"] for one in await inbox(world, who)} for who in (MINH, HOA, BINH)]
        assert told_of == [{"SNV-snv.minh-2"}, {"SNV-snv.minh-1", "SNV-snv.minh-2"}, set()]
        (entry,) = await inbox(world, MINH)
        assert (entry["kind"], entry["title"]) == (
            "hand_over_to_confirm",
            "Bàn giao chờ xác nhận: do snv.binh đề nghị",
        )
        assert entry["sentence"].endswith("không chấp nhận. Về việc: Nghỉ hưu.")
