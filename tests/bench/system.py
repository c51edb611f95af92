"""Our side: cases takes the commands, SLA clocks them, read models follow; nothing is left out."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

from services.cases import service as cases
from services.cases.application import CasesApplication, CommandBatch
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.directory import DIRECTORY, OfficialReplicated
from services.cases.domain.handing_off import HandOff
from services.cases.domain.opening import OpenCase
from services.cases.domain.procedure import PROCEDURE, ProcedureReplicated, procedure_key
from services.cases.domain.receiving import ReceiveStep
from services.sla import service as sla
from shared.contracts.catalog.procedures import Stage, Step
from shared.contracts.vocabulary import TimeLimit
from shared.decider import Act, GivenCommand
from shared.eventstore.application import new_context
from shared.eventstore.pending_command import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Counting, Role
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import Settings
from tests.bench.load import STEPS

CLERK = Actor("snv.lan", "SNV", "VP", frozenset({Role.OFFICIAL}))
DAY = TimeLimit.of(480, Counting.WORKING_HOURS)


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

    async def started(self) -> None:
        """Return when it consumes."""
        line = await asyncio.to_thread(self._answer)
        if line != "ready":
            raise RuntimeError(f"the sla process said {line!r}")

    async def settled(self) -> None:
        """Return when it says so twice with nothing new between."""
        before = ""
        while True:
            line = await asyncio.to_thread(self._ask)
            if line.startswith("1") and line == before:
                return
            before = line
            await asyncio.sleep(0.05)

    def stop(self) -> None:
        """End it."""
        self._process.communicate("", timeout=30)

    def _ask(self) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write("?\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class System:
    """The cases service in this process; SLA beside it, or in a process of its own where there is Kafka."""

    def __init__(self, settings: Settings) -> None:
        resources = Resources(settings)
        services = [cases.build(resources)]
        if settings.kafka_bootstrap_servers is None:
            services.append(sla.build(resources))
        self.settings = settings
        self.host = Host(settings, services)
        application = services[0].application
        assert isinstance(application, CasesApplication)
        self.application = application
        self.beside = Beside(settings) if settings.kafka_bootstrap_servers else None

    async def prepare(self) -> None:
        """The cases service's own copy of a procedure of six steps, and of who works there."""
        await self.application.execute(_prepare)

    async def settled(self) -> None:
        """Return when everything is published, clocked and in the read models."""
        await self.host.settle()
        if self.beside is not None:
            await self.beside.settled()

    async def drive(self, number: int) -> None:
        """Work one case from beginning to end, each command when the one before is durable."""
        opened = await self._give(None, OpenCase, agency="SNV", procedure="P01", subject=f"Hồ sơ {number}")
        case_number = str((opened or {})["case_number"])
        for place in range(1, STEPS + 1):
            step = f"S{place}"
            await self._give(case_number, ReceiveStep, step=step)
            await self._give(case_number, CompleteStep, step=step)
            if place < STEPS:
                await self._give(case_number, HandOff, step=step)
        await self._give(case_number, CompleteCase)

    async def _give(self, case_number: str | None, command: type, **fields: Any) -> Answer:
        context = new_context()
        at = context.recorded_at
        given = GivenCommand(command(**fields), Act(by=CLERK, at=at, recorded_at=at))
        batch = CommandBatch(case_number=case_number, commands=[given])
        return await self.application.carry_out(batch, context)


def _prepare(work: UnitOfWork) -> Answer:
    steps = [
        Step(code=f"S{n}", name=f"Bước {n}", division="VP", content="Xử lý", time_limit=DAY)
        for n in range(1, STEPS + 1)
    ]
    stages = tuple(Stage(code=f"G-{step.code}", name=step.name, steps=(step,)) for step in steps)
    known = ProcedureReplicated(
        agency="SNV",
        procedure="P01",
        edition=1,
        name="Thủ tục đo tốc độ",
        kind="internal",
        time_limit=TimeLimit.of(480 * STEPS, Counting.WORKING_HOURS),
        stages=stages,
        in_force_from=date(2026, 1, 1),
        working_calendar="VN",
    )
    work.append(PROCEDURE, procedure_key(known.agency, known.procedure), [known])
    appointed = OfficialReplicated(
        official=CLERK.id,
        name="Lan",
        divisions=("VP",),
        roles=(Role.OFFICIAL,),
        appointed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    work.append(DIRECTORY, "SNV", [appointed])
    return None


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
