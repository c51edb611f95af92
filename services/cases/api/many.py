"""Many cases at once: assigned, handed on or otherwise commanded, each by itself; first as a preview."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import Request

from services.cases.api.given import TheApplication, Worker
from services.cases.application.cases import CasesApplication, CommandBatch
from services.cases.application.previewing import Foreseen
from services.cases.schemas import CaseAnswer
from services.cases.schemas.many import ManyAnswer, ManyRequest, OneOfMany, ResultOfMany
from shared.auth.principal import Principal
from shared.errors import Refusal
from shared.eventstore.records import CommandContext
from shared.http.access import commanded_agencies
from shared.http.commands import CommandHeaders, Headers, command_context
from shared.http.problems import Problem, problem_of
from shared.http.routing import Router

many_commands = Router(prefix="/cases", tags=["cases"])


@many_commands.post("/many", summary="Give commands on many cases, each by itself, or see what they would do")
async def command_many(
    body: ManyRequest,
    who: Worker,
    headers: Headers,
    request: Request,
    application: TheApplication,
    agency: str | None = None,
) -> ManyAnswer:
    """Each has a key made from the request's: given again, each is answered as before, done or not."""
    asked = [_asked(one, who, agency, _context(headers, who, place, one)) for place, one in _placed(body)]
    found = await (_foresee if body.preview else _carry_out)(application, asked)
    results = [_result(request, one, outcome) for one, outcome in zip(body.commands, found, strict=True)]
    refused = sum(one.problem is not None for one in results)
    return ManyAnswer(preview=body.preview, done=len(results) - refused, refused=refused, results=results)


def _placed(body: ManyRequest) -> Iterator[tuple[int, OneOfMany]]:
    yield from enumerate(body.commands, 1)


def _context(headers: CommandHeaders, who: Principal, place: int, one: OneOfMany) -> CommandContext:
    key = f"{headers.key}/{place}" if headers.key is not None else None
    return command_context(who.id, key, [one.case_number, one.command])


#: A batch of one command with its context; or why it can't even be given.
_Asked = tuple[CommandBatch, CommandContext] | Refusal


def _asked(one: OneOfMany, who: Principal, agency: str | None, context: CommandContext) -> _Asked:
    try:
        given = one.command.given(who, agency, context)
    except Refusal as refusal:
        return refusal
    batch = CommandBatch(
        case_number=one.case_number,
        commands=[given],
        known_in=commanded_agencies(who),
        version=one.version,
    )
    return batch, context


async def _foresee(application: CasesApplication, asked: Sequence[_Asked]) -> list[Foreseen]:
    foreseen = iter(await application.foresee([one for one in asked if not isinstance(one, Refusal)]))
    return [one if isinstance(one, Refusal) else next(foreseen) for one in asked]


async def _carry_out(application: CasesApplication, asked: Sequence[_Asked]) -> list[Foreseen]:
    async def one(given: _Asked) -> Foreseen:
        if isinstance(given, Refusal):
            return given
        try:
            return await application.carry_out(*given)
        except Refusal as refusal:
            return refusal

    return list(await asyncio.gather(*map(one, asked)))


def _result(request: Request, one: OneOfMany, outcome: Foreseen) -> ResultOfMany:
    told: dict[str, Any] = {"case_number": one.case_number}
    if isinstance(outcome, Refusal):
        return ResultOfMany(**told, problem=Problem.model_validate(problem_of(request, outcome)))
    return ResultOfMany(**told, answer=CaseAnswer.model_validate(outcome))
