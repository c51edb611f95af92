"""An agency's period is closed by one decision: of all its officials, or of nobody."""

from typing import Annotated, Any

from services.sla.api.evaluation_scopes import check_may_read_unit
from services.sla.api.given import TheApplication, TheQueries
from services.sla.domain.deciders import EVALUATION
from services.sla.domain.evaluation.closing import CloseEvaluationPeriod
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.errors import NoPolicyInForce, OfficialsIncomplete
from services.sla.queries.evaluations import Evaluations
from services.sla.schemas.evaluations import ClosedEvaluations
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http import refusals
from shared.http.commands import Headers
from shared.http.requests import request_model
from shared.http.routing import Router
from shared.kernel import Role

Head = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.PROVINCE_LEADER)]
_DECISION: Any = request_model(CloseEvaluationPeriod)

evaluation_closing = Router(
    prefix="/agency-evaluations", tags=["evaluations"], responses=refusals(NotInAgency)
)


@evaluation_closing.post(
    "/{agency}/CloseEvaluationPeriod",
    summary="Close the period of an agency's officials by one decision",
    operation_id="CloseEvaluationPeriodOfAgency",
    responses=refusals(
        *EVALUATION.decisions[CloseEvaluationPeriod].refuses, OfficialsIncomplete, NoPolicyInForce
    ),
)
async def close_all(
    agency: str,
    body: _DECISION,
    who: Head,
    headers: Headers,
    asked: TheQueries,
    application: TheApplication,
) -> ClosedEvaluations:
    """All at once: whoever lacks points is named, and nobody's is closed.

    Who was closed before is left out, and who decides: theirs is for the level above to close.
    """
    check_may_read_unit(who, agency, None)
    context = headers.context(who.id, [agency, body])
    given = body.given(who, agency, context, delegable=False)
    period = EvaluationPeriod.parse(given.command.period)
    known = await Evaluations(asked, application).to_close(agency, period, who.id)
    return ClosedEvaluations.model_validate(await application.rate_all(given, known, context))
