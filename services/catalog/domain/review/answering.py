"""The agency answers a comment on its draft: it accepts it, or declines it with a reason."""

from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.draft_events import ProcedureRevised
from services.catalog.domain.edition.filling import REVISED, revised
from services.catalog.domain.procedure.naming import Content, check_content
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.review import (
    CommentAlreadyAnswered,
    CommentNotFound,
    DeclinedWithoutReason,
    DeclinedWithRevision,
)
from shared.contracts.catalog.reviews import CommentAnswered, CommentMade
from shared.contracts.vocabulary import described
from shared.decider import Act, command


@command
class AnswerComment:
    """Accept a comment, with the revision that it leads to if there is one; or decline it with a reason."""

    agency: str
    edition: int
    comment: int
    accepted: bool
    reason: Content = ""
    revision: Annotated[
        Procedure | None,
        described("The procedure as it reads after an accepted comment; the round must be closed."),
    ] = None


@CATALOGUE.decides(
    AnswerComment,
    refuses=(
        *rules.PREPARER,
        *rules.EDITABLE,
        CommentNotFound,
        CommentAlreadyAnswered,
        *REVISED,
        DeclinedWithoutReason,
        DeclinedWithRevision,
        *rules.EDITOR,
    ),
)
def answer(state: Catalogue, command: AnswerComment, act: Act) -> list[ProcedureRevised | CommentAnswered]:
    """Answer one comment; a revision that comes with it is written into the draft."""
    rules.check_preparer(command.agency, act)
    made = _unanswered(state, command)
    check_content(command.reason, "reason")
    if not command.accepted and not command.reason.strip():
        raise DeclinedWithoutReason(where="reason")
    if not command.accepted and command.revision is not None:
        raise DeclinedWithRevision(where="revision")
    answered = CommentAnswered(
        **rules.named(command, act),
        comment=command.comment,
        accepted=command.accepted,
        reason=command.reason.strip(),
        reviewing_agency=made.reviewing_agency,
        answered_by=act.by.name,
        answered_at=act.at,
    )
    return [*_revision(state, command, act), answered]


def _unanswered(state: Catalogue, command: AnswerComment) -> CommentMade:
    rules.check_draft(state, command)
    made = state.review.comments.get(command.comment)
    if made is None:
        raise CommentNotFound(where="comment", comment=command.comment)
    if command.comment in state.review.answers:
        raise CommentAlreadyAnswered(where="comment", comment=command.comment)
    return made


def _revision(state: Catalogue, command: AnswerComment, act: Act) -> list[ProcedureRevised]:
    """The revision is an editor's, like any other."""
    if command.revision is None:
        return []
    rules.check_editor(command.agency, act)
    rules.check_editable(state, command)
    return [revised(state, command, command.revision, act)]


@CATALOGUE.evolves(CommentAnswered)
def answered(state: Catalogue, event: CommentAnswered) -> None:
    """Nothing of it is open."""
    state.review.answers[event.comment] = event
