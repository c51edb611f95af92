"""An official who leaves a desk, or who leads there, proposes what goes to whom."""

from collections.abc import Iterator
from typing import Annotated, Protocol

from services.cases.domain.case import Case, Visit
from services.cases.domain.directory import BELONGS, Directory, check_belongs
from services.cases.domain.hand_over.guards import confirmation, side_of
from services.cases.domain.hand_over.state import (
    HAND_OVER,
    MOST_STEPS,
    HandOver,
    HandOverConfirmed,
    HandOverPhase,
)
from services.cases.domain.rules import reason_of
from services.cases.errors.course import ReasonMissing
from services.cases.errors.hand_over import (
    HandOverToOneself,
    MayNotHandOver,
    NotHeldByGiver,
    NothingToHandOver,
    StepListedTwice,
    TooManyToHandOver,
)
from shared.contracts.hand_overs import HandedStep, HandOverProposed
from shared.contracts.vocabulary import Code, Text, described
from shared.decider import Act, command
from shared.kernel import Actor, Role


@command
class ListedStep:
    """A step on the list."""

    case_number: Code
    step: Code


@command
class ProposeHandOver:
    """Propose that open steps of an official go to a successor; both confirm the list."""

    agency: Code
    giver: Annotated[Code, described("The official who holds the steps.")]
    receiver: Annotated[Code, described("The official who is to hold them, of each step's division.")]
    reason: Text
    steps: Annotated[
        tuple[ListedStep, ...] | None,
        described("Without it: every open step that the giver holds, as the lists show it."),
    ] = None


class KnownCases(Protocol):
    """The service's cases and its copies of what other services tell, read when they are asked for."""

    @property
    def hand_over(self) -> str:
        """The name of the hand-over that is proposed."""

    def directory(self, agency: str) -> Directory:
        """The agency's divisions and officials."""

    def case(self, number: str) -> Case:
        """A case as it stands."""


@HAND_OVER.decides(
    ProposeHandOver,
    known=KnownCases,
    refuses=(
        MayNotHandOver,
        HandOverToOneself,
        ReasonMissing,
        NothingToHandOver,
        TooManyToHandOver,
        StepListedTwice,
        NotHeldByGiver,
        *BELONGS,
    ),
)
def propose(
    _hand_over: HandOver, command: ProposeHandOver, act: Act, known: KnownCases
) -> list[HandOverProposed | HandOverConfirmed]:
    """Each step is open, and the giver's; its division is the receiver's as well.

    A side that proposes the list stands by it.
    """
    if command.giver == command.receiver:
        raise HandOverToOneself(where="receiver")
    if act.by.agency != command.agency:
        raise MayNotHandOver(where="giver", official=command.giver)
    reason = reason_of(command.reason)
    steps = tuple(_listed(command, known))
    _check_may_propose(act.by, command.giver, steps)
    for one in steps:
        check_belongs(known.directory(command.agency), command.receiver, one.division)
    proposed = HandOverProposed(
        hand_over=known.hand_over,
        agency=command.agency,
        giver=command.giver,
        receiver=command.receiver,
        reason=reason,
        steps=steps,
        proposed_by=act.by.name,
        proposed_at=act.recorded_at,
        recorded_by=act.recorded_by,
    )
    side = side_of(command.giver, command.receiver, act.by)
    return [proposed, confirmation(side, act)] if side is not None else [proposed]


def _listed(command: ProposeHandOver, known: KnownCases) -> Iterator[HandedStep]:
    listed = command.steps or ()
    if not listed:
        raise NothingToHandOver(where="steps", official=command.giver)
    if len(listed) > MOST_STEPS:
        raise TooManyToHandOver(where="steps", most=MOST_STEPS)
    seen: set[ListedStep] = set()
    for one in listed:
        if one in seen:
            raise StepListedTwice(where=one.step, case_number=one.case_number, step=one.step)
        seen.add(one)
        visit = held_by(known.case(one.case_number), command.agency, one.step, command.giver)
        if visit is None:
            raise NotHeldByGiver(
                where=one.step, case_number=one.case_number, step=one.step, official=command.giver
            )
        yield HandedStep(
            case_number=one.case_number, step=one.step, visit=visit.number, division=visit.division
        )


def held_by(case: Case, agency: str, step: str, official: str) -> Visit | None:
    """The open visit of the step, if the official holds it in a case of the agency."""
    visit = case.visits.get(step) if case.agency == agency else None
    return visit if visit is not None and visit.official == official and not visit.completed else None


def _check_may_propose(by: Actor, giver: str, steps: tuple[HandedStep, ...]) -> None:
    """The giver; the head of the agency; the head of the division that holds all of it."""
    heads = Role.DIVISION_HEAD in by.roles and {one.division for one in steps} == {by.division}
    gives = by.name == giver and by.has(Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD)
    if not (gives or heads or Role.AGENCY_HEAD in by.roles):
        raise MayNotHandOver(where="giver", official=giver)


@HAND_OVER.evolves(HandOverProposed)
def proposed(hand_over: HandOver, event: HandOverProposed) -> None:
    """It waits for both."""
    hand_over.phase = HandOverPhase.PROPOSED
    hand_over.agency = event.agency
    hand_over.giver, hand_over.receiver = event.giver, event.receiver
    hand_over.proposed_by, hand_over.steps = event.proposed_by, event.steps
