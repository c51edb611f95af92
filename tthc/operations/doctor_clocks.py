"""Looks whether the services' clocks agree with each other and with this machine's, and are believed."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

from shared.client.errors import ServiceRefused
from shared.deployment import PUBLISHERS
from shared.errors import Refusal, Text
from tthc.operations.access import Operator
from tthc.operations.finding import Finding, Verdict

_SKEW_WARNING, _SKEW_FAILURE = 2.0, 30.0
_WITHIN = 5.0
_ACCEPT = Text(
    "kiểm tra giờ máy chủ (NTP); nếu giờ mới đúng: tthc clock accept",
    "check the server's time (NTP); if the new time is right: tthc clock accept",
)
_NTP = Text(
    "hãy cho các máy lấy giờ từ cùng máy chủ (NTP)",
    "let the machines take their time from the same servers (NTP)",
)


class Clocks:
    """The services' clocks, as they are asked one after the other."""

    def __init__(self, operator: Operator) -> None:
        self._operator = operator
        self._ahead: dict[str, float] = {}  #: of this machine, in seconds

    async def examine(self, service: str) -> AsyncIterator[Finding]:
        """What is wrong with a service's time, if anything is."""
        if service not in PUBLISHERS:
            return
        name = f"{service} clock"
        began = datetime.now(UTC)
        try:
            told: dict[str, Any] = await self._operator.ask(service, "GET", "/clock", within=_WITHIN)
        except (Refusal, ServiceRefused) as refusal:
            text = Text("không hỏi được giờ của dịch vụ", f"can't be asked for its time: {refusal}")
            yield Finding(name, Verdict.WARNING, text)
            return
        between = began + (datetime.now(UTC) - began) / 2
        self._ahead[service] = (datetime.fromisoformat(told["now"]) - between).total_seconds()
        jumped, ahead = told["jumped_seconds"], told["store_ahead_seconds"]
        for found in (_unbelieved(name, jumped), _store_ahead(name, ahead)):
            if found is not None:
                yield found

    def compared(self) -> Iterator[Finding]:
        """How far the clocks of all and this machine's are apart; nothing where none was asked."""
        if not self._ahead:
            return
        times = {**self._ahead, "tthc": 0.0}
        first, last = min(times, key=times.__getitem__), max(times, key=times.__getitem__)
        apart = times[last] - times[first]
        text = Text(
            f"{last} nhanh hơn {first} {apart:.1f} giây", f"{last} is ahead of {first} by {apart:.1f} s"
        )
        if apart < _SKEW_WARNING:
            yield Finding("clocks", Verdict.OK, text)
            return
        verdict = Verdict.WARNING if apart < _SKEW_FAILURE else Verdict.FAILURE
        yield Finding("clocks", verdict, text, _NTP)


def _unbelieved(name: str, jumped: float) -> Finding | None:
    if not jumped:
        return None
    text = Text(
        f"đồng hồ bị chỉnh {jumped:+.0f} giây trong khi chạy; dịch vụ tạm ngừng nhận lệnh",
        f"its clock was set by {jumped:+.0f} s while it ran; it takes no commands",
    )
    return Finding(name, Verdict.FAILURE, text, _ACCEPT)


def _store_ahead(name: str, ahead: float) -> Finding | None:
    if not ahead:
        return None
    text = Text(
        f"kho sự kiện có thời điểm ghi nhận sớm hơn hiện tại {ahead:.0f} giây",
        f"its store has an event that was recorded {ahead:.0f} s ahead of now",
    )
    todo = Text("xem docs/runbook/store-ahead-of-clock.md", "see docs/runbook/store-ahead-of-clock.md")
    return Finding(name, Verdict.WARNING, text, todo)
