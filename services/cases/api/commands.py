"""Commands on a case that is there: any, or each at its own address."""

from typing import Any

from services.cases.api.given import Decider, TheApplication, Worker
from services.cases.application.cases import CommandBatch
from services.cases.application.known_here import DELEGATED
from services.cases.domain.coordination.asked_side import SUPERIOR_SIDE
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.deciders import CASE
from services.cases.schemas import CASE_COMMANDS, CaseAnswer, CaseRequest
from services.cases.schemas.approvals import case_request
from shared.auth.principal import Principal
from shared.http.access import commanded_agencies
from shared.http.commands import CommandHeaders, Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.http.requests import CommandRequest
from shared.http.routing import Router

commands = Router(prefix="/cases", tags=["cases"])

#: Of a command that may open a case of the asked agency.
_MAY_OPEN = created("/cases/{child_case}", CaseAnswer)


@commands.post(
    "/{case_number}/commands",
    summary="Give a command on a case",
    responses=refusals(*CASE.refusals_of(*CASE_COMMANDS), *DELEGATED) | _MAY_OPEN,
)
async def give_command(
    case_number: str,
    body: CaseRequest,
    who: Worker,
    headers: Headers,
    application: TheApplication,
    agency: str | None = None,
) -> CaseAnswer:
    """Any command on a case; `command` says which."""
    return await _give(application, case_number, body, who, headers, agency)


def _add_command(command: type) -> None:
    """A route of its own for a command on a case."""
    decision = CASE.decisions[command]
    body_model: Any = case_request(command)
    giver: Any = Decider if command in SUPERIOR_SIDE else Worker

    @commands.post(
        f"/{{case_number}}/{decision.name}",
        summary=(command.__doc__ or "").splitlines()[0].rstrip("."),
        operation_id=decision.name,
        responses=refusals(*decision.refuses, *DELEGATED)
        | (_MAY_OPEN if command is ReceiveCoordination else {}),
    )
    async def give(
        case_number: str,
        body: body_model,
        who: giver,
        headers: Headers,
        application: TheApplication,
        agency: str | None = None,
    ) -> CaseAnswer:
        return await _give(application, case_number, body, who, headers, agency)


for _command in CASE_COMMANDS:
    _add_command(_command)


async def _give(
    application: TheApplication,
    case_number: str,
    body: CommandRequest,
    who: Principal,
    headers: CommandHeaders,
    agency: str | None,
) -> CaseAnswer:
    context = headers.context(who.id, [case_number, body])
    given = [body.given(who, agency, context)]
    batch = CommandBatch(
        case_number=case_number,
        commands=given,
        known_in=commanded_agencies(who),
        version=headers.version,
    )
    return CaseAnswer.model_validate(await application.carry_out(batch, context))
