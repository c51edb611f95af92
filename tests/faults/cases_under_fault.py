"""The cases service's application on PostgreSQL, with commands that a ledger witnesses."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from services.cases.application.cases import CasesApplication, CommandBatch
from services.cases.domain.deciders import DECIDERS
from services.cases.domain.directory import DIRECTORY, OfficialReplicated
from services.cases.domain.opening import OpenCase
from services.cases.domain.procedure import PROCEDURE, procedure_key
from services.cases.domain.suspending import ResumeCase, SuspendCase
from shared.decider import Act, GivenCommand
from shared.eventstore.environment import postgres_environment
from shared.eventstore.records import new_context
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Role
from shared.messaging.dead_letters import DEAD_LETTER
from shared.messaging.sequencing import INBOX
from tests.faults.invariants import Violated, stored_events
from tests.faults.ledger import Ledger
from tests.unit.cases.builder import BINH, LAN, adopted

#: The events that each command makes.
EFFECTS = {
    "OpenCase": {"NumberTaken": 1, "CaseOpened": 1},
    "SuspendCase": {"CaseSuspended": 1},
    "ResumeCase": {"CaseResumed": 1},
}
_ALL = (*DECIDERS, DEAD_LETTER, INBOX)


def environment_at(url: str) -> dict[str, str]:
    """The store's settings for the very database that an URL names."""
    return {**postgres_environment(url, "cases"), "POSTGRES_DBNAME": url.rpartition("/")[2]}


@asynccontextmanager
async def cases_at(environment: Mapping[str, str], **options: Any) -> AsyncIterator[CasesApplication]:
    """A started application that knows the sample procedure."""
    application = CasesApplication("cases", _ALL, environment, **options)
    application.start()
    try:
        await application.execute(_prepare)
        yield application
    finally:
        await application.close()


def _prepare(work: UnitOfWork) -> None:
    known = adopted(working_calendar="VN")
    key = procedure_key(known.agency, known.procedure)
    if not work.version(PROCEDURE, key):
        work.append(PROCEDURE, key, [known])
    appointed = OfficialReplicated(
        official=LAN.id, name="Lan", divisions=("VP",), roles=(Role.OFFICIAL,), appointed_at=now()
    )
    work.append(DIRECTORY, "SNV", [appointed])


def now() -> datetime:
    """The present, where the sample procedure is in force."""
    return max(datetime.now(UTC), datetime(2026, 12, 7, 1, tzinfo=UTC))


class Clients:
    """Give commands, with and without keys, and write down what they are told."""

    def __init__(self, application: CasesApplication, ledger: Ledger) -> None:
        self.application = application
        self.ledger = ledger
        self.numbers: list[str] = []
        self._count = 0

    async def open(self, keyed: bool) -> Any:
        """Open a case."""
        command = OpenCase(agency="SNV", procedure="SNV-07", subject="Bổ nhiệm")
        return await self._give(command, LAN, None, keyed)

    async def move(self, number: str, suspended: bool, keyed: bool = True) -> Any:
        """Suspend a running case, resume a suspended one."""
        command = ResumeCase() if suspended else SuspendCase(reason="chờ bổ sung")
        return await self._give(command, BINH, number, keyed)

    async def _give(self, command: Any, by: Actor, number: str | None, keyed: bool) -> Any:
        self._count += 1
        given = GivenCommand(command, Act(by=by, at=now(), recorded_at=now()))
        key, name, give_up = f"k{self._count}", type(command).__name__, time.monotonic() + 20
        for attempt in range(100):
            context = new_context(command_id=f"{key}/{attempt}", idempotency_key=key if keyed else None)
            batch = CommandBatch(case_number=number, commands=[given], known_in=None)
            answer = await self.ledger.witness(key, name, self.application.carry_out(batch, context))
            if not keyed or getattr(answer, "status", 0) != 503 or time.monotonic() > give_up:
                return answer
            await asyncio.sleep(0.1)  # as Retry-After asks, but sooner
        return None

    async def each_case_accepts_its_next(self, url: str) -> None:
        """Every case in the store takes the command that is its turn, also where the process has a cache."""
        rows = [row for row in stored_events(url, "cases") if row.stream.startswith("case-")]
        suspended = {row.stream.removeprefix("case-"): row.topic == "CaseSuspended" for row in rows}
        moves = [self.move(number, yes) for number, yes in suspended.items()]
        for number, answer in zip(suspended, await asyncio.gather(*moves), strict=True):
            if isinstance(answer, Exception):
                raise Violated(f"case {number} does not accept its next command: {answer!r}")
