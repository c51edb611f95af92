"""A competent leader finds that work was sent back without a fault of whoever had done it."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.objective_causes import check_competent, check_opened
from services.cases.errors.course import CaseNotOpened, ReasonMissing
from services.cases.errors.objective_causes import (
    NotCompetent,
    OwnMatter,
    ReturnClearedAlready,
    ReturnUnknown,
)
from shared.contracts.cases.objective_causes import ReturnCleared
from shared.contracts.vocabulary import Text, Whole, described
from shared.decider import Act, command


@command
class ClearReturn:
    """Say that a return was no fault of whoever had done the work, so that it doesn't count against them."""

    returned: Annotated[Whole, described("The version of the case's event that sent the work back.")]
    reason: Text


@CASE.decides(
    ClearReturn,
    refuses=(
        CaseNotOpened,
        ReturnUnknown,
        ReturnClearedAlready,
        OwnMatter,
        NotCompetent,
        ReasonMissing,
        *rules.TIMED,
    ),
)
def clear_return(case: Case, command: ClearReturn, act: Act) -> ReturnCleared:
    """By the head of the division whose work it was, or the agency's; also after the case has ended."""
    check_opened(case)
    sent = case.marks.returns.get(command.returned)
    if sent is None or not sent.visits:
        raise ReturnUnknown(where="returned", returned=command.returned)
    if sent.cleared:
        raise ReturnClearedAlready(where="returned")
    check_competent(act.by, case, sent.visits)
    reason = rules.reason_of(command.reason)
    rules.check_time(act, case.agency, sent.returned_at)
    return ReturnCleared(
        **case.named(act),
        returned=command.returned,
        reason=reason,
        cleared_by=act.by.name,
        cleared_at=act.at,
    )


@CASE.evolves(ReturnCleared)
def return_cleared(case: Case, event: ReturnCleared) -> None:
    """It counts against nobody."""
    sent = case.marks.returns.get(event.returned)
    if sent is not None:  # as of an instant a case is told without what took effect later
        sent.cleared = True
