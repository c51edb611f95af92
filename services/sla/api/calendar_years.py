"""A year of a calendar, to look at and to print."""

from functools import partial
from typing import Annotated

from fastapi import Path, Request, Response

from services.sla.api.calendars import OfAgency, calendar_for
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.errors import UnknownCalendar
from services.sla.printing.year_pdf import year_pdf
from shared.http import language_of, refusals
from shared.http.routing import Router
from shared.kernel import FIRST_YEAR, LAST_YEAR
from shared.printing.beside import make_paper
from shared.working_time.errors import CalendarEnds
from shared.working_time.year_shown import YearShown, year_of

Year = Annotated[int, Path(ge=FIRST_YEAR, le=LAST_YEAR, description="The year.")]
_REFUSALS = refusals(UnknownCalendar, CalendarEnds)

calendar_years = Router(prefix="/calendars", tags=["calendars"])


@calendar_years.get(
    "/{code}/years/{year}.pdf",
    summary="A year of a calendar, printed on A4",
    response_class=Response,
    responses=_REFUSALS | {200: {"content": {"application/pdf": {}}, "description": "The file."}},
)
async def print_year(
    code: str,
    year: Year,
    _: Reader,
    request: Request,
    application: TheApplication,
    asked: TheQueries,
    agency: OfAgency = None,
) -> Response:
    """In the reader's language: the months with their days off marked, and why each is off."""
    calendar, version = await calendar_for(application, code, agency)
    make = partial(year_pdf, year_of(calendar, year, version), language_of(request), asked.setting)
    file = await make_paper(make)
    headers = {"Content-Disposition": f'attachment; filename="lich-lam-viec-{year}.pdf"'}
    return Response(file, media_type="application/pdf", headers=headers)


@calendar_years.get("/{code}/years/{year}", summary="A year of a calendar, day by day", responses=_REFUSALS)
async def show_year(
    code: str, year: Year, _: Reader, application: TheApplication, agency: OfAgency = None
) -> YearShown:
    """Each day with its hours, and where it isn't as every week, why."""
    calendar, version = await calendar_for(application, code, agency)
    return year_of(calendar, year, version)
