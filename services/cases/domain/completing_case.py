"""A case ends with its result."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.coordination.guards import check_nothing_pending
from services.cases.domain.visits import check_needed_done, closed_visits
from services.cases.errors.coordination import AnswersNobody, CoordinationPending
from services.cases.errors.course import MandatoryStepsRemain
from services.cases.errors.steps import StepsStillOpen
from services.cases.errors.who import MayNotCompleteCase
from shared.contracts.cases.course import CaseCompleted
from shared.contracts.vocabulary import SINCE, Text, described
from shared.decider import Act, command
from shared.kernel import AnswerKind


@command
class CompleteCase:
    """End the case with its result."""

    answer: Annotated[
        AnswerKind | None,
        described("Of a case that another agency asked for; without it: `result_delivered`."),
        SINCE,
    ] = None
    answer_text: Annotated[Text | None, described("The answer in words."), SINCE] = None


@CASE.decides(
    CompleteCase,
    refuses=(
        *rules.RUNNING,
        MayNotCompleteCase,
        StepsStillOpen,
        CoordinationPending,
        MandatoryStepsRemain,
        AnswersNobody,
        *rules.TIMED,
    ),
)
def complete_case(case: Case, command: CompleteCase, act: Act) -> CaseCompleted:
    """End the case with its result: what its stage needs is done, and only optional steps lie ahead."""
    rules.check_running(case)
    rules.check_may_complete_case(act.by, case)
    check_needed_done(case)
    check_nothing_pending(case, case.visits.values())
    remaining = case.route.mandatory_after(case.stage)
    if remaining:
        raise MandatoryStepsRemain(where=remaining[0], steps=", ".join(remaining))
    if command.answer is not None and case.answers is None:
        raise AnswersNobody(where="answer")
    rules.check_time(act, case.agency, case.latest_at)
    return CaseCompleted(
        **case.named(act),
        answer=_answer(case, command),
        answer_text=command.answer_text,
        closed=closed_visits(case),
        completed_by=act.by.name,
        completed_at=act.at,
    )


def _answer(case: Case, command: CompleteCase) -> str | None:
    if case.answers is None:
        return None
    return (command.answer or AnswerKind.RESULT_DELIVERED).value


@CASE.evolves(CaseCompleted)
def case_completed(case: Case, event: CaseCompleted) -> None:
    """The case may be reopened; else nothing more can happen to it."""
    case.phase, case.extension_asked_at = Phase.COMPLETED, None
    case.visits.clear()
    case.note_time(event.completed_at)
