"""A reader that came too late is told as behind, also when it has caught up since."""

from dataclasses import dataclass, field
from typing import Any

from shared.contracts.topics import Service
from shared.runtime.findings import Area, Findings
from tthc.operations.checks.positions import ReaderCheck
from tthc.operations.checks.waiting import Deadline


@dataclass
class Store:
    """A store whose reader takes one event each time that somebody looks."""

    takes: int
    name: Service = Service.SLA
    position_now: int = 0
    application: Any = field(init=False)

    def __post_init__(self) -> None:
        self.application = self

    async def position(self, _reader: str) -> int:
        self.position_now += self.takes
        return self.position_now

    async def end(self) -> int:
        return 10


async def found(takes: int) -> Findings:
    store: Any = Store(takes)
    check, findings = ReaderCheck(store, store, "sla|cases", last=3, horizon=10), Findings()
    await check.wait(Deadline(0))
    store.position_now = 3 - takes
    await check.compare(findings)
    return findings


async def test_in_time_it_agrees() -> None:
    assert (await found(3)).count == 0


async def test_too_late_it_is_told_where_it_stood() -> None:
    [one] = (await found(1)).disagreements
    assert (one.area, one.found) == (Area.POSITION, "2: behind")
