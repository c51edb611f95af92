"""What is entered and decided of evaluations, and which policies are adopted."""

from typing import Annotated, Any

from services.sla.api.given import TheApplication, TheQueries
from services.sla.domain.deciders import EVALUATION, EVALUATION_POLICY
from services.sla.domain.evaluation.closing import CloseEvaluationPeriod, CorrectEvaluation
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.errors import NoPolicyInForce, PolicyFieldWrong, UnknownOfficial
from services.sla.queries.evaluations import Evaluations
from services.sla.schemas.evaluations import EvaluationVersion
from services.sla.views.staff import StaffDocument
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http import refusals
from shared.http.commands import Headers
from shared.http.requests import request_model
from shared.http.routing import Router
from shared.kernel import Role

Leader = Annotated[Principal, allow(Role.DIVISION_HEAD, Role.AGENCY_HEAD, Role.PROVINCE_LEADER)]
#: What is decided upon the result as it is.
_UPON_RESULT = (CloseEvaluationPeriod, CorrectEvaluation)

evaluation_commands = Router(tags=["evaluations"], responses=refusals(NotInAgency))


def _add_command(command: type) -> None:
    """A route of its own for what is entered or decided of an official."""
    decision = EVALUATION.decisions[command]
    body_model: Any = request_model(command)

    @evaluation_commands.post(
        f"/evaluations/{{official}}/{decision.name}",
        summary=(command.__doc__ or "").splitlines()[0].rstrip("."),
        operation_id=decision.name,
        responses=refusals(*decision.refuses, UnknownOfficial, NoPolicyInForce),
    )
    async def give(
        official: str,
        body: body_model,
        who: Leader,
        headers: Headers,
        asked: TheQueries,
        application: TheApplication,
    ) -> EvaluationVersion:
        context = headers.context(who.id, [official, body])
        agency = _agency(who, official, await asked.evidence.placed(official))
        given = body.given(who, agency, context, delegable=False)
        known = await Evaluations(asked, application).known(
            official,
            EvaluationPeriod.parse(given.command.period),
            agency,
            with_result=isinstance(given.command, _UPON_RESULT),
        )
        answer = await application.rate(official, given, known, context, headers.version)
        return EvaluationVersion.model_validate(answer)


def _agency(who: Principal, official: str, placed: list[StaffDocument]) -> str:
    """The agency in which somebody leads the official, else where that one works. Raises `NotInAgency`."""
    own = [one.agency for one in placed if one.agency in who.agencies]
    if own:
        return own[0]
    if not any(one.agency is None and one.role is Role.PROVINCE_LEADER for one in who.grants):
        raise NotInAgency(unit=official)
    if not placed:
        raise UnknownOfficial(where="official", official=official)
    return placed[0].agency


for _command in EVALUATION.commands:
    _add_command(_command)


def _add_policy_command(command: type) -> None:
    """A route of its own for what is decided of policies."""
    decision = EVALUATION_POLICY.decisions[command]
    body_model: Any = request_model(command)

    @evaluation_commands.post(
        f"/evaluation-policies/{{scope}}/{decision.name}",
        summary=(command.__doc__ or "").splitlines()[0].rstrip("."),
        operation_id=decision.name,
        responses=refusals(*decision.refuses, PolicyFieldWrong),
    )
    async def give(
        scope: str, body: body_model, who: Leader, headers: Headers, application: TheApplication
    ) -> EvaluationVersion:
        context = headers.context(who.id, [scope, body])
        agency = scope if scope in who.agencies else None
        given = body.given(who, agency, context, delegable=False)
        answer = await application.decide_policy(scope, given, context, headers.version)
        return EvaluationVersion.model_validate(answer)


for _command in EVALUATION_POLICY.commands:
    _add_policy_command(_command)
