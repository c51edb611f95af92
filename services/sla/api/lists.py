"""Lists of times, of cases and of steps: what is asked for, by when it is due."""

from typing import Annotated, NamedTuple

from fastapi import Query, Request

from services.sla.api.at_figure import AtFigure, at_one_position, figure_at, opened_fields
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.api.rows import Rows
from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.queries.asking import BY_DUE
from services.sla.queries.filters import ListedState, TimeFilter
from services.sla.queries.opened_lists import OpenedPage
from services.sla.schemas.clocks import (
    CaseClocksAnswer,
    ListedCaseClock,
    ListedStepClock,
    OverdueAnswer,
    StepClocksAnswer,
)
from services.sla.views.documents import CASES, STEPS, CaseClockDocument, StepClockDocument
from shared.contracts.vocabulary import Instant
from shared.http import refusals
from shared.http.access import readable_agencies
from shared.http.dues import DueAfter, DueBefore, Late, Overdue
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.routing import Router

lists = Router(tags=["clocks"], responses=refusals(CursorUnreadable))

Agency = Annotated[str | None, Query(description="Without it: all that one may see.")]
State = Annotated[ListedState | None, Query(description="`open`: running or paused. Without it: all.")]
DueSoon = Annotated[bool | None, Query(description="Open, not late, and most of its time used.")]
Division = Annotated[str | None, Query(description="The division that holds the step, or held it last.")]
Official = Annotated[str | None, Query(description="The official who holds the step, or held it last.")]
Waiting = Annotated[bool | None, Query(description="Whether the step waits for another agency's answer.")]
Held = Annotated[bool | None, Query(description="Whether an official holds the step, or held it last.")]
OpenedBefore = Annotated[Instant | None, Query(description="Opened earlier than this instant.")]
OpenedAfter = Annotated[Instant | None, Query(description="Opened at this instant or later.")]
Unreceived = Annotated[
    bool | None,
    Query(description="Not received by when it was to be, and waited for still."),
]


@lists.get("/clocks", summary="The time of cases, by when they are due")
async def list_cases(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    agency: Agency = None,
    procedure: str | None = None,
    state: State = None,
    late: Late = None,
    overdue: Overdue = None,
    due_soon: DueSoon = None,
    due_before: DueBefore = None,
    due_after: DueAfter = None,
    at: AtFigure = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> CaseClocksAnswer:
    """Cases that haven't ended and such that have; the figures on cases open into this list."""
    wanted = TimeFilter(
        agencies=readable_agencies(who, agency),
        procedure=procedure,
        state=state,
        late=late,
        overdue=overdue,
        due_soon=due_soon,
        due_before=due_before,
        due_after=due_after,
    )
    place, figure = cursor_place(cursor, CASES.name, BY_DUE), await figure_at(asked, at)

    async def look(still: SlaQueries) -> tuple[OpenedPage[CaseClockDocument], list[ListedCaseClock]]:
        page = await still.times(CASES, wanted, limit, place, figure)
        return page, await Rows(still, application).cases(page.found)

    (page, rows), standing = await at_one_position(asked, application, look)
    fields = {**page_fields(page, CASES.name, request), **opened_fields(page, standing)}
    return CaseClocksAnswer(**fields, cases=rows)


@lists.get("/steps", summary="The time of visits of steps, by when they are due")
async def list_steps(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    agency: Agency = None,
    procedure: str | None = None,
    state: State = None,
    late: Late = None,
    overdue: Overdue = None,
    due_soon: DueSoon = None,
    due_before: DueBefore = None,
    due_after: DueAfter = None,
    division: Division = None,
    official: Official = None,
    held: Held = None,
    waiting: Waiting = None,
    receipt_overdue: Unreceived = None,
    opened_before: OpenedBefore = None,
    opened_after: OpenedAfter = None,
    at: AtFigure = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> StepClocksAnswer:
    """One's own work: `?state=open&official=…`; a division's: `?state=open&division=…`."""
    wanted = TimeFilter(
        agencies=readable_agencies(who, agency),
        procedure=procedure,
        state=state,
        late=late,
        overdue=overdue,
        due_soon=due_soon,
        due_before=due_before,
        due_after=due_after,
        division=division,
        official=official,
        held=held,
        waiting=waiting,
        receipt_overdue=receipt_overdue,
        opened_before=opened_before,
        opened_after=opened_after,
    )
    answer, _ = await _steps(wanted, _Part(at, limit, cursor), request, asked, application)
    return answer


@lists.get("/overdue", summary="Open steps past their due instant, the latest first")
async def list_overdue(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    agency: Agency = None,
    division: Division = None,
    official: Official = None,
    waiting: Waiting = None,
    at: AtFigure = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> OverdueAnswer:
    """What `/steps?overdue=true` answers; what waits for another agency is counted apart."""
    agencies = readable_agencies(who, agency)
    wanted = TimeFilter(
        agencies=agencies, overdue=True, division=division, official=official, waiting=waiting
    )
    page, (held, waits) = await _steps(wanted, _Part(at, limit, cursor), request, asked, application)
    fields = {name: getattr(page, name) for name in StepClocksAnswer.model_fields}
    return OverdueAnswer(**fields, overdue_steps=held, overdue_steps_waiting=waits)


class _Part(NamedTuple):
    at: str | None
    limit: int
    cursor: str | None


_Counts = tuple[int | None, int | None]


async def _steps(
    wanted: TimeFilter, part: _Part, request: Request, asked: SlaQueries, application: SlaApplication
) -> tuple[StepClocksAnswer, _Counts]:
    """And, where what is overdue is asked for, how many of all wait for nobody, and how many do."""
    place, figure = cursor_place(part.cursor, STEPS.name, BY_DUE), await figure_at(asked, part.at)

    async def look(
        still: SlaQueries,
    ) -> tuple[OpenedPage[StepClockDocument], list[ListedStepClock], _Counts]:
        page = await still.times(STEPS, wanted, part.limit, place, figure)
        counts: _Counts = (None, None)
        if wanted.overdue and page.total is not None:
            counts = await still.overdue_steps(wanted, page.figure)
        return page, await Rows(still, application).steps(page.found), counts

    (page, rows, counts), standing = await at_one_position(asked, application, look)
    fields = {**page_fields(page, STEPS.name, request), **opened_fields(page, standing)}
    return StepClocksAnswer(**fields, steps=rows), counts
