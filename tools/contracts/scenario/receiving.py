"""The chapter on a receipt: nobody takes a step up in time, as it seems; it was only recorded late."""

from tools.contracts.scenario.departing import hold_a_step
from tools.contracts.scenario.people import BINH, LAN, MINH
from tools.contracts.scenario.stage import Stage

_RECEIVING, _APPRAISING = "tiep-nhan", "tham-dinh"


async def receive_late(stage: Stage) -> None:
    """A second after the next working day the sweeper tells; Minh says in the morning when he took it up."""
    case = await hold_a_step(stage, "2027-01-21 15:00", "Bổ nhiệm Phó Trưởng phòng Tài vụ")
    await stage.do(LAN, f"{case}/CompleteStep", "cases", step=_RECEIVING)
    await stage.do(LAN, f"{case}/HandOff", "cases", step=_RECEIVING)
    await stage.at("2027-01-22 17:30:01")
    await stage.at("2027-01-25 08:00")
    taken_up = {"step": _APPRAISING, "at": "2027-01-22T16:50:00+07:00"}
    await stage.do(MINH, f"{case}/ReceiveStep", "cases", **taken_up)
    await stage.do(BINH, f"{case}/CancelCase", "cases", reason="Đơn vị rút hồ sơ")
