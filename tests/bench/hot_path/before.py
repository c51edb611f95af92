"""The measurements' way into the code at the commit that they are compared with (`earlier.COMMIT`).

Frozen: it names modules, classes and fields as they stood there, and follows no renaming.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from shared.eventstore.work import Work
from tthc.issuer.tokens import DemoTokens

from services.cases import domain
from services.cases.application import CasesApplication, Sequel, adopt_procedure, note
from services.cases.domain.directory import NoteOfficial
from services.cases.domain.procedure import AdoptProcedure, ProcedureKind, Stage, Step
from shared.auth import Grant, Principal
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.application import new_context
from shared.kernel import Actor, Counting, Role, TimeLimit
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import load_settings
from tests.bench.load import STEPS

CLERK = Actor("snv.lan", "SNV", "VP", frozenset({Role.OFFICIAL}))
DAY = TimeLimit(480, Counting.WORKING_HOURS)


class EarlierDeployment:
    """See `deployment.Deployment`."""

    def __init__(self, folder: Path, services: Sequence[str]) -> None:
        self._settings = load_settings(data_dir=folder)
        resources = Resources(self._settings)
        built = [import_module(f"services.{name}.service").build(resources) for name in services]
        self._host = Host(self._settings, built)
        self._tokens = DemoTokens(self._settings)
        application = self._host.hosted[ServiceName.CASES].service.application
        assert isinstance(application, CasesApplication)
        self._application = application

    async def start(self) -> None:
        await self._host.start()
        await self._application.execute(_prepare)

    async def stop(self) -> None:
        await self._host.stop()

    async def settle(self) -> None:
        await self._host.settle()

    async def give(self, case_number: str | None, command: str, **fields: Any) -> str:
        context = new_context()
        at = context.recorded_at
        order = getattr(domain, command)(by=CLERK, at=at, recorded_at=at, **fields)
        sequel = Sequel(case_number=case_number, commands=[order])
        answer = await self._application.carry_out(sequel, context)
        return str((answer or {})["case_number"])

    def app(self) -> Any:
        return self._host.app(ServiceName.CASES, self._tokens.verifier())

    def token(self) -> str:
        return self._tokens.issue(Principal(CLERK.id, (Grant(Role.OFFICIAL, "SNV", "VP"),)))


def _prepare(work: Work) -> None:
    steps = [
        Step(code=f"S{n}", name=f"Bước {n}", division="VP", content="Xử lý", time_limit=DAY)
        for n in range(1, STEPS + 1)
    ]
    procedure = AdoptProcedure(
        agency="SNV",
        code="P01",
        edition=1,
        name="Thủ tục đo tốc độ",
        kind=ProcedureKind.INTERNAL,
        time_limit=TimeLimit(480 * STEPS, Counting.WORKING_HOURS),
        stages=tuple(Stage(code=f"G-{step.code}", name=step.name, steps=(step,)) for step in steps),
        in_force_from=date(2026, 1, 1),
        working_calendar="VN",
    )
    adopt_procedure(work, procedure)
    appointed = datetime(2026, 1, 1, tzinfo=UTC)
    official = NoteOfficial(
        official=CLERK.id, name="Lan", division="VP", role=Role.OFFICIAL, appointed_at=appointed
    )
    note(work, "SNV", official)


def deployment(folder: Path, services: Sequence[str]) -> EarlierDeployment:
    """The services on files in `folder`, not yet started."""
    return EarlierDeployment(folder, services)
