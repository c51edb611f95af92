"""Reports over HTTP: an agency's for its head, any and the province's for its leaders and auditors."""

import asyncio
from typing import Annotated, Any

from fastapi import Query, Request, Response

from services.sla.api.given import TheApplication, TheQueries
from services.sla.errors import PeriodUnclear
from services.sla.reporting.making import ReportForm, report_file
from services.sla.reporting.periods import ReportPeriod
from services.sla.reporting.report import report_on
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.contracts.vocabulary import Code
from shared.http.access import led_agencies
from shared.http.language import language_of
from shared.http.problems import refusals
from shared.http.routing import Router
from shared.kernel import Role

reports = Router(prefix="/reports", tags=["scorecards"], responses=refusals(PeriodUnclear, NotInAgency))

Leader = Annotated[Principal, allow(Role.AUDITOR, Role.PROVINCE_LEADER, Role.AGENCY_HEAD)]
Agency = Annotated[
    Code | None, Query(description="Without it: the province; for who heads one agency alone, that.")
]
_CONTENT: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {one.media_type: {"schema": {"type": "string", "format": "binary"}} for one in ReportForm}
    }
}


@reports.get(
    "/{period}.{form}",
    summary="A report on a week, month, quarter or year: a workbook, CSV, or PDF",
    responses=_CONTENT,
    response_class=Response,
)
async def show_report(
    who: Leader,
    request: Request,
    application: TheApplication,
    asked: TheQueries,
    period: str,
    form: ReportForm,
    agency: Agency = None,
) -> Response:
    """`2026-W48`, `2026-11`, `2026-Q4` or `2026`; in the language of the reader."""
    known, whose = ReportPeriod.parse(period), _whose(who, agency)
    report = await report_on(asked, application.name, whose, known)
    setting = asked.setting
    content = await asyncio.to_thread(report_file, report, form, language_of(request), setting)
    name = f"{whose or 'tthc'}-{known.name}.{form.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=form.media_type, headers=headers)


def _whose(who: Principal, wanted: str | None) -> str | None:
    """The agency that is reported on; None: all of them. Raises `NotInAgency`."""
    led = led_agencies(who, wanted)
    if led is None:
        return None
    if len(led) != 1:
        raise NotInAgency(unit=wanted or "–")
    return led[0]
