"""The chapters on what else happens to a case: mistakes, remarks, more time; and one that began elsewhere."""

from typing import Any

from shared.auth import Principal
from tools.contracts.scenario.people import BINH, IMPORTER, LAN, MINH
from tools.contracts.scenario.stage import Stage

_RECEIVING, _APPRAISING = "tiep-nhan", "tham-dinh"
CASE, _EARLIER = "SNV-270112-0003", "SNV-261201-0001"
_PAPER = {
    "kind": "incoming",
    "name": "to-trinh-18.pdf",
    "size": 96_256,
    "sha256": "0c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f405162738495a6b7c8d9eafb",
    "address": "https://vanban.example.gov.vn/tai-lieu/88301",
}


async def _give(stage: Stage, moment: str, who: Principal, command: str, **body: Any) -> None:
    await stage.at(f"2027-01-{moment}")
    await stage.do(who, f"/cases/{CASE}/{command}", "cases", **body)


async def make_mistakes(stage: Stage) -> None:
    """Lan takes a step out of the queue, and what she told too early back; she mends the subject."""
    await stage.at("2027-01-12 08:00")
    opening = {"agency": "SNV", "procedure": "SNV-07", "subject": "Bổ nhiệm Phó trưởng phòng CCVC"}
    await stage.do(LAN, "/cases", "cases", **opening, external_reference="18/TTr-CCVC")
    await _give(stage, "12 08:05", LAN, "TakeStep", step=_RECEIVING)
    await _give(stage, "12 08:10", LAN, "ReceiveStep", step=_RECEIVING)
    await _give(stage, "12 08:12", LAN, "TakeBackReceipt", step=_RECEIVING)
    await _give(stage, "12 08:20", LAN, "ReceiveStep", step=_RECEIVING)
    subject = "Bổ nhiệm Phó Trưởng phòng Công chức, viên chức"
    await _give(stage, "12 08:25", LAN, "CorrectSubject", subject=subject)
    await _give(stage, "12 08:30", LAN, "AttachDocument", **_PAPER)
    await _give(stage, "12 08:35", LAN, "AddComment", text="Hồ sơ liên quan đến đợt bổ nhiệm tháng 12")
    await _give(stage, "12 08:40", LAN, "LinkCase", other_case=_EARLIER)
    await _give(stage, "12 09:00", LAN, "CompleteStep", step=_RECEIVING)
    await _give(stage, "12 09:03", LAN, "TakeBackCompletion", step=_RECEIVING)
    await _give(stage, "12 09:10", LAN, "CompleteStep", step=_RECEIVING)
    await _give(stage, "12 09:15", LAN, "HandOff", step=_RECEIVING)


async def _work_at_reception(stage: Stage, received: str, completed: str, handed_off: str) -> None:
    for moment, command in ((received, "ReceiveStep"), (completed, "CompleteStep"), (handed_off, "HandOff")):
        await _give(stage, f"12 {moment}", LAN, command, step=_RECEIVING)


async def need_more_time(stage: Stage) -> None:
    """Minh refuses the step, gets it again and sends it back twice; it will be late, with no more time."""
    why = {"reason": "Chưa thuộc thẩm quyền của phòng", "belongs_to": "VP"}
    await _give(stage, "12 09:30", MINH, "RefuseStep", step=_APPRAISING, **why)
    await _work_at_reception(stage, "10:00", "10:10", "10:15")
    back = {"to": {"step": _RECEIVING}, "reason": "Thiếu bản sao bằng cấp", "grounds": "missing_input"}
    await _give(stage, "12 10:17", MINH, "ReturnStep", step=_APPRAISING, **back)
    await _work_at_reception(stage, "10:18", "10:19", "10:20")
    await _give(stage, "12 10:22", MINH, "ReturnStep", step=_APPRAISING, **back)
    await _work_at_reception(stage, "10:24", "10:26", "10:28")
    await _give(stage, "12 10:30", MINH, "ReceiveStep", step=_APPRAISING)
    reason = "Phải xác minh thêm bằng cấp"
    expected = {"expected_at": "2027-01-15T09:00:00+07:00"}
    await _give(stage, "12 11:00", MINH, "AnnounceLateness", step=_APPRAISING, reason=reason, **expected)
    until = {"due_at": "2027-01-18T10:00:00+07:00"}
    await _give(stage, "12 11:10", MINH, "RequestExtension", reason=reason, **until)
    await _give(stage, "12 14:00", BINH, "DenyExtension", reason="Bằng cấp đã được xác minh năm 2026")
    await _give(stage, "12 15:00", MINH, "CompleteStep", step=_APPRAISING)
    await _give(stage, "12 15:10", MINH, "CompleteCase")


async def take_over(stage: Stage) -> None:
    """A case that began in another system is taken in, then more of it; then it is an ordinary one."""
    await stage.at("2027-01-13 08:00")
    subject = {"procedure": "SNV-07", "subject": "Bổ nhiệm lại Trưởng phòng"}
    await _take(stage, 1, "2027-01-11T08:00:00+07:00", act="open", agency="SNV", **subject)
    await stage.at("2027-01-13 08:30")
    number = await _take(stage, 2, "2027-01-11T08:30:00+07:00", act="receive", step=_RECEIVING)
    await stage.at("2027-01-13 09:00")
    await stage.do(BINH, f"/cases/{number}/CancelCase", "cases", reason="Đơn vị đề nghị rút hồ sơ")


async def _take(stage: Stage, place: int, at: str, **said: str) -> str:
    """An act of Lan's from the file, which ends with it; the case's number."""
    act = {"at": at, "by": "snv.lan", "case": "HSCV-2027-15", **said}
    named = {"agency": "SNV", "case": "HSCV-2027-15"}
    acts: list[Any] = [{"line": place + 1, "place": place, **named, "act": act}]
    taken = await stage.do(IMPORTER, "/cases/histories/acts", "cases", acts=acts)
    began: dict[str, Any] = {"import_began_at": taken["began_at"], "cases": [named]}
    ended = await stage.do(IMPORTER, "/cases/histories/end", "cases", **began)
    (number,) = ended["case_numbers"]
    return str(number)
