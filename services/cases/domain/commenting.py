"""Somebody comments on a case: that it was said is told, what was said is read by right."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.errors.remarks import CommentMissing
from services.cases.errors.who import MayNotRemark
from shared.contracts.cases.remarks import CommentAdded
from shared.contracts.vocabulary import Text
from shared.decider import Act, command
from shared.kernel import legible


@command
class AddComment:
    """Comment on a case, also while it is suspended."""

    text: Text


@CASE.decides(AddComment, refuses=(*rules.ALIVE, MayNotRemark, CommentMissing, *rules.TIMED))
def comment(case: Case, command: AddComment, act: Act) -> CommentAdded:
    """Everybody who works for the case's agency may."""
    rules.check_alive(case)
    rules.check_may_remark(act.by, case)
    text = command.text.strip()
    if not legible(text):
        raise CommentMissing(where="text")
    rules.check_time_of_remark(act, case)
    return CommentAdded(**case.named(act), text=text, commented_by=act.by.name, commented_at=act.at)


@CASE.evolves(CommentAdded)
def commented(_case: Case, _event: CommentAdded) -> None:
    """Nothing builds on it."""
