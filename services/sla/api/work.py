"""My work, a division's queue, an agency's steps; and their boxes, with counts that agree with their rows."""

from enum import StrEnum
from typing import Annotated

from fastapi import Query, Request

from services.sla.api.acting import ActingFor, acting
from services.sla.api.at_figure import at_one_position
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.api.lists import Agency, State, Waiting
from services.sla.api.rows import Rows
from services.sla.api.seen import Seen, wait_until_seen
from services.sla.queries import SlaQueries
from services.sla.queries.filters import TimeFilter
from services.sla.queries.informed import INFORMED_BOX, told_agencies
from services.sla.queries.work import BY_DUE, Box, CaseBox, WorkFilter, scopes_of
from services.sla.schemas.clocks import (
    BoxAnswer,
    BoxesAnswer,
    CaseClocksAnswer,
    ListedCaseClock,
    WorkAnswer,
    WorkRow,
)
from services.sla.views.documents import CaseClockDocument, StepClockDocument
from shared.delegation import DelegationMissing
from shared.documents.reader import Page
from shared.http import refusals
from shared.http.access import readable_agencies
from shared.http.dues import DueAfter, DueBefore, Late
from shared.http.errors import CursorUnreadable, NotYetReadable
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.routing import Router

work = Router(
    prefix="/work", tags=["work"], responses=refusals(CursorUnreadable, NotYetReadable, DelegationMissing)
)


class Whose(StrEnum):
    """Which steps."""

    MINE = "mine"  #: those that one may act on
    ALL = "all"  #: those of the agencies that one may read


Holder = Annotated[str | None, Query(description="The official who holds the step.")]
Division = Annotated[str | None, Query(description="The division that holds the step.")]
Sender = Annotated[str | None, Query(description="Who handed it off, returned or reopened it.")]
InBox = Annotated[Box | None, Query(description="Without it: every open step.")]


@work.get("", summary="Steps to work on, the least time left first")
async def list_work(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    whose: Whose = Whose.MINE,
    box: InBox = None,
    agency: Agency = None,
    division: Division = None,
    holder: Holder = None,
    sender: Sender = None,
    procedure: str | None = None,
    state: State = None,
    late: Late = None,
    waiting: Waiting = None,
    due_before: DueBefore = None,
    due_after: DueAfter = None,
    seen: Seen = None,
    acting_for: ActingFor = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> WorkAnswer:
    """With what is left in working time, who holds it, who sent it, and whether it waits for an agency."""
    await wait_until_seen(seen, who, application, asked)
    person = await acting(who, acting_for, application, asked.now())
    wanted = WorkFilter(
        scopes=scopes_of(person) if whose is Whose.MINE else None,
        box=box,
        sender=sender,
        times=TimeFilter(
            agencies=readable_agencies(who, agency),
            division=division,
            official=holder,
            procedure=procedure,
            state=state,
            late=late,
            waiting=waiting,
            due_before=due_before,
            due_after=due_after,
        ),
    )
    now, name = asked.now(), f"work.{whose}.{box or 'open'}"
    place = cursor_place(cursor, name, BY_DUE)

    async def look(still: SlaQueries) -> tuple[Page[StepClockDocument], list[WorkRow]]:
        page = await still.work.steps(wanted, now, limit, place)
        return page, await Rows(still, application).work(page.found, now)

    (page, rows), standing = await at_one_position(asked, application, look)
    return WorkAnswer(**page_fields(page, name, request), **standing, work=rows)


@work.get("/boxes", summary="How much each of one's boxes holds")
async def list_boxes(
    who: Reader,
    asked: TheQueries,
    application: TheApplication,
    seen: Seen = None,
    acting_for: ActingFor = None,
) -> BoxesAnswer:
    """An open step is in the first box that fits, and in the boxes of exactly those who may act on it."""
    await wait_until_seen(seen, who, application, asked)
    person = await acting(who, acting_for, application, asked.now())

    async def count(still: SlaQueries) -> dict[str, int]:
        steps = await still.work.counts(scopes_of(person), still.now())
        cases = await still.work.case_counts(person.id, readable_agencies(who, None))
        informed = await still.informed.count(told_agencies(person))
        found = {box.value: count for box, count in (*steps.items(), *cases.items())}
        return {**found, INFORMED_BOX: informed}

    counts, standing = await at_one_position(asked, application, count)
    boxes = [BoxAnswer(box=box, count=counted) for box, counted in counts.items()]
    return BoxesAnswer(**standing, boxes=boxes)


@work.get("/cases", summary="Cases of which one completed a step")
async def list_handled_cases(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    box: CaseBox,
    acting_for: ActingFor = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> CaseClocksAnswer:
    """`handled`: they run still; `completed`: they have their result. Those that one may read still."""
    name = f"work.cases.{box}"
    person = await acting(who, acting_for, application, asked.now())
    readable, place = readable_agencies(who, None), cursor_place(cursor, name, BY_DUE)

    async def look(still: SlaQueries) -> tuple[Page[CaseClockDocument], list[ListedCaseClock]]:
        page = await still.work.cases(person.id, box, readable, limit, place)
        return page, await Rows(still, application).cases(page.found)

    (page, rows), standing = await at_one_position(asked, application, look)
    return CaseClocksAnswer(**page_fields(page, name, request), **standing, cases=rows)
