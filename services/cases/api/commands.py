"""Commands on cases: one at a time, or several cases in one request."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from services.cases.application import CasesApplication, CommandBatch
from services.cases.domain.deciders import CASE
from services.cases.domain.opening import OpenCase
from services.cases.errors import DelegationUnitUnclear
from services.cases.schemas import (
    CASE_COMMANDS,
    BulkRequest,
    CaseAnswer,
    CaseRequest,
    CommandBatchAnswer,
    CommandBatchRequest,
    OpenCaseRequest,
)
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.delegation import DelegationMissing
from shared.errors import Refusal
from shared.http.commands import CommandHeaders, Headers, command_context
from shared.http.injected import the_application
from shared.http.locations import created
from shared.http.problems import Problem, problem_of, refusals
from shared.http.requests import CommandRequest, request_model
from shared.kernel import Role

_WORKERS = (Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD, Role.SYSTEM, Role.IMPORTER)
Worker = Annotated[Principal, allow(*_WORKERS)]
Importer = Annotated[Principal, allow(Role.IMPORTER, Role.SYSTEM)]
TheApplication = Annotated[CasesApplication, Depends(the_application)]
#: How whoever acts for another may be refused, whatever the command.
DELEGATED = (DelegationMissing, DelegationUnitUnclear)

commands = APIRouter(prefix="/cases", tags=["cases"])


@commands.post(
    "",
    status_code=201,
    summary="Open a case",
    responses=refusals(*CASE.decisions[OpenCase].refuses, *DELEGATED) | created("/cases/{case_number}"),
)
async def open_case(
    body: OpenCaseRequest, who: Worker, headers: Headers, application: TheApplication
) -> CaseAnswer:
    """Open a case under the edition in force; it gets the next number of the agency's register."""
    context = headers.context(who.id, body)
    batch = CommandBatch(case_number=None, commands=[body.given(who, body.agency, context)])
    return CaseAnswer.model_validate(await application.carry_out(batch, context))


@commands.post(
    "/{case_number}/commands",
    summary="Give a command on a case",
    responses=refusals(
        *(refusal for command in CASE_COMMANDS for refusal in CASE.decisions[command].refuses), *DELEGATED
    ),
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
    body_model: Any = request_model(command)

    @commands.post(
        f"/{{case_number}}/{decision.name}",
        summary=(command.__doc__ or "").splitlines()[0].rstrip("."),
        operation_id=decision.name,
        responses=refusals(*decision.refuses, *DELEGATED),
    )
    async def give(
        case_number: str,
        body: body_model,
        who: Worker,
        headers: Headers,
        application: TheApplication,
        agency: str | None = None,
    ) -> CaseAnswer:
        return await _give(application, case_number, body, who, headers, agency)


for _command in CASE_COMMANDS:
    _add_command(_command)


async def _give(
    application: CasesApplication,
    case_number: str,
    body: CommandRequest,
    who: Principal,
    headers: CommandHeaders,
    agency: str | None,
) -> CaseAnswer:
    context = headers.context(who.id, [case_number, body])
    given = [body.given(who, agency, context)]
    batch = CommandBatch(case_number=case_number, commands=given, version=headers.version)
    return CaseAnswer.model_validate(await application.carry_out(batch, context))


@commands.post("/bulk", summary="Carry out commands on several cases, each case by itself")
async def give_many(
    bulk: BulkRequest, who: Importer, request: Request, application: TheApplication
) -> list[CommandBatchAnswer]:
    """Each batch has a key of its own, under which it is carried out once."""

    async def one(batch: CommandBatchRequest) -> CommandBatchAnswer:
        try:
            return CommandBatchAnswer(key=batch.key, answer=await _carry_out(application, batch, who))
        except Refusal as refusal:
            problem = Problem.model_validate(problem_of(request, refusal))
            return CommandBatchAnswer(key=batch.key, problem=problem)

    return list(await asyncio.gather(*map(one, bulk.sequels)))


async def _carry_out(application: CasesApplication, asked: CommandBatchRequest, who: Principal) -> CaseAnswer:
    context = command_context(who.id, asked.key, asked)
    agency = asked.opening.agency if asked.opening else asked.agency
    given = [one.given(who, agency, context) for one in asked.requests]
    batch = CommandBatch(case_number=asked.case_number, commands=given)
    return CaseAnswer.model_validate(await application.carry_out(batch, context))
