"""A case ends with its result."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.visits import check_none_open
from services.cases.errors import MandatoryStepsRemain, MayNotCompleteCase, StepsStillOpen
from shared.contracts.cases import CaseCompleted
from shared.decider import Act, command


@command
class CompleteCase:
    """End the case with its result."""


@CASE.decides(
    CompleteCase,
    refuses=(*rules.RUNNING, MayNotCompleteCase, StepsStillOpen, MandatoryStepsRemain, *rules.TIMED),
)
def complete_case(case: Case, _command: CompleteCase, act: Act) -> CaseCompleted:
    """End the case with its result: nothing is open, and only optional steps lie ahead."""
    rules.check_running(case)
    rules.check_may_complete_case(act.by, case)
    check_none_open(case)
    remaining = case.route.mandatory_after(case.stage)
    if remaining:
        raise MandatoryStepsRemain(where=remaining[0], steps=", ".join(remaining))
    rules.check_time(act, case.agency, case.latest_at)
    return CaseCompleted(**case.named(act), completed_by=act.by.name, completed_at=act.at)


@CASE.evolves(CaseCompleted)
def case_completed(case: Case, event: CaseCompleted) -> None:
    """Nothing more can happen to the case."""
    case.phase = Phase.COMPLETED
    case.visits.clear()
    case.note_time(event.completed_at)
