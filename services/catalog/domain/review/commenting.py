"""The reviewing agency comments on a draft, and ends its round."""

from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.review import RoundOutcome, ended
from services.catalog.domain.procedure.naming import WORDED, Content, check_content
from services.catalog.domain.procedure.stated import MaybeCode
from services.catalog.domain.review.taking_part import IN_ROUND, round_of
from services.catalog.errors.review import (
    AlreadyCommented,
    CommentEmpty,
    CommentPlaceUnknown,
    CommentsTooMany,
    NothingCommentedYet,
)
from shared.contracts.catalog.reviews import CommentMade, ReviewRoundClosed
from shared.contracts.vocabulary import described
from shared.decider import Act, command

MOST_COMMENTS = 2000


@command
class MakeComment:
    """Comment on the whole edition, on a procedure, or on a step."""

    agency: str
    edition: int
    procedure: Annotated[MaybeCode, described("Empty: on the whole edition.")] = ""
    step: Annotated[MaybeCode, described("Empty: on the whole procedure.")] = ""
    text: Content


@CATALOGUE.decides(
    MakeComment, refuses=(*IN_ROUND, *WORDED, CommentEmpty, CommentPlaceUnknown, CommentsTooMany)
)
def comment(state: Catalogue, command: MakeComment, act: Act) -> CommentMade:
    """Take down a comment of the reviewing agency, at a place that exists."""
    found = round_of(state, command, act)
    check_content(command.text, "text")
    if not command.text.strip():
        raise CommentEmpty(where="text")
    _check_place(state, command)
    if len(state.review.comments) >= MOST_COMMENTS:
        raise CommentsTooMany(where="review/comments", most=MOST_COMMENTS)
    return CommentMade(
        **rules.named(command, act),
        round=found.sent.round,
        comment=len(state.review.comments) + 1,
        procedure=command.procedure,
        step=command.step,
        text=command.text.strip(),
        reviewing_agency=found.sent.reviewing_agency,
        made_by=act.by.name,
        made_at=act.at,
    )


def _check_place(state: Catalogue, command: MakeComment) -> None:
    if not command.procedure and not command.step:
        return
    place = "/".join(part for part in (command.procedure, command.step) if part)
    procedure = state.procedures.get(command.procedure)
    steps = {step.code for _, step in procedure.placed_steps()} if procedure else set()
    if procedure is None or (command.step and command.step not in steps):
        raise CommentPlaceUnknown(where="step" if procedure else "procedure", place=place)


@CATALOGUE.evolves(CommentMade)
def commented(state: Catalogue, event: CommentMade) -> None:
    """It waits for an answer."""
    state.review.comments[event.comment] = event
    state.review.rounds[-1].comments += 1


@command
class CloseRound:
    """End the round: everything is said, or there is nothing to say."""

    agency: str
    edition: int
    nothing_to_say: Annotated[bool, described("True where the round has no comment.")] = False


@CATALOGUE.decides(CloseRound, refuses=(*IN_ROUND, AlreadyCommented, NothingCommentedYet))
def close(state: Catalogue, command: CloseRound, act: Act) -> ReviewRoundClosed:
    """End the round as its comments say."""
    found = round_of(state, command, act)
    if command.nothing_to_say and found.comments:
        raise AlreadyCommented(where="nothing_to_say", comments=found.comments)
    if not command.nothing_to_say and not found.comments:
        raise NothingCommentedYet(where="nothing_to_say")
    outcome = RoundOutcome.NOTHING_TO_SAY if command.nothing_to_say else RoundOutcome.COMMENTED
    return ended(found, outcome, act)


@CATALOGUE.evolves(ReviewRoundClosed)
def closed(state: Catalogue, event: ReviewRoundClosed) -> None:
    """The draft can be changed again."""
    state.review.rounds[-1].closed = event
