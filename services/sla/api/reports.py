"""Reports over HTTP: an agency's for its head, any and the province's for its leaders and auditors."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from services.sla.api.given import TheApplication, TheQueries
from services.sla.domain.deciders import REPORT
from services.sla.domain.reports.issuing import PROVINCE, ReissueReport
from services.sla.errors import PeriodUnclear, ReportEditionUnknown
from services.sla.reporting.keeping import Reports, WantedFile
from services.sla.reporting.making import ReportForm
from services.sla.reporting.periods import ReportPeriod
from services.sla.schemas.reports import IssuedReportsAnswer, ReportEdition, ReportEditionsAnswer
from services.sla.views.reports import REPORTS
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.contracts.vocabulary import Code
from shared.documents.query import desc
from shared.http.access import led_agencies
from shared.http.commands import Headers
from shared.http.errors import CursorUnreadable
from shared.http.language import language_of
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.problems import refusals
from shared.http.requests import request_model
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


ReissueRequest: Any = request_model(ReissueReport)
_NEWEST = (desc("last_day"),)


@reports.get("", summary="The reports that were issued", responses=refusals(CursorUnreadable))
async def list_reports(
    who: Leader,
    request: Request,
    asked: TheQueries,
    agency: Annotated[str | None, Query(description="Without it: all that one may have.")] = None,
    period: Annotated[str | None, Query(description="Without it: all.", examples=["2026-11"])] = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> IssuedReportsAnswer:
    """The latest periods first. A report is issued by the schedule, or when somebody asks for it first."""
    scopes = [agency] if agency == PROVINCE and led_agencies(who, None) is None else led_agencies(who, agency)
    page = await asked.reports.page(scopes, period, limit, cursor_place(cursor, REPORTS.name, _NEWEST))
    return IssuedReportsAnswer(**page_fields(page, REPORTS.name, request), reports=page.found)


@reports.get(
    "/{period}.{form}",
    summary="A report on a week, month, quarter or year: a workbook, CSV, or PDF",
    responses=_CONTENT | refusals(ReportEditionUnknown),
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
    edition: Annotated[
        int | None, Query(ge=1, description="Without it: the first, as the report was issued.")
    ] = None,
) -> Response:
    """`2026-W48`, `2026-11`, `2026-Q4` or `2026`; in the language of the reader.

    Of a period that is over it is issued at the first asking, and is the same bytes from then on; what is
    otherwise later stands in further editions. Of a period that goes on it is counted each time.
    """
    known, whose = ReportPeriod.parse(period), _whose(who, agency)
    wanted = WantedFile(form=form, language=language_of(request), edition=edition)
    made = await Reports(asked, application).file(whose, known, wanted)
    kept = f"-{made.edition}" if made.edition not in (None, 1) else ""
    name = f"{whose or 'tthc'}-{known.name}{kept}.{form.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=form.media_type, headers=headers)


@reports.get("/{period}", summary="The editions of a report, with what is otherwise in each")
async def show_editions(
    who: Leader, application: TheApplication, asked: TheQueries, period: str, agency: Agency = None
) -> ReportEditionsAnswer:
    """None: nobody has asked for it yet, or its period goes on."""
    known, whose = ReportPeriod.parse(period), _whose(who, agency)
    return await _editions(Reports(asked, application), whose, known)


@reports.post(
    "/{period}/ReissueReport",
    summary="Count a report again: what is otherwise by now becomes a further edition",
    operation_id=ReissueReport.__name__,
    responses=refusals(*REPORT.refusals_of(ReissueReport)),
)
async def reissue(
    who: Leader,
    headers: Headers,
    application: TheApplication,
    asked: TheQueries,
    period: str,
    body: ReissueRequest,
    agency: Agency = None,
) -> ReportEditionsAnswer:
    """Those before stay as they are; where nothing is otherwise, none is added."""
    known, whose = ReportPeriod.parse(period), _whose(who, agency)
    context = headers.context(who.id, [period, agency, body])
    given = body.given(who, whose, context, delegable=False)
    made = Reports(asked, application)
    await made.reissue(whose, known, given, context)
    return await _editions(made, whose, known)


async def _editions(made: Reports, whose: str | None, period: ReportPeriod) -> ReportEditionsAnswer:
    issued = await made.editions(whose, period)
    changes = [await made.changes(whose, period, one.edition) for one in issued]
    return ReportEditionsAnswer(
        scope=whose or PROVINCE,
        period=period.name,
        editions=[ReportEdition.of(one, change) for one, change in zip(issued, changes, strict=True)],
    )


def _whose(who: Principal, wanted: str | None) -> str | None:
    """The agency that is reported on; None: all of them. Raises `NotInAgency`."""
    led = led_agencies(who, wanted)
    if led is None:
        return None
    if len(led) != 1:
        raise NotInAgency(unit=wanted or "–")
    return led[0]
