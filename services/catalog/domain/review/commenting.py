"""The reviewing agency comments on a draft, and ends its round."""

from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.review import Round, RoundOutcome, ended
from services.catalog.domain.procedure.naming import Content, check_content
from services.catalog.domain.procedure.stated import MaybeCode
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.procedure.texts import UnusableText
from services.catalog.errors.review import (
    AlreadyCommented,
    CommentEmpty,
    CommentPlaceUnknown,
    CommentsTooMany,
    CommentTimePassed,
    EditionNotInReview,
    MayNotComment,
    NothingCommentedYet,
)
from shared.contracts.catalog.reviews import CommentMade, ReviewRoundClosed
from shared.contracts.vocabulary import described
from shared.decider import Act, command
from shared.kernel import Role, day_of

MOST_COMMENTS = 2000

#: How taking part in a round may be refused.
IN_ROUND = (*TIMED, *rules.FOUND, EditionNotInReview, MayNotComment, CommentTimePassed)


def _open_round(state: Catalogue, command: rules.OfAnEdition, act: Act) -> Round:
    """The round that the reviewer takes part in, while there is time."""
    check_time(act)
    rules.check_found(state, command)
    found, by = state.review.open, act.by
    if found is None:
        raise EditionNotInReview(where="edition", agency=command.agency, edition=command.edition)
    sent = found.sent
    themselves = {by.id, by.name} & {sent.sent_by, sent.recorded_by}
    reviews = by.has(Role.REVIEWER) and by.agency == sent.reviewing_agency and not themselves
    if not reviews and not by.has(Role.IMPORTER):
        raise MayNotComment(where="agency", reviewing_agency=sent.reviewing_agency)
    if day_of(act.at) > sent.comments_due:
        raise CommentTimePassed(where="at", comments_due=rules.day_in_words(sent.comments_due))
    return found


@command
class MakeComment:
    """Comment on the whole edition, on a procedure, or on a step."""

    agency: str
    edition: int
    procedure: Annotated[MaybeCode, described("Empty: on the whole edition.")] = ""
    step: Annotated[MaybeCode, described("Empty: on the whole procedure.")] = ""
    text: Content


@CATALOGUE.decides(
    MakeComment, refuses=(*IN_ROUND, UnusableText, CommentEmpty, CommentPlaceUnknown, CommentsTooMany)
)
def comment(state: Catalogue, command: MakeComment, act: Act) -> CommentMade:
    """Take down a comment of the reviewing agency, at a place that exists."""
    found = _open_round(state, command, act)
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
    found = _open_round(state, command, act)
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
