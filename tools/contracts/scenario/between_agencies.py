"""The chapters on coordination: Home Affairs asks Finance, and is answered; they dispute; silence answers."""

from typing import Any

from shared.auth import Principal
from tools.contracts.scenario.people import CHAIR, LAN, MINH, OF_FINANCE, OPERATOR, THANH
from tools.contracts.scenario.procedures import limit
from tools.contracts.scenario.stage import Stage

_RECEIVING, _APPRAISING = "tiep-nhan", "tham-dinh"
_ANSWERED, _SILENT, _OF_FINANCE = "SNV-270106-0001", "SNV-270107-0002", "STC-270106-0001"
_QUESTION = "Đề nghị cho ý kiến về nguồn kinh phí trả lương và phụ cấp chức vụ"
_PAPER = {
    "name": "du-toan-kinh-phi.pdf",
    "size": 184_320,
    "sha256": "5f1f9f1c3b0f7d1d7d4c1de0a3fb0b2a4d1b9b3f6a7c8d9e0f1a2b3c4d5e6f70",
    "address": "https://vanban.example.gov.vn/tai-lieu/88213",
}
#: A second after each alarm: that is when a sweeper sees it.
_DUE_SOON, _SILENCE = "2027-01-08 15:54:01", "2027-01-08 17:30:01"


async def _give(stage: Stage, who: Principal, case: str, command: str, **body: Any) -> None:
    await stage.do(who, f"/cases/{case}/{command}", "cases", **body)


async def _about(stage: Stage, who: Principal, case: str, command: str, **body: Any) -> None:
    """A command about the last coordination that was asked for."""
    await _give(stage, who, case, command, **{"coordination": 1, **body})


async def _at_appraisal(stage: Stage, case: str, subject: str, reference: str) -> None:
    """Lan opens a case and does her part of it; Minh takes the appraisal up."""
    opening = {"agency": "SNV", "procedure": "SNV-07", "subject": subject}
    await stage.do(LAN, "/cases", "cases", **opening, external_reference=reference)
    for command in ("ReceiveStep", "CompleteStep", "HandOff"):
        await _give(stage, LAN, case, command, step=_RECEIVING)
    await _give(stage, MINH, case, "ReceiveStep", step=_APPRAISING)


async def _ask(stage: Stage, case: str, **body: Any) -> None:
    await _give(stage, MINH, case, "RequestCoordination", step=_APPRAISING, question=_QUESTION, **body)


async def _work_at_finance(stage: Stage, done_at: str, **answer: Any) -> None:
    """Thanh does the one step of Finance's own case, which answers."""
    await _give(stage, THANH, _OF_FINANCE, "ReceiveStep", step=_APPRAISING)
    await stage.at(done_at)
    await _give(stage, THANH, _OF_FINANCE, "CompleteStep", step=_APPRAISING)
    await _give(stage, THANH, _OF_FINANCE, "CompleteCase", **answer)


async def ask_and_dispute(stage: Stage) -> None:
    """Finance opens a case for it and disagrees; its answer is sent back, and given again; UBND decides."""
    await stage.at("2027-01-06 08:00")
    await stage.do(OPERATOR, "/agencies/STC/officials", **OF_FINANCE.appointment)
    await _at_appraisal(stage, _ANSWERED, "Bổ nhiệm Trưởng phòng Tổ chức bộ máy", "12/TTr-TCBM")
    await stage.at("2027-01-06 08:40")
    await _ask(stage, _ANSWERED, documents=[_PAPER], external_reference="31/SNV-CCVC")
    await stage.at("2027-01-06 09:10")
    await _about(stage, THANH, _ANSWERED, "AskClarification", text="Chi từ nguồn nào?")
    await stage.at("2027-01-06 09:30")
    await _about(stage, MINH, _ANSWERED, "GiveClarification", text="Ngân sách giao năm 2027")
    await stage.at("2027-01-06 10:00")
    await _about(stage, THANH, _ANSWERED, "ReceiveCoordination", opens_case=True)
    await _work_at_finance(stage, "2027-01-06 11:00", answer="disagree", answer_text="Vượt chỉ tiêu")
    await stage.at("2027-01-06 14:00")
    why = {"reason": "Chưa nêu căn cứ", "grounds": "content"}
    await _about(stage, MINH, _ANSWERED, "ReturnAnswer", **why)
    await _work_at_finance(
        stage, "2027-01-06 15:30", answer="disagree", answer_text="Vượt chỉ tiêu theo Quyết định 95"
    )
    meeting = {"level": "meeting", "meets_at": "2027-01-07T08:00:00+07:00", "reason": "Chưa thống nhất"}
    await _about(stage, MINH, _ANSWERED, "RaiseDisagreement", **meeting)
    await stage.at("2027-01-07 09:00")
    above = {"level": "superior", "reason": "Họp chưa thống nhất được nguồn kinh phí"}
    await _about(stage, MINH, _ANSWERED, "RaiseDisagreement", **above)
    await stage.at("2027-01-07 10:30")
    decision = "Sử dụng chỉ tiêu được giao; Sở Tài chính bố trí kinh phí"
    await _about(stage, CHAIR, _ANSWERED, "DecideDisagreement", decision=decision)
    await stage.at("2027-01-07 10:45")
    await _about(stage, MINH, _ANSWERED, "AcceptAnswer")
    await _give(stage, MINH, _ANSWERED, "CompleteStep", step=_APPRAISING)
    await _give(stage, MINH, _ANSWERED, "CompleteCase")


async def meet_silence(stage: Stage) -> None:
    """One request is withdrawn, one declined; silence answers the third, and what is said later is kept."""
    await stage.at("2027-01-07 13:30")
    await _at_appraisal(stage, _SILENT, "Bổ nhiệm Chánh Thanh tra Sở", "14/TTr-TTr")
    await _ask(stage, _SILENT)
    await stage.at("2027-01-07 14:00")
    await _about(stage, MINH, _SILENT, "WithdrawCoordination", reason="Gửi thiếu dự toán")
    await _ask(stage, _SILENT, documents=[_PAPER])
    await stage.at("2027-01-07 15:00")
    why = {"reason": "Dự toán chưa qua thẩm định của Sở Nội vụ"}
    await _about(stage, THANH, _SILENT, "DeclineCoordination", coordination=2, **why)
    await stage.at("2027-01-08 08:00")
    await _ask(stage, _SILENT, documents=[_PAPER], time_limit=limit("PT8H"))
    for alarm in (_DUE_SOON, _SILENCE):
        await stage.at(alarm)
    await stage.at("2027-01-11 08:30")
    late = {"kind": "disagree", "text": "Chưa bố trí được nguồn"}
    await _about(stage, THANH, _SILENT, "AnswerCoordination", coordination=3, **late)
    await stage.at("2027-01-11 09:00")
    await _about(stage, MINH, _SILENT, "AcceptAnswer", coordination=3)
    await _give(stage, MINH, _SILENT, "CompleteStep", step=_APPRAISING)
    await _give(stage, MINH, _SILENT, "CompleteCase")
