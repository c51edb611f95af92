"""The decisions on rounds of comments: who may send, comment, close and answer, and when."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_commands import ReviseProcedure
from services.catalog.domain.edition.catalogue_events import CatalogueEvent
from services.catalog.domain.edition.drafting import check_answered, check_draft, check_editable, revise
from services.catalog.domain.edition.review import (
    CommentAnswered,
    CommentMade,
    EditionSentForComments,
    Round,
    RoundOutcome,
    closed,
)
from services.catalog.domain.edition.rights import check_found, check_preparer, told
from services.catalog.domain.procedure.checks import findings_of_edition
from services.catalog.domain.procedure.naming import check_content
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import RelatedAgencies, Surroundings
from services.catalog.errors.edition.editions import EditionEmpty
from services.catalog.errors.review import (
    AlreadyCommented,
    CommentAlreadyAnswered,
    CommentEmpty,
    CommentNotFound,
    CommentPlaceUnknown,
    CommentsTooMany,
    CommentTimePassed,
    CommentTimeTooShort,
    DeclinedWithoutReason,
    DeclinedWithRevision,
    EditionNotInReview,
    MayNotComment,
    NothingCommentedYet,
)
from shared.kernel import Actor, Role, day_of

MOST_COMMENTS = 2000

# --- commands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SendForComments:
    """Lay the draft before the reviewing agency, which has `comment_days` calendar days at least.

    `comments_due` is the last day, or None for the earliest that may be; a reminder goes out
    `reminder_days` before its end. `divisions` are the agency's, and
    `related` the other agencies that the draft names, that day: only a sound draft is sent.
    """

    agency: str
    edition: int
    comments_due: date | None = None
    divisions: Collection[str] = ()
    related: RelatedAgencies = field(default_factory=RelatedAgencies)
    reviewing_agency: str = ""
    comment_days: int = 10
    reminder_days: int = 2
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeComment:
    """Say something on the whole, on a procedure, or on one of its steps."""

    agency: str
    edition: int
    procedure: str = ""
    step: str = ""
    text: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRound:
    """End the round: everything is said, or there is nothing to say."""

    agency: str
    edition: int
    nothing_to_say: bool = False
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerComment:
    """Accept a comment, with the revision that it leads to if there is one; or decline it with a reason."""

    agency: str
    edition: int
    comment: int
    accepted: bool
    reason: str = ""
    revision: Procedure | None = None
    by: Actor
    at: datetime


ReviewCommand = SendForComments | MakeComment | CloseRound | AnswerComment

# --- decisions -----------------------------------------------------------------------------------


def send(state: Catalogue, command: SendForComments) -> list[CatalogueEvent]:
    """Begin a round: all earlier comments are answered, and the draft is sound."""
    check_preparer(command.agency, command.by)
    check_editable(state, command.agency, command.edition)
    if not state.procedures:
        raise EditionEmpty(where="procedures", agency=command.agency, edition=command.edition)
    check_answered(state)
    today = day_of(command.at)
    around = Surroundings(
        agency=command.agency,
        divisions=command.divisions,
        in_force_from=today,
        related=command.related,
    )
    for finding in findings_of_edition(state.procedures.values(), around):
        raise finding
    earliest = today + timedelta(days=command.comment_days)
    due = command.comments_due or earliest
    if due < earliest:
        raise CommentTimeTooShort(where="comments_due", earliest=told(earliest))
    return [
        EditionSentForComments(
            agency=command.agency,
            edition=command.edition,
            round=len(state.review.rounds) + 1,
            reviewing_agency=command.reviewing_agency,
            comments_due=due,
            remind_on=max(today, due - timedelta(days=command.reminder_days)),
            sent_by=command.by.name,
            sent_at=command.at,
        )
    ]


def _open_round(state: Catalogue, command: MakeComment | CloseRound) -> Round:
    """The round that the reviewer takes part in, while there is time."""
    check_found(state, command.agency, command.edition)
    found = state.review.open
    if found is None:
        raise EditionNotInReview(where="edition", agency=command.agency, edition=command.edition)
    sent, by = found.sent, command.by
    themselves = {by.id, by.name} & {sent.sent_by, sent.recorded_by}
    reviews = by.has(Role.REVIEWER) and by.agency == sent.reviewing_agency and not themselves
    if not reviews and not by.has(Role.IMPORTER):
        raise MayNotComment(where="agency", reviewing_agency=sent.reviewing_agency)
    if day_of(command.at) > sent.comments_due:
        raise CommentTimePassed(where="at", comments_due=told(sent.comments_due))
    return found


def comment(state: Catalogue, command: MakeComment) -> list[CatalogueEvent]:
    """Take down a comment of the reviewing agency, at a place that exists."""
    found = _open_round(state, command)
    check_content(command.text, "text")
    if not command.text.strip():
        raise CommentEmpty(where="text")
    _check_place(state, command)
    if len(state.review.comments) >= MOST_COMMENTS:
        raise CommentsTooMany(where="review/comments", most=MOST_COMMENTS)
    return [
        CommentMade(
            agency=command.agency,
            edition=command.edition,
            round=found.sent.round,
            comment=len(state.review.comments) + 1,
            procedure=command.procedure,
            step=command.step,
            text=command.text.strip(),
            reviewing_agency=found.sent.reviewing_agency,
            made_by=command.by.name,
            made_at=command.at,
        )
    ]


def _check_place(state: Catalogue, command: MakeComment) -> None:
    if not command.procedure and not command.step:
        return
    place = "/".join(part for part in (command.procedure, command.step) if part)
    procedure = state.procedures.get(command.procedure)
    steps = {step.code for _, step in procedure.placed_steps()} if procedure else set()
    if procedure is None or (command.step and command.step not in steps):
        raise CommentPlaceUnknown(where="step" if procedure else "procedure", place=place)


def close(state: Catalogue, command: CloseRound) -> list[CatalogueEvent]:
    """End the round as its comments say."""
    found = _open_round(state, command)
    if command.nothing_to_say and found.comments:
        raise AlreadyCommented(where="nothing_to_say", comments=found.comments)
    if not command.nothing_to_say and not found.comments:
        raise NothingCommentedYet(where="nothing_to_say")
    outcome = RoundOutcome.NOTHING_TO_SAY if command.nothing_to_say else RoundOutcome.COMMENTED
    return [closed(found, outcome, command.by.name, command.at)]


def answer(state: Catalogue, command: AnswerComment) -> list[CatalogueEvent]:
    """Answer one comment; a revision that comes with it is written into the draft."""
    check_preparer(command.agency, command.by)
    made = _unanswered(state, command)
    check_content(command.reason, "reason")
    if not command.accepted and not command.reason.strip():
        raise DeclinedWithoutReason(where="reason")
    if not command.accepted and command.revision is not None:
        raise DeclinedWithRevision(where="revision")
    answered = CommentAnswered(
        agency=command.agency,
        edition=command.edition,
        comment=command.comment,
        accepted=command.accepted,
        reason=command.reason.strip(),
        reviewing_agency=made.reviewing_agency,
        answered_by=command.by.name,
        answered_at=command.at,
    )
    return [*_revision(state, command), answered]


def _unanswered(state: Catalogue, command: AnswerComment) -> CommentMade:
    check_draft(state, command.agency, command.edition)
    made = state.review.comments.get(command.comment)
    if made is None:
        raise CommentNotFound(where="comment", comment=command.comment)
    if command.comment in state.review.answers:
        raise CommentAlreadyAnswered(where="comment", comment=command.comment)
    return made


def _revision(state: Catalogue, command: AnswerComment) -> list[CatalogueEvent]:
    if command.revision is None:
        return []
    editing = ReviseProcedure(
        agency=command.agency,
        edition=command.edition,
        procedure=command.revision,
        by=command.by,
        at=command.at,
    )
    return [revise(state, editing)]
