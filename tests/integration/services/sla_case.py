"""A case as the sla service is told of it, and the sla service with a clock that the test sets."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from services.sla import service
from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.sweeper import CalendarFollower, Sweeper
from services.sla.views.documents import ASKED, CASES, STEPS
from shared.contracts.cases.course import CaseOpened, CaseResumed, CaseSuspended
from shared.contracts.cases.facts import CaseEvent, CaseStep
from shared.contracts.cases.steps import StepAssigned, StepCompleted, StepReceived
from shared.contracts.topics import Service
from shared.contracts.vocabulary import OpenedStep, TimeLimit
from shared.kernel import Counting
from shared.messaging.consumer import Consumer
from shared.messaging.message import Message
from shared.messaging.record import LocalRecord
from tests.hosting import World, hosted
from tests.unit.working_time.calendars import hanoi

CASE = "SNV-260302-0001"
OF_CASE: dict[str, Any] = {"case_number": CASE, "agency": "SNV", "procedure": "SNV-07", "edition": 1}


def hours(amount: int) -> TimeLimit:
    return TimeLimit.of(amount * 60, Counting.WORKING_HOURS)


def opening(step: str, division: str = "VP", official: str | None = "snv.lan", visit: int = 1) -> OpenedStep:
    return OpenedStep(step=step, visit=visit, division=division, official=official, time_limit=hours(8))


def case_step(step: str, name: str) -> CaseStep:
    return CaseStep(step=step, name=name, stage=step, division="VP", time_limit=hours(8))


def opened(at: str, **more: Any) -> CaseOpened:
    values = {
        **OF_CASE,
        "subject": "Bổ nhiệm",
        "opened_by": "snv.lan",
        "opened_at": hanoi(at),
        "working_calendar": "VN",
        "time_limit": hours(24),
        "steps": (),
        "first": (opening("receive"),),
    }
    return CaseOpened(**{**values, **more})


class Sla:
    """The sla service, what the cases service tells it, and its sweeper's clock."""

    def __init__(self, world: World, time: "Time") -> None:
        self.world = world
        self._time = time
        application = world.application("sla")
        assert isinstance(application, SlaApplication)
        queries = SlaQueries(world.host.hosted[Service.SLA].service.documents)
        self._queries = queries
        self._sweeper = Sweeper(application, queries, time)
        self.follower = CalendarFollower(application, queries)

    async def open(self, at: str = "2026-03-02 07:30", case: str = CASE, **more: Any) -> None:
        """A case of 24 working hours, with one step of eight, from Monday morning."""
        await self.tell(opened(at, case_number=case, **more), at)

    async def receive(
        self, step: str, at: str, case: str = CASE, by: str = "snv.lan", official: str | None = None
    ) -> None:
        event = StepReceived(
            **{**OF_CASE, "case_number": case},
            step=step,
            visit=1,
            division="VP",
            official=official,
            received_by=by,
            received_at=hanoi(at),
        )
        await self.tell(event, at)

    async def assign(self, step: str, at: str, official: str) -> None:
        event = StepAssigned(
            **OF_CASE,
            step=step,
            visit=1,
            division="VP",
            official=official,
            assigned_by="snv.hoa",
            assigned_at=hanoi(at),
        )
        await self.tell(event, at)

    async def complete(self, step: str, at: str, visit: int = 1, case: str = CASE) -> None:
        event = StepCompleted(
            **{**OF_CASE, "case_number": case},
            step=step,
            visit=visit,
            division="VP",
            official="snv.lan",
            completed_by="snv.lan",
            completed_at=hanoi(at),
        )
        await self.tell(event, at)

    async def suspend(self, at: str) -> None:
        event = CaseSuspended(**OF_CASE, reason="Chờ", suspended_by="snv.binh", suspended_at=hanoi(at))
        await self.tell(event, at)

    async def resume(self, at: str) -> None:
        await self.tell(CaseResumed(**OF_CASE, resumed_by="snv.binh", resumed_at=hanoi(at)), at)

    async def tell(self, event: CaseEvent, at: str) -> None:
        await self.world.tell(event, event.case_number, hanoi(at))
        await self.world.settle()

    async def sweep(self, at: str) -> None:
        """Let it be so late, and the sweeper look."""
        self._time.now = hanoi(at)
        await self._sweeper.sweep()
        await self.world.settle()

    async def waiting(self, at: str) -> list[str]:
        """The cases that the sweeper would look at then for what falls due."""
        found = [
            one for kind in (STEPS, ASKED, CASES) for one in await self._queries.alarms(kind, hanoi(at), 10)
        ]
        return list(dict.fromkeys(one.body.case_number for one in found))

    async def messages(self) -> list[tuple[Consumer, Message]]:
        """All that the cases service told, as it would come once more."""
        consumer = self.world.host.hosted[Service.SLA].consumers[0]
        mapper = self.world.host.hosted[Service.CASES].mapper
        told = [mapper.to_record(event) for event in await self.world.application("cases").log(0, 100)]
        records = [LocalRecord(one.topic.value, one.event, one.told) for one in told if one is not None]
        messages = [consumer.read(record) for record in records]
        return [(consumer, one) for one in messages if isinstance(one, Message)]

    async def events(self, case: str = CASE) -> list[str]:
        """What happened to the times of the case's clock, in order; receipts and ladders are told apart."""
        apart = ("Escalation", "Receipt")
        return [name for name in await self.all_events(case) if not name.startswith(apart)]

    async def all_events(self, case: str = CASE) -> list[str]:
        """What happened to the case's clock, in order."""
        found = await self.world.application("sla").read(
            self.world.application("sla").store.events, f"clock-{case}"
        )
        return [type(one.event).__name__ for one in found]

    async def get(self, path: str, **request: Any) -> Any:
        answer = await self.world.get("sla", path, **{"as_": "auditor", **request})
        assert answer.is_success, answer.text
        return answer.json()

    async def step(self, number: int = 0) -> dict[str, Any]:
        steps: list[dict[str, Any]] = (await self.get(f"/clocks/{CASE}"))["steps"]
        return steps[number]


class Time:
    """The time as the test sets it."""

    def __init__(self) -> None:
        self.now = hanoi("2026-03-02 07:30")

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def sla_alone(folder: Path) -> AsyncIterator[Sla]:
    """The sla service; cases are stood in for."""
    time = Time()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "build", partial(service.build, now=time))
        async with hosted(folder, "sla") as world:
            yield Sla(world, time)
