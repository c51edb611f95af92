"""The chapters on evaluation: a month is closed by a decision, and corrected by what is decided later."""

from tools.contracts.scenario.departing import hold_a_step
from tools.contracts.scenario.people import BINH, LAN
from tools.contracts.scenario.stage import Stage

_RECEIVING, _PERIOD = "tiep-nhan", "2027-01"


async def be_late_once_more(stage: Stage) -> str:
    """Lan is late and claims a cause; the case's address."""
    case = await hold_a_step(stage, "2027-01-19 08:30", "Bổ nhiệm Phó Trưởng phòng Tài vụ")
    await stage.at("2027-01-20 08:50")
    await stage.do(LAN, f"{case}/CompleteStep", "cases", step=_RECEIVING)
    claim = {"step": _RECEIVING, "visit": 1, "reason": "Trục liên thông ngừng để nâng cấp"}
    await stage.do(LAN, f"{case}/ClaimObjectiveCause", "cases", **claim)
    await stage.do(BINH, f"{case}/CancelCase", "cases", reason="Đơn vị rút hồ sơ")
    return case


async def close_a_month(stage: Stage, case: str) -> None:
    """Her leader gives points for January, closes it, then confirms the cause: a correction beside it.

    The month's report is asked for.
    """
    await stage.at("2027-02-02 08:30")
    path = f"/evaluations/{LAN.id}"
    await stage.do(BINH, f"{path}/EnterGeneralPoints", "sla", period=_PERIOD, points="27.50")
    decision = {"decision_number": "05/QĐ-SNV", "decision_date": "2027-02-02", "signed_by": "Trần Văn Bình"}
    await stage.do(BINH, f"{path}/CloseEvaluationPeriod", "sla", period=_PERIOD, **decision)
    await stage.at("2027-02-03 14:00")
    confirmed = {"step": _RECEIVING, "visit": 1, "reason": "Đã xem xét thông báo nâng cấp"}
    await stage.do(BINH, f"{case}/ConfirmObjectiveCause", "cases", **confirmed)
    await stage.do(BINH, f"{path}/CorrectEvaluation", "sla", period=_PERIOD)
    await stage.do(BINH, f"/reports/{_PERIOD}/ReissueReport?agency=SNV", "sla")
