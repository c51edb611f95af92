"""Everything that can be done, once: the documents' story, and the commands that it doesn't need."""

import json
from pathlib import Path
from typing import Any

from services.sla.reporting.scheduling import ReportSchedule
from services.sla.sweeper import CalendarFollower
from shared.contracts.topics import Service
from shared.messaging.retrying import drop
from shared.runtime.host import Host
from tools.contracts.scenario import (
    between_agencies,
    casework,
    catalogue,
    contesting,
    course,
    departing,
    evaluating,
    organisation,
    succession,
)
from tools.contracts.scenario.people import BINH, IMPORTER, LAN, MINH, NAM, OPERATOR, THAO
from tools.contracts.scenario.procedures import limit
from tools.contracts.scenario.stage import Stage

ROOT = Path(__file__).parents[3]
_TABLES = {
    "agencies": "code,kind,name_vi,name_en,parent,wave\nSXD,department,Sở Xây dựng,Construction,UBND,\n",
    "staff": "agency,type,code,name,divisions,position,roles\n"
    "SXD,division,VP,Văn phòng Sở,,,\n"
    "SXD,official,sxd.ha,Trần Thu Hà,VP,Chuyên viên,official\n",
}
_TRADE, _REASON = "/agencies/SCT/editions/1", "Cần xem lại toàn bộ"
_SOURCE = {"source": "Quyết định 01/QĐ-UBND"}


async def do_everything(stage: Stage) -> None:
    """All chapters, in the order of time; each dead letter is settled at the end."""
    await organisation.found(stage)
    await _import(stage)
    await organisation.end_a_district(stage)
    await catalogue.take_in(stage)
    await catalogue.review(stage)
    await catalogue.issue(stage)
    await casework.become_late(stage)
    await casework.end(stage)
    await stage.put_malformed_on_topics()
    await catalogue.correct(stage)
    await _change_calendar(stage)
    await organisation.come_and_go(stage)
    await catalogue.simplify(stage)
    await between_agencies.ask_and_dispute(stage)
    await between_agencies.meet_silence(stage)
    await course.make_mistakes(stage)
    await course.need_more_time(stage)
    await _come_back_to(stage)
    await course.take_over(stage)
    await contesting.contest(stage)
    case = await evaluating.be_late_once_more(stage)
    await departing.hand_over(stage)
    await _monthly(stage).begin()
    await _leave_alone(stage)
    await _give_up(stage)
    await departing.leave(stage)
    await _rule_evaluation(stage)
    await _report(stage)
    await evaluating.close_a_month(stage, case)
    await catalogue.review_each_year(stage)
    await _succeed(stage)
    await settle_letters(stage.world.host)


async def _import(stage: Stage) -> None:
    for table in _TABLES.values():
        path, told = "/organisation/import?valid_from=2021-01-01", {"Content-Type": "text/csv"}
        answer = await stage.world.request(
            "POST", "catalog", path, as_=OPERATOR, content=table.encode(), headers=told
        )
        answer.raise_for_status()
        await stage.settle()


async def _change_calendar(stage: Stage) -> None:
    """While a case is open, whose dues move with each change."""
    opening = {"agency": "SNV", "procedure": "SNV-07", "subject": "Bổ nhiệm Chánh Thanh tra"}
    await stage.at("2026-12-10 10:00")
    opened = await stage.do(LAN, "/cases", "cases", **opening, external_reference="1611/TTr-TTr")
    saturday, friday = "2026-12-12", "2026-12-11"
    hours = [{"opens": "08:00", "closes": "11:30"}]
    changes: tuple[dict[str, Any], ...] = (
        {"command": "AddHoliday", "day": friday, "name": "Ngày nghỉ của tỉnh", **_SOURCE},
        {
            "command": "AddMakeUpDay",
            "day": saturday,
            "instead_of": friday,
            "name": "Làm bù",
            **_SOURCE,
        },
        {
            "command": "AddLocalDifference",
            "agency": "SNV",
            "first_day": "2026-12-14",
            "last_day": "2026-12-15",
            "hours": hours,
            "name": "Phòng chống bão",
            **_SOURCE,
        },
        {"command": "ClearDay", "day": saturday, "reason": "Không làm bù nữa"},
        {"command": "SwapDays", "day_off": "2028-11-13", "worked": "2028-11-18", **_SOURCE},
        {"command": "ConfirmDay", "day": "2026-11-24", **_SOURCE},
    )
    sla = stage.world.host.hosted[Service.SLA].service
    follower = CalendarFollower(sla.application, sla.queries)  # type: ignore[arg-type]
    await follower.follow()
    for change in changes:
        await stage.do(OPERATOR, "/calendars/VN/changes", "sla", **change)
        await follower.follow()
        await stage.settle()
    await stage.do(BINH, f"/cases/{opened['case_number']}/CancelCase", "cases", reason="Đơn vị rút hồ sơ")


async def _come_back_to(stage: Stage) -> None:
    """Minh keeps an eye on a case that he has completed; it is opened once more, and given up."""
    await stage.at("2027-01-12 16:00")
    number, search = course.CASE, {"name": "Đang mở", "asks": "status=open"}
    await stage.do(MINH, "/kept/cases/FollowCase", "cases", case_number=number)
    await stage.do(MINH, "/kept/searches/SaveSearch", "cases", **search)
    case, why = f"/cases/{number}", {"reason": "Có kiến nghị về tiêu chuẩn"}
    await stage.do(BINH, f"{case}/ReopenCase", "cases", step="tham-dinh", **why)
    await stage.do(BINH, f"{case}/CancelCase", "cases", reason="Đơn vị rút hồ sơ")
    await stage.do(MINH, "/kept/searches/ForgetSearch", "cases", name=search["name"])
    await stage.do(MINH, "/kept/cases/UnfollowCase", "cases", case_number=number)


async def _leave_alone(stage: Stage) -> None:
    """Nobody receives what Minh asks, and silence is no answer to it; it climbs, and the case with it."""
    case = await departing.hold_a_step(stage, "2027-01-20 09:30", "Bổ nhiệm Trưởng phòng Pháp chế")
    for command in ("CompleteStep", "HandOff"):
        await stage.do(LAN, f"{case}/{command}", "cases", step="tiep-nhan")
    await stage.do(MINH, f"{case}/ReceiveStep", "cases", step="tham-dinh")
    asked = {"step": "tham-dinh", "question": "Kinh phí từ nguồn nào?", "time_limit": limit("PT16H")}
    await stage.do(MINH, f"{case}/RequestCoordination", "cases", **asked)
    await stage.at("2027-01-22 09:00")
    await stage.at("2027-01-22 14:30")
    why = {"coordination": 1, "reason": "Phải có ý kiến bằng văn bản", "grounds": "content"}
    await stage.do(MINH, f"{case}/ReturnAnswer", "cases", **why)
    await stage.at("2027-01-29 08:30")
    await stage.do(BINH, f"{case}/CancelCase", "cases", reason="Đơn vị rút hồ sơ")


async def _report(stage: Stage) -> None:
    """January's is made by itself, and read."""
    await _monthly(stage).look()
    file = await stage.world.get("sla", "/reports/2027-01.csv?agency=SNV", as_=BINH)
    file.raise_for_status()


def _monthly(stage: Stage) -> ReportSchedule:
    sla = stage.world.host.hosted[Service.SLA].service
    return ReportSchedule(sla.queries, sla.application, kinds="month", scopes="all")  # type: ignore[arg-type]


async def _rule_evaluation(stage: Stage) -> None:
    """The department has a policy of its own; what only people know is entered."""
    await stage.at("2027-02-01 14:00")
    ladder = {"in_force_from": "2027-02-02", "steps": [{"level": "agency_head", "after_minutes": 60}]}
    await stage.do(BINH, "/deadline-policies/SNV/AdoptDeadlinePolicy", "sla", **ladder, reason="Thử nghiệm")
    policy = json.loads((ROOT / "examples/evaluation-policy-nd335.json").read_text("utf-8"))
    policy |= {"code": "SNV-2027", "in_force_from": "2027-03-01"}
    path = "/evaluation-policies/SNV"
    await stage.do(BINH, f"{path}/AdoptEvaluationPolicy", "sla", policy=policy)
    await stage.do(BINH, f"{path}/RecordOfficialKind", "sla", official=LAN.id, kind="public_employee")
    await stage.do(BINH, f"{path}/RecordOfficialKind", "sla", official=LAN.id, kind="civil_servant")
    month = {"period": "2027-01"}
    product = {"name": "Báo cáo tổng kết năm", "factor": "1.5", "done": True}
    await stage.do(BINH, f"/evaluations/{MINH.id}/EnterProduct", "sla", **month, **product)
    shares = dict.fromkeys(("officials", "unit", "unity"), "100")
    await stage.do(BINH, f"/evaluations/{MINH.id}/EnterLeadership", "sla", **month, **shares)


async def _give_up(stage: Stage) -> None:
    """A proposal is declined; a draft is taken back and given up; another one leaves out a number."""
    await stage.at("2027-01-29 09:00")
    proposals = "/simplification/programmes/DGH-2026/proposals"
    proposal: dict[str, Any] = {"agency": "SNV", "procedure": "SNV-07", "means": ["shorter_limit"]}
    time = {"duration": "PT16H", "counting": "working_hours"}
    await stage.do(THAO, proposals, **proposal, reason="Rút ngắn nữa", expected_time=time)
    await stage.do(BINH, f"{proposals}/2/decline", reason="Chưa đủ căn cứ")
    await stage.do(NAM, f"{_TRADE}/review")
    await stage.do(NAM, f"{_TRADE}/review/recall", reason=_REASON)
    await stage.do(NAM, f"{_TRADE}/discard", reason=_REASON)
    await stage.do(IMPORTER, "/agencies/STC/editions", edition=4)


async def _succeed(stage: Stage) -> None:
    """What no transfer names goes to the head of the department that takes over."""
    await succession.decide(stage, ("VP",))
    await stage.remove(BINH, "/agencies/SNV/contact")
    head = {"official": "snvld.van", "name": "Lê Thị Vân", "divisions": ["VP"], "position": "Giám đốc Sở"}
    await stage.do(OPERATOR, "/agencies/SNVLD/officials", **head, roles=["agency_head"])
    await succession.come_to_the_day(stage)


async def settle_letters(host: Host) -> int:
    """An operator drops what waits; how many letters those are."""
    dropped = 0
    await host.settle()
    for hosted in host.hosted.values():
        for letter in await hosted.service.documents.find("dead_letters@1", [], [], 1_000):
            if letter.body["status"] == "waiting":
                work = drop(str(letter.id), "quan-tri", "không phải sự kiện của hệ thống")
                await hosted.service.application.execute(work)
                dropped += 1
    await host.settle()
    return dropped
