"""Trees over two agencies: each step of the root is one that asks another agency, and waits for its case.

A *round trip*: the step is received and the other agency asked; that opens a case of its own, works its one
step and completes the case, which is the answer; the answer is accepted, which completes the step, and the
parent goes on to the next. Four requests, each durable before the next begins, over two streams.
"""

from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.coordination.accepting import AcceptAnswer
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.handing_off import HandOff
from services.cases.domain.receiving import ReceiveStep
from shared.contracts.catalog.parts import Coordination
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, AnswerKind, Role
from tests.bench.load import STEPS
from tests.bench.system import CLERK, DAY, Asked, System, know_official, know_procedure

ASKED = Actor("stc.mai", "STC", "TC", frozenset({Role.OFFICIAL}))
_ASKS = Coordination(
    responding_agency="STC",
    responding_procedure="T01",
    answers=(AnswerKind.AGREE.value,),
    goes_on_by_itself=True,
    time_limit=DAY,
)


class Trees:
    """Works trees in a system: six round trips each, one after the other."""

    def __init__(self, system: System) -> None:
        self._system = system

    async def prepare(self) -> None:
        """The copies of both agencies' procedures, and who works at the asked one."""
        await self._system.application.execute(_prepare)

    async def drive(self, number: int) -> None:
        """Work one tree from beginning to end."""
        root = await self._system.open_case(number, "P02")
        for place in range(1, STEPS + 1):
            await self._round_trip(root, place)
        await self._system.give(root, (CompleteCase, {}))

    async def _round_trip(self, root: str, place: int) -> None:
        give, step = self._system.give, {"step": f"S{place}"}
        await give(root, (ReceiveStep, step), (RequestCoordination, {**step, "question": "Ý kiến?"}))
        taken: Asked = (ReceiveCoordination, {"coordination": place, "opens_case": True})
        child = await give(root, taken, by=ASKED)
        own = {"step": "S1"}
        answered: Asked = (CompleteCase, {"answer": AnswerKind.AGREE})
        await give(child, (ReceiveStep, own), (CompleteStep, own), answered, by=ASKED)
        goes_on: list[Asked] = [(AcceptAnswer, {"coordination": place})]
        if place < STEPS:
            goes_on.append((HandOff, step))
        await give(root, *goes_on)


def _prepare(work: UnitOfWork) -> Answer:
    know_procedure(work, CLERK, "P02", STEPS, _ASKS)
    know_procedure(work, ASKED, "T01", 1)
    know_official(work, ASKED)
    return None
