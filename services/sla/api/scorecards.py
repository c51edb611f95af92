"""Scorecards over HTTP: an official sees their own, heads those of their division or agency, leaders all."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from services.sla.api.at_figure import AtFigure, Keep, Keeping, ListPart, counted, opened_list
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.api.scorecard_days import FirstDay, LastDay, Month, days_of
from services.sla.api.scorecard_scopes import Agency, Division, Held, Official, narrowed, scopes_of
from services.sla.domain.coming_back import REOPENINGS, WayBack
from services.sla.errors import DaysUnclear
from services.sla.queries import SlaQueries
from services.sla.queries.scorecard_rows import OpenedVisit, Scorecards, ScorecardUnit, cards_at
from services.sla.queries.scorecards import BY_DAY, BY_END
from services.sla.queries.visits_asked import (
    SENT_BACK_PATH,
    VISITS_PATH,
    ScorecardsAsked,
    VisitKind,
    VisitsAsked,
)
from services.sla.schemas.standing import OpenedList
from services.sla.views.visit_documents import SENT_BACK, VISITS, SentBackDocument
from shared.auth.errors import NotInAgency
from shared.http import refusals
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit
from shared.http.routing import Router

scorecards = Router(tags=["scorecards"], responses=refusals(DaysUnclear, NotInAgency, CursorUnreadable))


class OpenedVisitsAnswer(OpenedList):
    """The visits behind a figure, by the days of their ends."""

    visits: Annotated[list[OpenedVisit], Field(description="A row for each visit.")]


class SentBackAnswer(OpenedList):
    """What was sent back, refused or reopened, by the days."""

    sent_back: Annotated[list[SentBackDocument], Field(description="A row for each act.")]


@scorecards.get("/scorecards", summary="How officials, divisions, agencies or procedures did over some days")
async def list_scorecards(
    who: Reader,
    asked: TheQueries,
    application: TheApplication,
    by: ScorecardUnit = ScorecardUnit.DIVISION,
    first_day: FirstDay = None,
    last_day: LastDay = None,
    month: Month = None,
    agency: Agency = None,
    all_rows: Annotated[
        bool, Query(alias="all", description="Also of units that completed and returned nothing.")
    ] = False,
    opened: Annotated[bool, Query(alias="open", description="With the visits behind the figures.")] = False,
    keep: Keep = True,
) -> Scorecards:
    """A unit has a row for who may see all of it. Days are those of the agencies, both included.

    For fifteen minutes the lists behind its figures show the rows that were counted.
    """
    wanted = ScorecardsAsked(
        by=by,
        days=days_of(first_day, last_day, month),
        agency=agency,
        all_rows=all_rows,
        opened=opened,
        scopes=scopes_of(who, agency),
    )

    async def count(still: SlaQueries) -> Scorecards:
        return await still.cards(wanted, application.name)

    keeping = Keeping(
        whose=wanted.whose,
        rows_behind=lambda still: still.scorecards.rows_behind(wanted),
        opening_at=cards_at,
    )
    return await counted(asked, application, count, keeping if keep else None)


@scorecards.get(VISITS_PATH, summary="The visits behind a figure of a scorecard, with the events that say so")
async def list_visits(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    first_day: FirstDay = None,
    last_day: LastDay = None,
    month: Month = None,
    agency: Agency = None,
    division: Division = None,
    official: Official = None,
    procedure: str | None = None,
    held: Held = None,
    kind: Annotated[VisitKind, Query(description="Which of the completed ones.")] = VisitKind.DONE,
    at: AtFigure = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> OpenedVisitsAnswer:
    """Without a unit: of the largest that one may see."""
    wanted = narrowed(
        who,
        VisitsAsked(
            days=days_of(first_day, last_day, month),
            agency=agency,
            division=division,
            official=official,
            procedure=procedure,
            held=held,
            kind=kind,
        ),
    )
    part = ListPart(name=VISITS.name, sort=BY_END, request=request, at=at, cursor=cursor)
    page, fields = await opened_list(
        asked,
        application,
        part,
        lambda still, place, figure: still.scorecards.page(wanted, limit, place, figure),
    )
    visits = [OpenedVisit.of(one) for one in page.found]
    return OpenedVisitsAnswer(**fields, visits=visits)


@scorecards.get(SENT_BACK_PATH, summary="What units sent back, refused or opened once more")
async def list_sent_back(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    first_day: FirstDay = None,
    last_day: LastDay = None,
    month: Month = None,
    agency: Agency = None,
    division: Division = None,
    official: Official = None,
    procedure: str | None = None,
    held: Held = None,
    by_division: Annotated[
        bool | None,
        Query(description="Whether a division did it; false: the agency's head opened a case anew."),
    ] = None,
    way: Annotated[WayBack | None, Query(description="Without it: all.")] = None,
    reopenings: Annotated[
        bool, Query(description="What was opened once more alone: steps and cases.")
    ] = False,
    at: AtFigure = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> SentBackAnswer:
    """By the unit that did it, with whose work it had been; without a unit: by the largest one may see."""
    wanted = narrowed(
        who,
        VisitsAsked(
            days=days_of(first_day, last_day, month),
            agency=agency,
            division=division,
            official=official,
            procedure=procedure,
            held=held,
            by_division=by_division,
        ),
    )
    ways = [one for one in (REOPENINGS if reopenings else WayBack) if way in (None, one)]
    part = ListPart(name=SENT_BACK.name, sort=BY_DAY, request=request, at=at, cursor=cursor)
    page, fields = await opened_list(
        asked,
        application,
        part,
        lambda still, place, figure: still.scorecards.page_sent_back(wanted, ways, limit, place, figure),
    )
    return SentBackAnswer(**fields, sent_back=page.found)
