"""The asker takes an answer, or sends it back."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Visit
from services.cases.domain.coordination.guards import (
    ASKING,
    check_answered,
    check_asking,
    check_time_of_answer,
)
from services.cases.domain.coordination.receiving import CoordinationName
from services.cases.domain.coordination_state import Coordination, CoordinationPhase
from services.cases.errors.coordination import CoordinationNotAnswered
from services.cases.errors.course import ReasonMissing
from shared.contracts.cases.coordination import AnswerAccepted, AnswerReturned
from shared.contracts.cases.steps import StepCompleted
from shared.contracts.vocabulary import Text
from shared.decider import Act, command
from shared.kernel import ReturnGrounds


@command
class AcceptAnswer:
    """Take the answer to a request."""

    coordination: CoordinationName


@CASE.decides(AcceptAnswer, refuses=(*ASKING, CoordinationNotAnswered, *rules.TIMED))
def accept(case: Case, command: AcceptAnswer, act: Act) -> list[AnswerAccepted | StepCompleted]:
    """Where the procedure says so, the step is completed with the last answer that it needs."""
    asked = check_asking(case, command.coordination, act)
    check_answered(asked)
    check_time_of_answer(act, case, asked)
    named = case.named_asked(asked, act.recorded_by)
    accepted = AnswerAccepted(**named, accepted_by=act.by.name, accepted_at=act.at)
    visit = _done_by(case, asked)
    if visit is None:
        return [accepted]
    rules.check_time_at_visit(act, case, visit)
    completed = StepCompleted(**case.named_at(visit, act), completed_by=act.by.name, completed_at=act.at)
    return [accepted, completed]


def _done_by(case: Case, asked: Coordination) -> Visit | None:
    """The visit that is completed by itself, since this answer was the last that it needed."""
    visit = case.visits.get(asked.step)
    if visit is None or not asked.goes_on_by_itself or not visit.received or visit.completed:
        return None
    others = (one for one in case.asked_by(visit) if one is not asked and one.is_pending)
    disputed = (one for one in case.asked_by(visit) if one.is_disputed)
    return None if any(others) or any(disputed) else visit


@CASE.evolves(AnswerAccepted)
def accepted(case: Case, event: AnswerAccepted) -> None:
    """The coordination is over."""
    case.touch_asked(event.coordination, event.accepted_at).phase = CoordinationPhase.ACCEPTED


@command
class ReturnAnswer:
    """Send an answer back: one is owed again."""

    coordination: CoordinationName
    reason: Text
    grounds: ReturnGrounds | None = None


@CASE.decides(ReturnAnswer, refuses=(*ASKING, CoordinationNotAnswered, ReasonMissing, *rules.TIMED))
def return_answer(case: Case, command: ReturnAnswer, act: Act) -> AnswerReturned:
    """The asked agency's completed case is reopened by it."""
    asked = check_asking(case, command.coordination, act)
    check_answered(asked)
    reason = rules.reason_of(command.reason)
    check_time_of_answer(act, case, asked)
    return AnswerReturned(
        **case.named_asked(asked, act.recorded_by),
        child_case=asked.child_case,
        reason=reason,
        grounds=(command.grounds or ReturnGrounds.OTHER).value,
        without_grounds=command.grounds is None,
        returned_by=act.by.name,
        returned_at=act.at,
    )


@CASE.evolves(AnswerReturned)
def answer_returned(case: Case, event: AnswerReturned) -> None:
    """Its time stood still since the answer, and goes on."""
    asked = case.touch_asked(event.coordination, event.returned_at)
    asked.phase = CoordinationPhase.RETURNED
    asked.times_returned += 1
    asked.go_on(event.returned_at)
