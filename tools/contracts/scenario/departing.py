"""The chapters on who leaves: a desk is handed over; what is held still is the division's again."""

from tools.contracts.scenario import organisation
from tools.contracts.scenario.people import BINH, HOA, LAN
from tools.contracts.scenario.stage import Stage

_SUBJECT = "Bổ nhiệm Phó Chánh Văn phòng"


async def hold_a_step(stage: Stage, moment: str, subject: str = _SUBJECT) -> str:
    """Lan has opened a case and taken its first step up; the case's address."""
    await stage.at(moment)
    opening = {"agency": "SNV", "procedure": "SNV-07", "subject": subject}
    case = f"/cases/{(await stage.do(LAN, '/cases', 'cases', **opening))['case_number']}"
    await stage.do(LAN, f"{case}/ReceiveStep", "cases", step="tiep-nhan")
    return case


async def hand_over(stage: Stage) -> None:
    """Lan's desk goes to the head of her division, who has a first list taken back."""
    case = await hold_a_step(stage, "2027-01-20 09:00", "Bổ nhiệm Trưởng phòng Kế hoạch")
    proposal = {"agency": "SNV", "giver": "snv.lan", "receiver": "snv.hoa", "reason": "Chuyển công tác"}
    for act, body in (("withdrawal", {"reason": "Chưa đủ hồ sơ kèm theo"}), ("confirmation", {})):
        proposed = await stage.do(LAN, "/hand-overs", "cases", **proposal)
        await stage.do(HOA, f"/hand-overs/{proposed['hand_over']}/{act}", "cases", **body)
    await stage.do(BINH, f"{case}/CancelCase", "cases", reason="Đơn vị rút hồ sơ")


async def leave(stage: Stage) -> None:
    """Lan goes to another department with a step in hand; the head of her division takes it up."""
    case = await hold_a_step(stage, "2027-02-01 07:45")
    await organisation.transfer(stage)
    await stage.at("2027-02-01 08:30")
    await stage.do(HOA, f"{case}/ReceiveStep", "cases", step="tiep-nhan")
    await stage.do(BINH, f"{case}/CancelCase", "cases", reason="Đơn vị đề nghị rút hồ sơ")
