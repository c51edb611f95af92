"""Several cases in one request, each by itself."""

import asyncio

from fastapi import Request

from services.cases.api.given import Importer, TheApplication
from services.cases.application.cases import CommandBatch
from services.cases.schemas import BulkRequest, CaseAnswer, CommandBatchAnswer, CommandBatchRequest
from shared.errors import Refusal
from shared.http.access import commanded_agencies
from shared.http.commands import command_context
from shared.http.problems import Problem, problem_of
from shared.http.routing import Router

bulk_commands = Router(prefix="/cases", tags=["cases"])


@bulk_commands.post("/bulk", summary="Carry out commands on several cases, each case by itself")
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


async def _carry_out(application: TheApplication, asked: CommandBatchRequest, who: Importer) -> CaseAnswer:
    context = command_context(who.id, asked.key, asked)
    agency = asked.opening.agency if asked.opening else asked.agency
    given = [one.given(who, agency, context) for one in asked.requests]
    batch = CommandBatch(case_number=asked.case_number, commands=given, known_in=commanded_agencies(who))
    return CaseAnswer.model_validate(await application.carry_out(batch, context))
