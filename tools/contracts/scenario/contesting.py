"""The chapter on what is contested: two late visits with a claimed cause, and a return that is cleared."""

from tools.contracts.scenario.departing import hold_a_step
from tools.contracts.scenario.people import BINH, LAN, MINH
from tools.contracts.scenario.stage import Stage

_RECEIVING, _APPRAISING = "tiep-nhan", "tham-dinh"


async def contest(stage: Stage) -> None:
    """Lan is late twice; her leader finds a cause for one, and no fault in what Minh sent back."""
    case = await hold_a_step(stage, "2027-01-13 10:00", "Bổ nhiệm Trưởng phòng Tài vụ")
    await stage.at("2027-01-15 10:00")
    await stage.do(LAN, f"{case}/CompleteStep", "cases", step=_RECEIVING)
    await stage.do(LAN, f"{case}/HandOff", "cases", step=_RECEIVING)
    back = {"to": {"step": _RECEIVING}, "reason": "Thiếu bản kê khai tài sản", "grounds": "content"}
    returned = await stage.do(MINH, f"{case}/ReturnStep", "cases", step=_APPRAISING, **back)
    version = returned["version"] - len(returned["events"]) + 1
    await stage.do(LAN, f"{case}/ReceiveStep", "cases", step=_RECEIVING)
    await stage.at("2027-01-18 14:00")
    await stage.do(LAN, f"{case}/CompleteStep", "cases", step=_RECEIVING)
    causes = ("Mất kết nối trục liên thông hai ngày", "Chờ bộ phận khác cung cấp biểu mẫu")
    for visit, reason in enumerate(causes, 1):
        claim = {"step": _RECEIVING, "visit": visit, "reason": reason}
        await stage.do(LAN, f"{case}/ClaimObjectiveCause", "cases", **claim)
    await stage.at("2027-01-18 14:40")
    for visit, command in ((1, "ConfirmObjectiveCause"), (2, "RefuseObjectiveCause")):
        decision = {"step": _RECEIVING, "visit": visit, "reason": "Đã xem xét nhật ký kết nối"}
        await stage.do(BINH, f"{case}/{command}", "cases", **decision)
    cleared = {"returned": version, "reason": "Biểu mẫu cũ không yêu cầu bản kê khai"}
    await stage.do(BINH, f"{case}/ClearReturn", "cases", **cleared)
    await stage.do(BINH, f"{case}/CancelCase", "cases", reason="Đơn vị rút hồ sơ")
