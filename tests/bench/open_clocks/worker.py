"""The sla service in a process of its own, by a watch that is set from outside."""

import asyncio
import json
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services.sla import service as sla
from services.sla.application.foreseeing import calendar_after, moves_of
from services.sla.application.sla import SlaApplication
from services.sla.domain.changing_calendar import AddHoliday
from services.sla.queries import SlaQueries
from services.sla.sweeper import Sweeper
from services.sla.views.clocks import CLOCK_VIEW
from services.sla.views.documents import STEPS
from shared.contracts.topics import Service as ServiceName
from shared.decider import Act, GivenCommand
from shared.documents.query import eq, gte
from shared.documents.reader import Reader
from shared.documents.values import instant
from shared.eventstore.records import utc_now
from shared.garbage import spare_collections
from shared.kernel import Actor, Role
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import load_settings
from tests.bench.open_clocks.patterns import FALL_DUE, NOW

_LOOKS = 50
_PAUSE_SECONDS = 0.05
_POLL_SECONDS = 0.25
_FALL_DUE_WITHIN = 600.0
#: Open cases that a preview counts together, as the route has it.
_TOGETHER = 100
_DAY_OFF = AddHoliday(day=date(2026, 4, 28), name="Nghỉ bão", source="Công điện 12")


@dataclass(slots=True)
class _Watch:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class _Service:
    """What is asked of it; each answer is plain JSON."""

    def __init__(self, host: Host, watch: _Watch) -> None:
        service = host.hosted[ServiceName.SLA].service
        assert isinstance(service.application, SlaApplication)
        assert isinstance(service.queries, SlaQueries)
        self._application, self._queries, self._watch = service.application, service.queries, watch
        self._reader = Reader(service.documents, CLOCK_VIEW)
        self._sweeper = Sweeper(service.application, service.queries, watch)

    async def answer(self, asked: str) -> dict[str, Any]:
        """`look`, `fall <clocks>`, `preview` or `memory`."""
        match asked.split():
            case ["look"]:
                return await self._look()
            case ["fall", clocks]:
                return await self._fall_due(int(clocks))
            case ["preview"]:
                return await self._preview()
            case ["memory"]:
                return {"megabytes": _peak_megabytes()}
        raise ValueError(f"nobody knows what {asked!r} is")

    async def _look(self) -> dict[str, Any]:
        """At clocks of which nothing is due; the service's own sweeper and gauges go on beside it."""
        took, cpu, found = list[float](), list[float](), 0
        for _ in range(_LOOKS):
            began, spent = time.perf_counter(), time.process_time()
            found += await self._sweeper.sweep()
            took.append((time.perf_counter() - began) * 1e3)
            cpu.append((time.process_time() - spent) * 1e3)
            await asyncio.sleep(_PAUSE_SECONDS)
        return {
            "found": found,
            "milliseconds": statistics.median(took),
            "cpu": statistics.median(cpu),
            "worst": max(took),
        }

    async def _fall_due(self, clocks: int) -> dict[str, Any]:
        """A minute passes: the service's own sweeper finds what falls due, and the read models have it."""
        wanted = clocks
        self._watch.now = NOW + FALL_DUE
        began, cpu = time.perf_counter(), time.process_time()
        while await self._overdue() < wanted:
            if time.perf_counter() - began > _FALL_DUE_WITHIN:
                raise TimeoutError(f"{await self._overdue()} overdue, not {wanted}")
            await asyncio.sleep(_POLL_SECONDS)
        return {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}

    async def _overdue(self) -> int:
        """Of those that were due after the watch began: few, so that asking again and again is cheap."""
        return await self._reader.count(STEPS.name, [eq("overdue", True), gte("due_at", instant(NOW))])

    async def _preview(self) -> dict[str, Any]:
        """Of a day off; meanwhile the service looks on."""
        began, cpu = time.perf_counter(), time.process_time()
        looks = asyncio.create_task(self._look())
        act = Act(by=Actor("bench", roles=frozenset({Role.OPERATOR})), at=utc_now(), recorded_at=utc_now())
        calendar = await calendar_after(self._application, "VN", [GivenCommand(_DAY_OFF, act)])
        cases = moves = 0
        async for places in self._queries.counted_by("VN", _TOGETHER):
            moves += len(await moves_of(self._application, [one.number for one in places], calendar))
            cases += len(places)
        took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
        return {"cases": cases, "moves": moves, **took, "worst_look": (await looks)["worst"]}


def _peak_megabytes() -> float:
    """The most memory that this process has had."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


async def serve() -> None:
    """Run until standard input ends; each line on it is answered with one, the start with the first."""
    watch = _Watch()
    settings = load_settings()
    host = Host(settings, [sla.build(Resources(settings), watch)])
    await host.start()
    service = _Service(host, watch)
    _say({"cpu": time.process_time()})
    while asked := (await asyncio.to_thread(sys.stdin.readline)).strip():
        _say(await service.answer(asked))
    await host.stop()


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)  # noqa: T201 - the parent process reads it


if __name__ == "__main__":
    spare_collections()
    asyncio.run(serve())
