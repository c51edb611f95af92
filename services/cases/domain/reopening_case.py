"""A completed case is opened again: since its answer was sent back, or to do a step of it once more."""

from datetime import datetime, timedelta

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.directory import Directory
from services.cases.domain.known import Known
from services.cases.domain.route import Target
from services.cases.domain.visits import OPENED, opened, opened_again
from services.cases.errors.course import (
    CaseAlreadyCancelled,
    CaseNotCompleted,
    CaseNotOpened,
    ReasonMissing,
    ReopenedByItsAsker,
    ReopeningTooLate,
)
from services.cases.errors.steps import StepNeverDone, StepUnknown
from services.cases.errors.who import AgencyHeadOnly
from shared.contracts.cases.coordination import AnswerReturned
from shared.contracts.cases.course import CaseReopened
from shared.contracts.vocabulary import Code, OpenedStep, Text
from shared.decider import Act, command
from shared.working_time.dues import Pause

#: This system's policy, not law: a fault shows in the first weeks after a result; later it is a new case,
#: and figures that were reported stay as they are.
REOPENED_WITHIN = timedelta(days=30)


@command
class ReopenCase:
    """Open a completed case again at a step; by those who did it, unless others are named."""

    step: Code
    reason: Text
    division: Code | None = None
    official: Code | None = None


@CASE.decides(
    ReopenCase,
    known=Known,
    refuses=(
        CaseNotOpened,
        AgencyHeadOnly,
        CaseAlreadyCancelled,
        CaseNotCompleted,
        ReopenedByItsAsker,
        ReasonMissing,
        *rules.TIMED,
        ReopeningTooLate,
        StepUnknown,
        StepNeverDone,
        *OPENED,
    ),
)
def reopen_case(case: Case, command: ReopenCase, act: Act, known: Known) -> CaseReopened:
    """Within the set time, of which a history is free; who asked for the case reopens it by its return."""
    _check_completed(case, act)
    reason = rules.reason_of(command.reason)
    rules.check_time(act, case.agency, case.latest_at)
    assert case.latest_at is not None, "the case has ended"
    is_over = act.at - case.latest_at > REOPENED_WITHIN
    if is_over and not rules.is_of_history(act, case.agency):
        raise ReopeningTooLate(where="at", days=REOPENED_WITHIN.days, ended_at=case.latest_at)
    return CaseReopened(
        **case.named(act),
        to=_once_more(case, command, known.directory(case.agency)),
        reason=reason,
        reopened_by=act.by.name,
        reopened_at=act.at,
    )


def _check_completed(case: Case, act: Act) -> None:
    if case.phase is Phase.UNOPENED:
        raise CaseNotOpened(case_number=case.number)
    rules.check_may_lead(act.by, case)
    if case.phase is Phase.CANCELLED:
        raise CaseAlreadyCancelled
    if case.phase is not Phase.COMPLETED:
        raise CaseNotCompleted
    if case.answers is not None:
        raise ReopenedByItsAsker(agency=case.answers.agency)


def _once_more(case: Case, command: ReopenCase, directory: Directory) -> tuple[OpenedStep, ...]:
    if command.step not in case.route.steps:
        raise StepUnknown(where="step", step=command.step)
    done = case.done_by.get(command.step)
    if done is None:
        raise StepNeverDone(where="step", step=command.step)
    if command.division is None and command.official is None:
        return opened_again(case, (done,), directory)
    target = Target(step=done.step, division=command.division or done.division, official=command.official)
    return opened(case.route, case.visits_made, (target,), directory)


def reopened_at_last_step(case: Case, returned: AnswerReturned, at: datetime) -> CaseReopened:
    """By a new visit of the last step of the last stage, in the responsible division, held by nobody."""
    step = case.route.stages[-1][-1]
    again = opened(case.route, case.visits_made, (Target(step=step),), Directory())
    return CaseReopened(
        **case.named_by(returned.recorded_by),
        to=again,
        reason=returned.reason,
        grounds=None if returned.without_grounds else returned.grounds,
        reopened_by=returned.returned_by,
        reopened_at=at,
    )


@CASE.evolves(CaseReopened)
def case_reopened(case: Case, event: CaseReopened) -> None:
    """It runs; its time stood still since it ended. Nobody handed it off: nobody can refuse it."""
    case.phase = Phase.RUNNING
    if case.latest_at is not None:
        ended = Pause(start=case.latest_at, end=event.reopened_at, reason=event.reason, ended=True)
        case.pauses.append(ended)
    case.running_since = event.reopened_at
    case.visits.clear()
    for one in event.to:
        case.handed_by.pop(one.step, None)
    case.visit(event.to, event.reopened_at)
