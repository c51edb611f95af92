"""Whose work each completed visit was is kept, and what of it was sent back."""

from services.cases.domain.case import CASE, Case
from services.cases.domain.marks import MarkedVisit, ReturnedWork, mark_key
from shared.contracts.cases.course import CaseReopened
from shared.contracts.cases.steps import CompletionTakenBack, StepCompleted, StepReopened, StepReturned
from shared.contracts.declaring import effective_at


@CASE.notes(StepCompleted)
def note_completed(case: Case, event: StepCompleted) -> None:
    """A delegate's work is the delegate's."""
    visit = case.visits[event.step]
    done = MarkedVisit(
        step=event.step,
        number=event.visit,
        division=event.division,
        official=event.delegate or event.completed_by,
        opened_at=visit.opened_at,
        time_limit=visit.time_limit,
        ended_at=event.completed_at,
    )
    case.marks.completed[done.key] = done


@CASE.notes(CompletionTakenBack)
def note_taken_back(case: Case, event: CompletionTakenBack) -> None:
    """It was none."""
    case.marks.completed.pop(mark_key(event.step, event.visit), None)


@CASE.notes(StepReturned, StepReopened, CaseReopened)
def note_sent_back(case: Case, event: StepReturned | StepReopened | CaseReopened) -> None:
    """What had been completed of the steps that the case goes back to."""
    done = (case.marks.last_completed(one.step) for one in event.to)
    visits = tuple(one for one in done if one is not None)
    case.marks.returns[case.version] = ReturnedWork(visits, effective_at(event))
