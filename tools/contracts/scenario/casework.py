"""The chapters on cases: one that becomes late, and one that goes back, stands still and is given up."""

from typing import Any

from shared.auth import Principal
from tools.contracts.scenario.people import BINH, HOA, LAN, MINH
from tools.contracts.scenario.stage import Stage

_RECEIVING, _APPRAISING = "tiep-nhan", "tham-dinh"
_LATE, _GIVEN_UP = "SNV-261201-0001", "SNV-261201-0002"
#: A second after each alarm: that is when a sweeper sees it.
_ALARMS_OF_STEP, _CASE_DUE = ("2026-12-04 14:41:01", "2026-12-07 11:05:01"), "2026-12-08 08:00:01"
_OF_PROCEDURE = {"agency": "SNV", "procedure": "SNV-07"}


async def _open(stage: Stage, subject: str, reference: str) -> None:
    opening = {**_OF_PROCEDURE, "subject": subject, "external_reference": reference}
    await stage.do(LAN, "/cases", "cases", **opening)


async def _give(stage: Stage, who: Principal, case: str, command: str, **body: Any) -> None:
    await stage.do(who, f"/cases/{case}/{command}", "cases", **body)


async def _work_at_office(stage: Stage, case: str, **moments: str) -> None:
    """What Lan does with a case at the office, by the commands' names."""
    for command, moment in moments.items():
        await stage.at(moment)
        await _give(stage, LAN, case, command, step=_RECEIVING)


async def become_late(stage: Stage) -> None:
    """Both cases are opened. The first waits for its appraisal until its step, then the case, is overdue."""
    await stage.at("2026-12-01 08:00")
    await _open(stage, "Bổ nhiệm Phó Trưởng phòng Cải cách hành chính", "1523/TTr-CCHC")
    await stage.at("2026-12-01 08:10")
    await _give(stage, HOA, _LATE, "AssignStep", step=_RECEIVING, official="snv.lan")
    await _work_at_office(
        stage,
        _LATE,
        ReceiveStep="2026-12-01 08:25",
        CompleteStep="2026-12-01 11:00",
        HandOff="2026-12-01 11:05",
    )
    await stage.at("2026-12-01 14:00")
    await _open(stage, "Bổ nhiệm Trưởng phòng Tổ chức bộ máy", "1530/TTr-TCBM")
    await _give(stage, MINH, _LATE, "ReceiveStep", step=_APPRAISING)
    await _go_back(stage)
    for alarm in _ALARMS_OF_STEP:
        await stage.at(alarm)
    await stage.at("2026-12-07 13:40")
    entries = (await stage.look(MINH, "/inbox/entries", "notify"))["entries"]
    overdue = next(one for one in entries if one["kind"] == "step_overdue")
    await stage.do(MINH, f"/inbox/entries/{overdue['notification']}/read", "notify")
    escalation = {"level": "official", "step": _APPRAISING, "visit": 1}
    note = "Đang thẩm định, xong trong sáng mai"
    await stage.do(MINH, f"/clocks/{_LATE}/AcknowledgeEscalation", "sla", **escalation, note=note)
    await stage.at(_CASE_DUE)


async def _go_back(stage: Stage) -> None:
    """The second case is returned, its first step is done again and again, and it stands still, twice."""
    await _work_at_office(
        stage,
        _GIVEN_UP,
        ReceiveStep="2026-12-01 14:30",
        CompleteStep="2026-12-01 15:30",
        HandOff="2026-12-01 15:35",
    )
    await stage.at("2026-12-02 08:00")
    await _give(stage, MINH, _GIVEN_UP, "ReceiveStep", step=_APPRAISING)
    await stage.at("2026-12-02 09:00")
    why, back = "Thiếu bản kê khai tài sản, thu nhập", {"step": _RECEIVING}
    await _give(stage, MINH, _GIVEN_UP, "ReturnStep", step=_APPRAISING, to=back, reason=why)
    await _work_at_office(stage, _GIVEN_UP, ReceiveStep="2026-12-02 10:00", CompleteStep="2026-12-02 14:00")
    await stage.at("2026-12-03 09:00")
    reason = "Bổ sung văn bản đồng ý của cấp ủy"
    await _give(stage, HOA, _GIVEN_UP, "ReopenStep", step=_RECEIVING, reason=reason)
    await stage.at("2026-12-03 10:00")
    await _give(stage, BINH, _GIVEN_UP, "SuspendCase", reason="Chờ kết luận của cơ quan kiểm tra")
    await stage.at("2026-12-03 16:00")
    await _give(stage, BINH, _GIVEN_UP, "ResumeCase")
    await stage.at("2026-12-03 16:30")
    await _give(stage, BINH, _GIVEN_UP, "SuspendCase", reason="Chờ đơn vị bổ sung bản kê khai")


async def end(stage: Stage) -> None:
    """The first was appraised in time after all; the second goes on by itself, is extended and withdrawn."""
    await stage.at("2026-12-08 09:00")
    in_time = "2026-12-07T10:50:00+07:00"
    await _give(stage, MINH, _LATE, "CompleteStep", step=_APPRAISING, at=in_time)
    await stage.at("2026-12-08 09:30")
    await _give(stage, MINH, _LATE, "CompleteCase")
    await stage.at("2026-12-09 08:30")
    reason = "Hồ sơ phức tạp, phải xác minh thêm"
    await _give(stage, BINH, _GIVEN_UP, "ExtendCase", due_at="2026-12-16T09:00:00+07:00", reason=reason)
    await stage.at("2026-12-10 09:00")
    await _give(stage, BINH, _GIVEN_UP, "CancelCase", reason="Đơn vị đề nghị rút hồ sơ")
