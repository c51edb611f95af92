"""Buck-passing: what was passed between units without progress, with the evidence, and each unit's figure."""

from collections.abc import Collection
from typing import Annotated

from fastapi import Query, Request

from services.cases.api.given import Reader, TheQueries
from services.cases.domain.passing.detecting import BuckPassingKind
from services.cases.queries import PASSING_ORDER, PassingFilter
from services.cases.schemas import PassingFiguresAnswer, PassingsAnswer, UnitPassings
from services.cases.views.passing import PassingDocument, PassingShown
from shared.contracts.vocabulary import Instant
from shared.documents.port import Group
from shared.http.access import readable_agencies
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.problems import refusals
from shared.http.routing import Router
from shared.names.following import Named
from shared.restating import restate

passing = Router(prefix="/buck-passing", tags=["cases"])

_LIST = "buck_passing"

Agency = Annotated[str | None, Query(description="An agency that it concerns. Without it: all one may see.")]
Division = Annotated[str | None, Query(description="A division that had a part in it.")]
Kind = Annotated[str | None, Query(description="A kind, as the answers name it.")]
Since = Annotated[Instant | None, Query(description="Detected at this instant or later.")]
Before = Annotated[Instant | None, Query(description="Detected earlier than this instant.")]


@passing.get("", summary="Buck-passing, with the evidence", responses=refusals(CursorUnreadable))
async def list_buck_passing(
    who: Reader,
    request: Request,
    asked: TheQueries,
    agency: Agency = None,
    division: Division = None,
    kind: Kind = None,
    since: Since = None,
    before: Before = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> PassingsAnswer:
    """Of the agencies whose cases one may see: in their cases, or with their part in it. The latest first."""
    wanted = PassingFilter(
        agencies=readable_agencies(who, agency), division=division, kind=kind, since=since, before=before
    )
    page = await asked.passing.found(wanted, limit, cursor_place(cursor, _LIST, PASSING_ORDER))
    readable = readable_agencies(who, None)
    shown = [restate(PassingShown, one, **_hidden(one, readable)) for one in page.found]
    return PassingsAnswer(**page_fields(page, _LIST, request), buck_passing=shown)


@passing.get("/figures", summary="How often each unit had a part in buck-passing")
async def buck_passing_figures(
    who: Reader,
    asked: TheQueries,
    agency: Agency = None,
    division: Division = None,
    kind: Kind = None,
    since: Since = None,
    before: Before = None,
) -> PassingFiguresAnswer:
    """By unit and kind, the highest first; units of the agencies whose cases one may see."""
    wanted = PassingFilter(
        agencies=readable_agencies(who, agency), division=division, kind=kind, since=since, before=before
    )
    groups = await asked.passing.figures(wanted)
    divisions = [(_code(one, 0) or "", Named.DIVISION, _code(one, 1)) for one in groups]
    book = await asked.names.book(divisions)
    figures = [
        UnitPassings(
            agency=key[0],
            division=key[2],
            division_name=book.name(*key),
            kind=_code(one, 2) or "",
            count=one.count,
        )
        for one, key in zip(groups, divisions, strict=True)
    ]
    return PassingFiguresAnswer(figures=figures)


def _hidden(one: PassingDocument, readable: Collection[str] | None) -> dict[str, None]:
    """What only who reads the case reads; a circle goes through agencies that its last case didn't ask."""
    if readable is None or one.agency in readable:
        return {}
    unknown = ("case_number", "coordination") if one.kind == BuckPassingKind.CIRCLE else ()
    return dict.fromkeys(("procedure", "step", *unknown))


def _code(group: Group, place: int) -> str | None:
    value = group.values[place]
    return None if value is None else str(value)
