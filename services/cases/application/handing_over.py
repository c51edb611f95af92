"""Hand-overs of a desk: proposed, confirmed by both sides, and then carried out in the same save."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from services.cases.application.known_here import KnownHere
from services.cases.application.previewing import foresee
from services.cases.application.recording import let_time_pass_in, record
from services.cases.domain.case import CASE, Case
from services.cases.domain.hand_over.proposing import ProposeHandOver
from services.cases.domain.hand_over.reassigning import reassigned
from services.cases.domain.hand_over.state import HAND_OVER, HandedResult, HandOver, HandOverCarriedOut
from shared.contracts.hand_overs import HandedStep
from shared.decider import Act, GivenCommand
from shared.errors import Language, Refusal
from shared.eventstore.application import Application
from shared.eventstore.records import Answer, CommandContext
from shared.eventstore.unit_of_work import UnitOfWork
from shared.restating import restate


@dataclass(slots=True)
class KnownAtDesk(KnownHere):
    """What decisions on a hand-over ask."""

    hand_over: str = ""

    def case(self, number: str) -> Case:
        """A case as it stands."""
        return self.work.state(CASE, number)


async def command_hand_over(
    application: Application, name: str | None, given: GivenCommand, context: CommandContext
) -> Answer:
    """Carry out a command on a hand-over; answers it with its steps, and what became of them.

    `name`: None for one that is proposed.
    """
    return await application.execute(partial(_decide, name=name, given=given), context)


async def foresee_hand_over(application: Application, given: GivenCommand, context: CommandContext) -> Answer:
    """What a proposal would be; nothing is done. Raises what would refuse it."""
    (foreseen,) = await foresee(application, [(partial(_decide, name=None, given=given), context)])
    if isinstance(foreseen, Refusal):
        raise foreseen
    return foreseen


def _decide(work: UnitOfWork, name: str | None, given: GivenCommand) -> Answer:
    """Carry out a command on a hand-over; once both sides have confirmed it, what they agreed on."""
    name = name or _next_name(work, given.command)
    known = KnownAtDesk(work, hand_over=name)
    act = known.of_delegate(given.act)
    events = HAND_OVER.decide(work.state(HAND_OVER, name), given.command, act, known)
    work.append(HAND_OVER, name, events, correlation=name)
    hand_over = work.state(HAND_OVER, name)
    results: tuple[HandedResult, ...] = ()
    if hand_over.is_agreed:
        results = tuple(_hand(work, one, hand_over, act) for one in hand_over.steps)
        done = HandOverCarriedOut(results=results, carried_out_at=act.recorded_at)
        work.append(HAND_OVER, name, [done], correlation=name)
    return _answer(work, name, hand_over, results)


def _next_name(work: UnitOfWork, proposal: ProposeHandOver) -> str:
    """`SNV-snv.lan-2` is the second of that giver."""
    number = 1
    while work.version(HAND_OVER, f"{proposal.agency}-{proposal.giver}-{number}"):
        number += 1
    return f"{proposal.agency}-{proposal.giver}-{number}"


def _hand(work: UnitOfWork, handed: HandedStep, hand_over: HandOver, act: Act) -> HandedResult:
    result = restate(HandedResult, handed)
    let_time_pass_in(work, handed.case_number, act.recorded_at)
    case, directory = work.state(CASE, handed.case_number), KnownHere(work).directory(hand_over.agency)
    try:
        event = reassigned(case, handed, hand_over, act, directory)
    except Refusal as refusal:
        vi, en = refusal.message(Language.VI), refusal.message(Language.EN)
        return replace(result, refused_as=refusal.code, vi=vi, en=en)
    record(work, handed.case_number, [event])
    return result


def _answer(work: UnitOfWork, name: str, hand_over: HandOver, results: tuple[HandedResult, ...]) -> Answer:
    steps: list[dict[str, Any]] = [
        {"case_number": one.case_number, "step": one.step, "visit": one.visit} for one in hand_over.steps
    ]
    for step, result in zip(steps, results, strict=False):
        step |= {"refused_as": result.refused_as, "vi": result.vi, "en": result.en}
    return {
        "hand_over": name,
        "version": work.version(HAND_OVER, name),
        "phase": hand_over.phase.value,
        "steps": steps,
    }
