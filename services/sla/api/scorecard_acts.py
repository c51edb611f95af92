"""The acts behind figures of scorecards: whose completed work was sent back, and what was passed on."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from services.sla.api.at_figure import AtFigure, ListPart, opened_list
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.api.scorecard_days import FirstDay, LastDay, Month, days_of
from services.sla.api.scorecard_scopes import Agency, Division, Held, Official, narrowed
from services.sla.errors import DaysUnclear
from services.sla.queries.scorecards import BY_DAY
from services.sla.queries.visits_asked import PASSED_PATH, REDONE_PATH, VisitsAsked
from services.sla.schemas.standing import OpenedList
from services.sla.views.visit_documents import PASSED, REDONE, PassedDocument, RedoneWorkDocument
from shared.auth.errors import NotInAgency
from shared.http import refusals
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit
from shared.http.routing import Router

scorecard_acts = Router(tags=["scorecards"], responses=refusals(DaysUnclear, NotInAgency, CursorUnreadable))


class RedoneAnswer(OpenedList):
    """Completed work that is done once more, by the days on which it was sent back."""

    redone: Annotated[list[RedoneWorkDocument], Field(description="A row for each completed visit.")]


class PassedAnswer(OpenedList):
    """What units passed on without progress, by the days."""

    passed: Annotated[list[PassedDocument], Field(description="A row for each unit's part.")]


@scorecard_acts.get(REDONE_PATH, summary="Whose completed work was sent back or opened once more")
async def list_redone(
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
    cleared: Annotated[
        bool | None, Query(description="Whether a leader found it no fault of whoever had done it.")
    ] = None,
    at: AtFigure = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> RedoneAnswer:
    """By the unit that had completed it; without a unit: of the largest that one may see."""
    wanted = narrowed(
        who,
        VisitsAsked(
            days=days_of(first_day, last_day, month),
            agency=agency,
            division=division,
            official=official,
            procedure=procedure,
            held=held,
        ),
    )
    part = ListPart(name=REDONE.name, sort=BY_DAY, request=request, at=at, cursor=cursor)
    page, fields = await opened_list(
        asked,
        application,
        part,
        lambda still, place, figure: still.scorecards.page_redone(wanted, cleared, limit, place, figure),
    )
    return RedoneAnswer(**fields, redone=page.found)


@scorecard_acts.get(PASSED_PATH, summary="What units passed on without progress")
async def list_passed(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    first_day: FirstDay = None,
    last_day: LastDay = None,
    month: Month = None,
    agency: Agency = None,
    division: Division = None,
    procedure: str | None = None,
    by_division: Annotated[
        bool | None, Query(description="Whether a division did it; false: the agency's head.")
    ] = None,
    at: AtFigure = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> PassedAnswer:
    """With the ids of the events that show it; without a unit: of the largest that one may see."""
    wanted = narrowed(
        who,
        VisitsAsked(
            days=days_of(first_day, last_day, month),
            agency=agency,
            division=division,
            procedure=procedure,
            by_division=by_division,
        ),
    )
    part = ListPart(name=PASSED.name, sort=BY_DAY, request=request, at=at, cursor=cursor)
    page, fields = await opened_list(
        asked,
        application,
        part,
        lambda still, place, figure: still.scorecards.page_passed(wanted, limit, place, figure),
    )
    return PassedAnswer(**fields, passed=page.found)
