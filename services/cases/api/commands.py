"""Commands on cases: one at a time, or several cases in one request."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Request

from services.cases import errors
from services.cases.application import CasesApplication, Sequel
from services.cases.schemas import Answer, Bulk, CaseOrder, OpenCase, Order, SequelAnswer, SequelOrder
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.errors import Refusal
from shared.eventstore.records import CommandContext
from shared.http.commands import Headers, command_context
from shared.http.locations import created
from shared.http.problems import problem_of, refusals
from shared.kernel import Role

_WORKERS = (
    Role.OFFICIAL,
    Role.DIVISION_HEAD,
    Role.AGENCY_HEAD,
    Role.SYSTEM,
    Role.IMPORTER,
)
Worker = Annotated[Principal, allow(*_WORKERS)]
Importer = Annotated[Principal, allow(Role.IMPORTER, Role.SYSTEM)]


def command_routes(application: CasesApplication) -> APIRouter:
    """`POST` routes: who may is told by the rule, and decided for the case at hand by the domain."""
    router = APIRouter()

    @router.post(
        "",
        status_code=201,
        summary="Open a case",
        responses=refusals(errors.ProcedureNotInForce, errors.SubjectMissing)
        | created("/cases/{case_number}"),
    )
    async def open_case(order: OpenCase, who: Worker, headers: Headers) -> Answer:
        context = headers.context(who.id, order)
        sequel = Sequel(case_number=None, commands=[_command(order, who, order.agency, context)])
        return Answer.model_validate(await application.carry_out(sequel, context))

    @router.post(
        "/{case_number}/commands",
        summary="Give a command on a case",
        responses=refusals(errors.CaseNotOpened, errors.CaseIsSuspended),
    )
    async def give(
        case_number: str, order: CaseOrder, who: Worker, headers: Headers, agency: str | None = None
    ) -> Answer:
        context = headers.context(who.id, [case_number, order])
        commands = [_command(order, who, agency, context)]
        sequel = Sequel(case_number=case_number, commands=commands, version=headers.version)
        return Answer.model_validate(await application.carry_out(sequel, context))

    @router.post("/bulk", summary="Carry out commands on several cases, each case by itself")
    async def give_many(bulk: Bulk, who: Importer, request: Request) -> list[SequelAnswer]:
        async def one(sequel: SequelOrder) -> SequelAnswer:
            try:
                return SequelAnswer(key=sequel.key, answer=await _carry_out(application, sequel, who))
            except Refusal as refusal:
                return SequelAnswer(key=sequel.key, problem=problem_of(request, refusal))

        return list(await asyncio.gather(*map(one, bulk.sequels)))

    return router


async def _carry_out(application: CasesApplication, order: SequelOrder, who: Principal) -> Answer:
    context = command_context(who.id, order.key, order)
    orders: list[Order] = [*([order.opening] if order.opening else []), *order.orders]
    agency = order.opening.agency if order.opening else order.agency
    commands = [_command(one, who, agency, context) for one in orders]
    answer: Any = await application.carry_out(
        Sequel(case_number=order.case_number, commands=commands), context
    )
    return Answer.model_validate(answer)


def _command(order: Order, who: Principal, agency: str | None, context: CommandContext) -> Any:
    actor = who.actor(agency, order.as_division, acting_for=order.acting_for, delegable=True)
    return order.value(actor, context.recorded_at)
