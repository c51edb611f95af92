"""Many clients that open cases at once in processes that are killed meanwhile, each under its own key."""

import asyncio
import json
import os
import random
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from services.cases.application.cases import CasesApplication, CommandBatch
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.deciders import DECIDERS
from services.cases.domain.directory import DIRECTORY, OfficialReplicated
from services.cases.domain.opening import OpenCase
from services.cases.domain.procedure import PROCEDURE, procedure_key
from shared.contracts.catalog.parts import Coordination
from shared.decider import Act, GivenCommand
from shared.eventstore.records import new_context
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role
from tests.faults.cases_under_fault import now
from tests.faults.invariants import Row, Violated, check_each_once, check_numbers, check_streams_whole
from tests.faults.kill_points.points import KillPoint, environment_of_points
from tests.faults.ledger import Ledger, Outcome
from tests.unit.cases.builder import AGENCY, CODE, EIGHT_HOURS, LAN, STRANGER, adopted, stage, step

#: The asked agency's procedure, and the case that asks it for as many parts as there are children.
CHILD = "SCT-01"
CHILDREN_OF = f"{AGENCY}-{now():%y%m%d}-0001"
#: The events that each command makes.
EFFECTS = {
    "OpenCase": {"NumberTaken": 1, "CaseOpened": 1},
    "ReceiveCoordination": {"CoordinationReceived": 1, "NumberTaken": 1, "CaseOpened": 1},
}
_UP_WITHIN = 30.0
_TOGETHER = 50  #: requests in one save, which has a bound


async def prepare(environment: Mapping[str, str], children: int) -> None:
    """A store that knows both procedures, and has a case with so many requests to the other agency."""
    application = CasesApplication("cases", DECIDERS, environment)
    application.start()
    try:
        await application.execute(_know)
        opened = OpenCase(agency=AGENCY, procedure=CODE, subject="Hồ sơ")
        answer: Any = await _give(application, None, [opened])
        assert answer["case_number"] == CHILDREN_OF, answer
        asks = RequestCoordination(step="tiep-nhan", question="Ý kiến?", time_limit=EIGHT_HOURS)
        for begun in range(0, children, _TOGETHER):
            await _give(application, CHILDREN_OF, [asks] * min(_TOGETHER, children - begun))
    finally:
        await application.close()


async def _give(application: CasesApplication, number: str | None, commands: Sequence[Any]) -> Any:
    given = [GivenCommand(one, Act(by=LAN, at=now(), recorded_at=now(), at_given=False)) for one in commands]
    batch = CommandBatch(case_number=number, commands=given, known_in=None)
    return await application.carry_out(batch, new_context(command_id="before/0"))


def _know(work: UnitOfWork) -> None:
    asking = replace(
        step("tiep-nhan", "VP"), coordination=Coordination(responding_agency=STRANGER.agency or "")
    )
    ours = adopted(stages=(stage("tiep-nhan", asking),))
    theirs = replace(adopted(), agency=STRANGER.agency or "", procedure=CHILD)
    for known in (ours, theirs):
        work.append(PROCEDURE, procedure_key(known.agency, known.procedure), [known])
    appointed = OfficialReplicated(
        official=LAN.id, name="Lan", divisions=("VP",), roles=(Role.OFFICIAL,), appointed_at=now()
    )
    work.append(DIRECTORY, AGENCY, [appointed])


@dataclass(slots=True)
class Openers:
    """The processes, each started again when it has died, and the clients."""

    planted: ClassVar[str] = ""  #: the bug that the processes have
    folder: Path
    environment: Mapping[str, str]
    points: Sequence[KillPoint]
    ledger: Ledger
    processes: int = 1
    deaths: int = 0
    numbers: dict[str, str] = field(default_factory=dict)  #: what each key was answered
    _running: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """They run; at the end they are killed, whatever they are at."""
        keepers = [asyncio.create_task(self._keep(one)) for one in range(self.processes)]
        try:
            yield
        finally:
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)
            for process in self._running.values():
                if process.returncode is None:
                    process.kill()
                await process.wait()

    async def open(self, clients: int, each: int, children: int) -> None:
        """So many clients open cases at once, one after the other each, some of them for a request."""
        asked = [f"k{number}" for number in range(clients * each)]
        waiting = {key: place + 1 for place, key in enumerate(asked[:: max(1, len(asked) // children)])}
        taken = {key: one for key, one in waiting.items() if one <= children}
        mine = [asked[client::clients] for client in range(clients)]
        await asyncio.gather(*(self._client(at, keys, taken) for at, keys in enumerate(mine)))

    async def _client(self, at: int, keys: Sequence[str], taken: Mapping[str, int]) -> None:
        for key in keys:
            number = await self._ask(at, key, taken.get(key))
            again = self.numbers.setdefault(key, number)
            if again != number:
                raise Violated(f"{key} was answered {again}, and again {number}")

    async def _ask(self, at: int, key: str, coordination: int | None) -> str:
        """Ask until there is an answer, each time under the same key."""
        if key not in self.numbers:
            self.ledger.asked(key, "OpenCase" if coordination is None else "ReceiveCoordination")
        async with asyncio.timeout(_UP_WITHIN):
            attempt = 0
            while True:
                asked = {"key": key, "coordination": coordination, "attempt": attempt}
                answer = await self._once((at + attempt) % self.processes, asked)
                if answer is not None and "answer" in answer:
                    if key not in self.numbers:
                        self.ledger.answered(key, Outcome.OK)
                    events = answer["answer"]["events"]
                    if events != [one for one in ("CoordinationReceived", "CaseOpened") if one in events]:
                        raise Violated(f"{key} was answered {events}")
                    return str(answer["answer"]["case_number"])
                if answer is not None and answer["status"] != 503:
                    raise Violated(f"{key} was refused: {answer['refused']}")
                attempt += 1
                await asyncio.sleep(random.uniform(0.02, 0.06))

    async def _once(self, process: int, asked: Any) -> Any:
        try:
            reader, writer = await asyncio.open_unix_connection(self._socket(process))
        except OSError:
            return None
        try:
            writer.write(json.dumps(asked).encode() + b"\n")
            line = await reader.readline()
            return json.loads(line) if line else None
        except OSError:
            return None
        finally:
            writer.close()

    async def _keep(self, number: int) -> None:
        while True:
            with (self.folder / f"log-{number}").open("ab") as log:
                process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "tests.faults.opening_process", self._socket(number)),
                    env=self._variables(),
                    stdout=log,
                    stderr=log,
                )
            self._running[number] = process
            code = await process.wait()
            if code != -9:
                raise Violated(f"it ended with {code}: {(self.folder / f'log-{number}').read_text()[-2000:]}")
            self.deaths += 1

    def _variables(self) -> dict[str, str]:
        told = environment_of_points(self.points, self.planted)
        return {**os.environ, **told, "TTHC_TEST_STORE": json.dumps(dict(self.environment))}

    def _socket(self, number: int) -> str:
        return str(self.folder / f"{number}.socket")

    def check(self, rows: list[Row]) -> None:
        """Numbers without gap or double, no case lost, none doubled by a retry."""
        check_streams_whole(rows)
        check_numbers(rows)
        own = [row for row in rows if not row.command_id.startswith("before/")]
        check_each_once(own, self.ledger.entries(), EFFECTS)
        missing = [str(point) for point in self.points if point.killed is None]
        assert not missing, f"no process came to {missing}"
        assert self.deaths >= len(self.points), "a process that was killed was started again"
