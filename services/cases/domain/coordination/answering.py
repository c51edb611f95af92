"""The asked agency answers: directly, or by completing its own case; or its silence answers for it."""

from datetime import datetime
from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.coordination.deadline import coordination_due
from services.cases.domain.coordination.guards import ASKED, check_asked, check_owed, check_time_of_asked
from services.cases.domain.coordination.late_answers import is_too_late, late_answer
from services.cases.domain.coordination.receiving import CoordinationName
from services.cases.domain.coordination_state import Coordination, CoordinationPhase
from services.cases.domain.documents import ENCLOSED, Documents, enclosed
from services.cases.domain.known import Known
from services.cases.domain.secrecy import check_not_secret
from services.cases.errors.coordination import AnsweredByItsCase
from shared.contracts.cases.coordination import AskedDocument, CoordinationAnswered
from shared.contracts.cases.remarks import CommentAdded
from shared.contracts.vocabulary import Text, described
from shared.decider import Act, by_itself, command
from shared.kernel import AnswerKind


@command
class AnswerCoordination:
    """Answer a request directly, where there is no case of one's own for it."""

    coordination: CoordinationName
    kind: AnswerKind
    text: Annotated[Text | None, described("The answer in words.")] = None
    documents: Documents = ()


@CASE.decides(AnswerCoordination, known=Known, refuses=(*ASKED, AnsweredByItsCase, *ENCLOSED, *rules.TIMED))
def answer(
    case: Case, command: AnswerCoordination, act: Act, known: Known
) -> CoordinationAnswered | CommentAdded:
    """Any official of the asked agency answers; where that has a case for it, its completion does.

    What it says after its silence has answered is kept as a comment; of a history that is refused.
    """
    asked = check_asked(case, command.coordination, act)
    too_late = is_too_late(asked, act.at) and not rules.is_of_history(act, asked.asked_agency)
    if not too_late:
        check_owed(asked, act.at)
    if asked.child_case is not None and not known.is_cancelled(asked.child_case):
        raise AnsweredByItsCase(where="coordination", case_number=asked.child_case)
    check_not_secret("text", command.text)
    documents = enclosed(command.documents)
    check_time_of_asked(act, asked)
    if too_late:
        return _kept(case, asked, command, documents, act)
    return CoordinationAnswered(
        **case.named_asked(asked, act.recorded_by),
        kind=command.kind.value,
        text=command.text,
        documents=documents,
        answered_by=act.by.name,
        answered_at=act.at,
    )


def _kept(
    case: Case,
    asked: Coordination,
    command: AnswerCoordination,
    documents: tuple[AskedDocument, ...],
    act: Act,
) -> CommentAdded:
    return late_answer(
        case,
        asked,
        answer=command.kind.value,
        text=command.text,
        documents=documents,
        by=act.by.name,
        at=act.at,
        recorded_by=act.recorded_by,
    )


def silence_over(
    case: Case, at: datetime, known: Known, *, in_time: bool = False
) -> list[CoordinationAnswered]:
    """What has happened by then to requests whose silence is agreement: who said nothing has agreed.

    `in_time`: somebody says something at that very instant, before which only what was due earlier is over.
    """
    if not case.is_alive:
        return []
    if case.phase is Phase.SUSPENDED and case.suspended_at is not None:
        at = min(at, case.suspended_at)
    silent = [one for one in case.coordinations.values() if one.silence_is_agreement and one.is_owed]
    dues = [(coordination_due(case, asked, known), asked) for asked in silent]
    over = [
        (due, asked)
        for due, asked in dues
        if due is not None and (due < at or (due == at and not in_time)) and not asked.was_due(due)
    ]
    return [_agreed(case, asked, due) for due, asked in sorted(over, key=lambda one: one[0])]


def _agreed(case: Case, asked: Coordination, due: datetime) -> CoordinationAnswered:
    return CoordinationAnswered(
        **case.named_asked(asked, None),
        kind=AnswerKind.AGREE.value,
        child_case=asked.child_case,
        by_silence=True,
        answered_by=by_itself(due).by.name,
        answered_at=due,
    )


@CASE.evolves(CoordinationAnswered)
def answered(case: Case, event: CoordinationAnswered) -> None:
    """It is the asker's to accept or return it."""
    asked = case.coordinations[event.coordination]
    if event.by_silence:
        asked.fall_silent(event.answered_at, case.version)
    else:
        asked.unsay_silence(event.answered_at)
        case.touch_asked(event.coordination, event.answered_at)
        asked.stop(event.answered_at)
    asked.phase = CoordinationPhase.ANSWERED
    asked.answer, asked.answered_at, asked.by_silence = event.kind, event.answered_at, event.by_silence
    asked.clarification_open = False
    asked.disagreement_level, asked.superior, asked.disagreement_decided = None, None, False
    asked.meets_at = None
