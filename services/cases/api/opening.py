"""To open a case."""

from services.cases.api.given import TheApplication, Worker
from services.cases.application.cases import CommandBatch
from services.cases.application.known_here import DELEGATED
from services.cases.domain.deciders import CASE
from services.cases.domain.opening import OpenCase
from services.cases.schemas import CaseAnswer, OpenCaseRequest
from shared.http.access import commanded_agencies
from shared.http.commands import Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.http.routing import Router

opening = Router(prefix="/cases", tags=["cases"])


@opening.post(
    "",
    status_code=201,
    summary="Open a case",
    responses=refusals(*CASE.refusals_of(OpenCase), *DELEGATED) | created("/cases/{case_number}"),
)
async def open_case(
    body: OpenCaseRequest, who: Worker, headers: Headers, application: TheApplication
) -> CaseAnswer:
    """Open a case under the edition in force; it gets the next number of the agency's register."""
    context = headers.context(who.id, body)
    batch = CommandBatch(
        case_number=None,
        commands=[body.given(who, body.agency, context)],
        known_in=commanded_agencies(who),
    )
    return CaseAnswer.model_validate(await application.carry_out(batch, context))
