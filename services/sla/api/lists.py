"""Lists of times, of cases and of steps: what is asked for, by when it is due."""

from typing import Annotated

from fastapi import Query, Request

from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.api.rows import Rows
from services.sla.queries.asking import BY_DUE
from services.sla.queries.filters import ListedState, TimeFilter
from services.sla.schemas.clocks import CaseClocksAnswer, OverdueAnswer, StepClocksAnswer
from services.sla.views.documents import CASES, STEPS
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
    page = await asked.times(CASES, wanted, limit, cursor_place(cursor, CASES.name, BY_DUE))
    rows = await Rows(asked, application).cases(page.found)
    return CaseClocksAnswer(**page_fields(page, CASES.name, request), cases=rows)


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
    )
    return await _steps(wanted, limit, cursor, request, asked, application)


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
    limit: Limit = 50,
    cursor: CursorText = None,
) -> OverdueAnswer:
    """What `/steps?overdue=true` answers; what waits for another agency is counted apart."""
    agencies = readable_agencies(who, agency)
    wanted = TimeFilter(
        agencies=agencies, overdue=True, division=division, official=official, waiting=waiting
    )
    page = await _steps(wanted, limit, cursor, request, asked, application)
    held, waits = await asked.overdue_steps(wanted) if page.total is not None else (None, None)
    fields = {name: getattr(page, name) for name in StepClocksAnswer.model_fields}
    return OverdueAnswer(**fields, overdue_steps=held, overdue_steps_waiting=waits)


async def _steps(
    wanted: TimeFilter,
    limit: int,
    cursor: str | None,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
) -> StepClocksAnswer:
    page = await asked.times(STEPS, wanted, limit, cursor_place(cursor, STEPS.name, BY_DUE))
    rows = await Rows(asked, application).steps(page.found)
    return StepClocksAnswer(**page_fields(page, STEPS.name, request), steps=rows)
