"""Hand-overs of desks (bàn giao): a list of open steps, confirmed by who gives and who receives."""

from dataclasses import replace

from fastapi import Request

from services.cases.api.given import TheApplication, TheQueries, Worker
from services.cases.api.handed import answered
from services.cases.application.handing_over import command_hand_over, foresee_hand_over
from services.cases.application.known_here import DELEGATED
from services.cases.domain.hand_over.confirming import ConfirmHandOver
from services.cases.domain.hand_over.proposing import ListedStep, ProposeHandOver
from services.cases.domain.hand_over.state import HAND_OVER, MOST_STEPS
from services.cases.domain.hand_over.withdrawing import WithdrawHandOver
from services.cases.queries import CaseQueries
from services.cases.schemas.hand_overs import (
    ConfirmHandOverRequest,
    HandOverAnswer,
    ProposeHandOverRequest,
    WithdrawHandOverRequest,
)
from shared.decider import GivenCommand
from shared.http.commands import Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.http.routing import Router

hand_over_commands = Router(prefix="/hand-overs", tags=["hand-overs"])
_PROPOSED = refusals(*HAND_OVER.refusals_of(ProposeHandOver), *DELEGATED)


@hand_over_commands.post(
    "",
    status_code=201,
    summary="Propose that an official's open steps go to a successor",
    responses=_PROPOSED | created("/hand-overs/{hand_over}"),
)
async def propose_hand_over(
    body: ProposeHandOverRequest,
    who: Worker,
    headers: Headers,
    request: Request,
    application: TheApplication,
    asked: TheQueries,
) -> HandOverAnswer:
    """Nothing moves until both have confirmed the list."""
    context = headers.context(who.id, body)
    given = await _with_steps(body.given(who, body.agency, context), asked)
    answer = await command_hand_over(application, None, given, context)
    return answered(answer, request)


@hand_over_commands.post(
    "/preview", summary="See what a hand-over would move; nothing is done", responses=_PROPOSED
)
async def preview_hand_over(
    body: ProposeHandOverRequest,
    who: Worker,
    headers: Headers,
    request: Request,
    application: TheApplication,
    asked: TheQueries,
) -> HandOverAnswer:
    """The list as it would be proposed."""
    context = headers.context(who.id, body)
    given = await _with_steps(body.given(who, body.agency, context), asked)
    answer = await foresee_hand_over(application, given, context)
    return answered(answer, request, preview=True)


async def _with_steps(given: GivenCommand, asked: CaseQueries) -> GivenCommand:
    """The command with every open step of the giver, where it names none."""
    command: ProposeHandOver = given.command
    if command.steps is not None or given.act.by.agency != command.agency:
        return given
    held = await asked.held_by(command.agency, command.giver, MOST_STEPS + 1)
    steps = tuple(ListedStep(case_number=case, step=step) for case, step in held)
    return replace(given, command=replace(command, steps=steps))


@hand_over_commands.post(
    "/{hand_over}/confirmation",
    summary="Confirm the list of a hand-over, as one of its two sides",
    responses=refusals(*HAND_OVER.refusals_of(ConfirmHandOver), *DELEGATED),
)
async def confirm_hand_over(
    hand_over: str,
    body: ConfirmHandOverRequest,
    who: Worker,
    headers: Headers,
    request: Request,
    application: TheApplication,
    agency: str | None = None,
) -> HandOverAnswer:
    """With the second confirmation each step goes to the receiver, or is refused by itself."""
    context = headers.context(who.id, [hand_over, body])
    given = body.given(who, agency, context)
    return answered(await command_hand_over(application, hand_over, given, context), request)


@hand_over_commands.post(
    "/{hand_over}/withdrawal",
    summary="Take a hand-over back, or don't accept it",
    responses=refusals(*HAND_OVER.refusals_of(WithdrawHandOver), *DELEGATED),
)
async def withdraw_hand_over(
    hand_over: str,
    body: WithdrawHandOverRequest,
    who: Worker,
    headers: Headers,
    request: Request,
    application: TheApplication,
    agency: str | None = None,
) -> HandOverAnswer:
    """Nothing comes of it then."""
    context = headers.context(who.id, [hand_over, body])
    given = body.given(who, agency, context)
    return answered(await command_hand_over(application, hand_over, given, context), request)
