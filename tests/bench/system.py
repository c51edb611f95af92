"""Our side: cases takes the commands, SLA clocks them, read models follow; nothing is left out."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from services.cases.application.cases import CasesApplication, CommandBatch
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.directory import DIRECTORY, OfficialReplicated
from services.cases.domain.handing_off import HandOff
from services.cases.domain.opening import OpenCase
from services.cases.domain.procedure import PROCEDURE, ProcedureReplicated, procedure_key
from services.cases.domain.receiving import ReceiveStep
from shared.contracts.catalog.parts import Coordination
from shared.contracts.catalog.procedures import Stage, Step
from shared.contracts.topics import Service as ServiceName
from shared.contracts.vocabulary import TimeLimit
from shared.decider import Act, GivenCommand
from shared.eventstore.records import Answer, new_context
from shared.eventstore.unit_of_work import UnitOfWork
from shared.garbage import spare_collections
from shared.kernel import Actor, Counting, Role
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import Settings
from tests.bench.load import STEPS

CLERK = Actor("snv.lan", "SNV", "VP", frozenset({Role.OFFICIAL}))
DAY = TimeLimit.of(480, Counting.WORKING_HOURS)
_POLL_SECONDS = 0.02
_STOP_SECONDS = 30

#: A command's class, and its fields.
Asked = tuple[type, dict[str, Any]]
COMMANDS_BY_NAME = {
    kind.__name__: kind for kind in (OpenCase, ReceiveStep, CompleteStep, HandOff, CompleteCase)
}


class Beside:
    """SLA in a process of its own (`worker`)."""

    def __init__(self, settings: Settings) -> None:
        environment = {
            "TTHC_KAFKA_BOOTSTRAP_SERVERS": settings.kafka_bootstrap_servers or "",
            "TTHC_POSTGRES_URL": settings.postgres_url or "",
            "TTHC_DATA_DIR": str(settings.data_dir / "sla"),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.worker"],
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    async def started(self) -> None:
        """Return when it consumes."""
        line = await asyncio.to_thread(self._answer)
        if line != "ready":
            raise RuntimeError(f"the sla process said {line!r}")

    async def settled(self) -> float:
        """Return when it says so twice with nothing new between; when it said so first, by `perf_counter`."""
        before, at = "", 0.0
        while True:
            line, now = await asyncio.to_thread(self.ask, "?"), time.perf_counter()
            if line.startswith("1") and line == before:
                return at
            before, at = line, now
            await asyncio.sleep(_POLL_SECONDS)

    def stop(self) -> None:
        """End it, in order if it does so in time."""
        try:
            self._process.communicate("", timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def ask(self, question: str) -> str:
        """Its answer to one line, see `worker`."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class System:
    """Services in this process; where there is Kafka only cases, and SLA in a process of its own."""

    def __init__(self, settings: Settings, services: Sequence[str] = ("cases", "sla")) -> None:
        spare_collections()  # as every process of the system does
        self.beside = Beside(settings) if settings.kafka_bootstrap_servers else None
        resources = Resources(settings)
        here = services if self.beside is None else ("cases",)
        built = [import_module(f"services.{name}.service").build(resources) for name in here]
        self.settings = settings
        self.host = Host(settings, built)
        application = self.host.hosted[ServiceName.CASES].service.application
        assert isinstance(application, CasesApplication)
        self.application = application

    async def prepare(self) -> None:
        """The cases service's own copy of a procedure of six steps, and of who works there."""
        await self.application.execute(_prepare)

    async def settled(self) -> float:
        """Return when everything is published, clocked and in the read models; since when, by `perf_counter`.

        It is found settled twice with nothing new between, and the first time counts.
        """
        before, at = list[int](), 0.0
        while True:
            progress = [await hosted.progress() for hosted in self.host.hosted.values()]
            lasts, now = [one["last"] for one in progress], time.perf_counter()
            if all(one["settled"] for one in progress) and lasts == before:
                break
            before, at = lasts, now
            await asyncio.sleep(_POLL_SECONDS)
        return at if self.beside is None else max(at, await self.beside.settled())

    async def drive(self, number: int) -> None:
        """Work one case from beginning to end, each command when the one before is durable."""
        case = await self.open_case(number)
        for place in range(1, STEPS + 1):
            for asked in _step(place):
                await self.give(case, asked)
        await self.give(case, (CompleteCase, {}))

    async def drive_whole_steps(self, number: int) -> None:
        """The same, but that a step is received, completed and handed off in one request, all or nothing."""
        case = await self.open_case(number)
        for place in range(1, STEPS + 1):
            await self.give(case, *_step(place))
        await self.give(case, (CompleteCase, {}))

    async def open_case(self, number: int, procedure: str = "P01") -> str:
        """Open a case; its number."""
        return await self.give(
            None, (OpenCase, {"agency": "SNV", "procedure": procedure, "subject": f"Hồ sơ {number}"})
        )

    async def give(self, case_number: str | None, *asked: Asked, by: Actor = CLERK) -> str:
        """Give commands on a case that are carried out together; its number, once they are durable.

        Where another case was opened for what it asks, that one's.
        """
        context = new_context()
        act = Act(by=by, at=context.recorded_at, recorded_at=context.recorded_at)
        commands = [GivenCommand(kind(**fields), act) for kind, fields in asked]
        answer: Answer = await self.application.carry_out(
            CommandBatch(case_number=case_number, commands=commands, known_in=None), context
        )
        told = answer or {}
        return str(told.get("child_case") or told["case_number"])


def _step(place: int) -> list[Asked]:
    """The commands of one step; from the last step nothing is handed off."""
    kinds: tuple[type, ...] = (ReceiveStep, CompleteStep, HandOff)
    return [(kind, {"step": f"S{place}"}) for kind in kinds[: 3 if place < STEPS else 2]]


def _prepare(work: UnitOfWork) -> Answer:
    know_procedure(work, CLERK, "P01", STEPS)
    know_official(work, CLERK)
    return None


def know_procedure(
    work: UnitOfWork,
    of: Actor,
    procedure: str,
    steps: int,
    asks: Coordination | None = None,
    *,
    limit: TimeLimit = DAY,
    calendar: str = "VN",
) -> None:
    """The service's own copy of a procedure of this official's division.

    `asks`: what each step asks for; `limit`: of each step, by this calendar.
    """
    stages = [
        Stage(
            code=f"G-S{n}",
            name=f"Bước {n}",
            steps=(
                Step(
                    code=f"S{n}",
                    name=f"Bước {n}",
                    division=of.division or "",
                    content="Xử lý",
                    time_limit=limit,
                    coordination=asks,
                ),
            ),
        )
        for n in range(1, steps + 1)
    ]
    known = ProcedureReplicated(
        agency=of.agency or "",
        procedure=procedure,
        edition=1,
        name="Thủ tục đo tốc độ",
        kind="coordinated" if asks else "internal",
        time_limit=TimeLimit.of(480 * steps, Counting.WORKING_HOURS),
        stages=tuple(stages),
        in_force_from=date(2026, 1, 1),
        working_calendar=calendar,
    )
    work.append(PROCEDURE, procedure_key(known.agency, known.procedure), [known])


def know_official(work: UnitOfWork, official: Actor) -> None:
    """And of who works there."""
    appointed = OfficialReplicated(
        official=official.id,
        name="Lan",
        divisions=(official.division or "",),
        roles=(Role.OFFICIAL,),
        appointed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    work.append(DIRECTORY, official.agency or "", [appointed])


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[System]:
    """The system, started."""
    system = System(settings)
    await system.host.start()
    try:
        if system.beside is not None:
            await system.beside.started()
        await system.prepare()
        yield system
    finally:
        if system.beside is not None:
            system.beside.stop()
        await system.host.stop()
