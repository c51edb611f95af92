"""How a visit came about that isn't a step's first: who sent it back, why, and whose work is redone."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from services.sla.domain.clock import Clock
from services.sla.domain.following import ChangeContext
from services.sla.domain.measured import RedoneVisit, SentBack
from shared.contracts.cases.course import CaseReopened
from shared.contracts.cases.facts import StepEvent
from shared.contracts.vocabulary import OpenedStep


class WayBack(StrEnum):
    """How a visit is sent back."""

    RETURNED = "returned"
    REFUSED = "refused"  #: "not ours"
    REOPENED = "reopened"  #: a completed step of a running case
    CASE_REOPENED = "case_reopened"
    ANSWER_RETURNED = "answer_returned"  #: the asker sent the answer back that the case had given


#: What opens work once more that had been done.
REOPENINGS = (WayBack.REOPENED, WayBack.CASE_REOPENED)


def from_visit(
    clock: Clock,
    event: StepEvent,
    way: WayBack,
    given: tuple[str, datetime],
    context: ChangeContext,
    grounds: str | None = None,
) -> SentBack:
    """From a visit of the case, by its division. `given`: by whom it counts for, and when."""
    by, at = given
    return SentBack(
        way=way.value,
        at=at,
        day=context.calendar.local_day(at),
        agency=clock.agency,
        procedure=clock.procedure,
        step=event.step,
        visit=event.visit,
        division=event.division,
        official=event.delegate or by,
        grounds=grounds,
    )


def after_end(clock: Clock, event: CaseReopened, context: ChangeContext) -> SentBack:
    """Of a case that had its result: by its own head, or by who had asked for it."""
    way = WayBack.ANSWER_RETURNED if clock.answers else WayBack.CASE_REOPENED
    return SentBack(
        way=way.value,
        at=event.reopened_at,
        day=context.calendar.local_day(event.reopened_at),
        agency=clock.agency,
        procedure=clock.procedure,
        official=event.reopened_by,
        grounds=event.grounds,
    )


def with_redone(clock: Clock, opened: OpenedStep, back: SentBack) -> SentBack:
    """With the completed visit whose step is done once more."""
    before = clock.completed_visit(opened.step)
    if before is None:
        return back
    redone = RedoneVisit(
        step=before.step,
        visit=before.number,
        agency=before.agency,
        division=before.division,
        official=before.completed_by,
    )
    return replace(back, redone=redone)
