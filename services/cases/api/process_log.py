"""Cases as a log for process mining: who audits has all, an agency's head those of the agency."""

import secrets
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse

from services.cases.api.given import TheApplication, TheQueries
from services.cases.api.process_log_schema import OCEL_SCHEMA
from services.cases.domain.process.pseudonyms import Pseudonyms
from services.cases.errors.exporting import PeriodBackwards
from services.cases.exporting.files import LogForm, ProcessLog
from services.cases.exporting.selecting import CaseSelection, check_period
from shared.access_log.access import Looked
from shared.access_log.errors import AccessNotLogged
from shared.access_log.looking import Look
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.contracts.vocabulary import CalendarDay, Code
from shared.eventstore.errors import StoreUnavailable
from shared.eventstore.records import utc_now
from shared.http.access import led_agencies
from shared.http.problems import refusals
from shared.http.routing import Router
from shared.kernel import Role

process_logs = Router(
    prefix="/process-log",
    tags=["cases"],
    responses=refusals(PeriodBackwards, NotInAgency, AccessNotLogged, StoreUnavailable),
)

#: The position of the log that the file stands on.
POSITION_HEADER = "Log-Position"
_KEY_BYTES = 32

Exporter = Annotated[Principal, allow(Role.AUDITOR, Role.PROVINCE_LEADER, Role.AGENCY_HEAD)]
Agency = Annotated[
    Code | None, Query(description="The agency that has the cases now. Without it: all that one may export.")
]
Procedure = Annotated[Code | None, Query(description="The code of their procedure.")]
From = Annotated[CalendarDay | None, Query(description="Opened on this day or later.")]
To = Annotated[CalendarDay | None, Query(description="Opened on this day or earlier.")]
Names = Annotated[
    bool,
    Query(description="Whether people are called what the events call them. Without it: by pseudonyms."),
]
_SCHEMAS = {LogForm.OCEL: OCEL_SCHEMA}
_CONTENT: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {form.media_type: {"schema": _SCHEMAS.get(form, {"type": "string"})} for form in LogForm}
    }
}


@process_logs.get(
    "/cases.{form}",
    summary="Cases as a log for process mining: XES, OCEL 2.0, or a table",
    responses=_CONTENT,
    response_class=Response,
)
async def export_log(
    who: Exporter,
    request: Request,
    application: TheApplication,
    asked: TheQueries,
    form: LogForm,
    agency: Agency = None,
    procedure: Procedure = None,
    opened_from: From = None,
    opened_to: To = None,
    names: Names = False,
) -> Response:
    """At one position of the log, which `Log-Position` tells. That it is asked for is logged."""
    check_period(opened_from, opened_to)
    selection = CaseSelection(
        agencies=led_agencies(who, agency),
        procedure=procedure,
        first_day=opened_from,
        last_day=opened_to,
    )
    await Look.by(who, request).note(Looked.EXPORT, agency, asked=f"{form.value}?{request.url.query}")
    key = None if names else asked.export_key or secrets.token_bytes(_KEY_BYTES)
    log = ProcessLog(application, form, selection, Pseudonyms(key))
    opened = await log.open(utc_now())
    headers = {
        POSITION_HEADER: str(opened.position),
        "Content-Disposition": f'attachment; filename="tthc-cases.{form.suffix}"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(log.parts(), media_type=form.media_type, headers=headers)
