"""What the catalog service tells of rounds of comments and yearly reviews. Texts of drafts stay inside."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from pydantic import Field

from shared.contracts.catalog.kept import KeptActor, KeptDay, KeptPerson, KeptText
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import AgencyCode, Edition, EffectiveAt, PersonId


@part
class _OfARound:
    """What concerns the agency that drafts and the one that comments."""

    agency: AgencyCode
    edition: Annotated[
        int,
        Meta(ge=1),
        Field(ge=1, description="Number of the edition that is being prepared.", examples=[1]),
    ]
    reviewing_agency: Annotated[str, Field(description="Code of the agency that comments.", examples=["SNV"])]


@event("tthc.catalog.EditionSentForComments.v1", at="sent_at")
class EditionSentForComments(_OfARound):
    """A draft lies before the reviewing agency; it doesn't change until the round is closed."""

    round: Annotated[int, Meta(ge=1), Field(ge=1, description="Number of the round, from 1.")]
    comments_due: Annotated[date, Field(description="The last day for comments.")]
    sent_by: PersonId
    sent_at: EffectiveAt
    remind_on: KeptDay = None
    recorded_by: KeptActor = None


@event("tthc.catalog.CommentsReminded.v1", at="reminded_at")
class CommentsReminded(_OfARound):
    """The time for comments on a draft ends soon, and the round isn't closed."""

    round: Annotated[int, Meta(ge=1), Field(ge=1, description="Number of the round, from 1.")]
    comments_due: Annotated[date, Field(description="The last day for comments.")]
    reminded_at: EffectiveAt


@event("tthc.catalog.CommentMade.v1", at="made_at")
class CommentMade(_OfARound):
    """The reviewing agency commented on a draft; the text is read in the catalog."""

    round: Annotated[int, Meta(ge=1), Field(ge=1, description="Number of the round, from 1.")]
    comment: Annotated[
        int, Meta(ge=1), Field(ge=1, description="Number of the comment in the edition, from 1.")
    ]
    procedure: Annotated[str, Field(description="Code of the procedure; empty: on the whole edition.")] = ""
    step: Annotated[str, Field(description="Code of the step; empty: on the whole procedure.")] = ""
    made_at: EffectiveAt
    text: KeptText = ""
    made_by: KeptPerson = None
    recorded_by: KeptActor = None


@event("tthc.catalog.ReviewRoundClosed.v1", at="closed_at")
class ReviewRoundClosed(_OfARound):
    """A round of comments has ended."""

    round: Annotated[int, Meta(ge=1), Field(ge=1, description="Number of the round, from 1.")]
    outcome: Annotated[
        str,
        Field(
            description=(
                "`commented`: there are comments to answer; `nothing_to_say`: the reviewing agency said "
                "so; `lapsed`: its time passed; `recalled`: the agency took its draft back, to work on it "
                "again; `discarded`: it gave its draft up, and there is nothing to answer. Further values "
                "may come."
            ),
            examples=["commented"],
        ),
    ]
    comments: Annotated[int, Meta(ge=0), Field(ge=0, description="How many comments the round brought.")]
    closed_at: EffectiveAt
    closed_by: KeptPerson = None
    reason: KeptText = ""
    recorded_by: KeptActor = None


@event("tthc.catalog.CommentAnswered.v1", at="answered_at")
class CommentAnswered(_OfARound):
    """The agency has answered a comment on its draft; the reason is read in the catalog."""

    comment: Annotated[
        int, Meta(ge=1), Field(ge=1, description="Number of the comment in the edition, from 1.")
    ]
    accepted: Annotated[
        bool, Field(description="Whether it was accepted; otherwise it was declined with a reason.")
    ]
    answered_at: EffectiveAt
    reason: KeptText = ""
    answered_by: KeptPerson = None
    recorded_by: KeptActor = None


@part
class _YearlyReview:
    """What concerns the yearly review of an edition in force."""

    agency: AgencyCode
    edition: Edition
    due_on: Annotated[date, Field(description="The day on which the review falls due.")]


@event("tthc.catalog.YearlyReviewAnnounced.v1", at="announced_at")
class YearlyReviewAnnounced(_YearlyReview):
    """The yearly review of an edition will soon be due."""

    announced_at: EffectiveAt


@event("tthc.catalog.YearlyReviewFellDue.v1", at="fell_due_at")
class YearlyReviewFellDue(_YearlyReview):
    """The day of the yearly review has come, and the review isn't concluded: it is overdue from now on."""

    fell_due_at: EffectiveAt


@event("tthc.catalog.YearlyReviewConcluded.v1", at="concluded_at")
class YearlyReviewConcluded(_YearlyReview):
    """A yearly review has ended: nothing changes, or the next edition is issued."""

    outcome: Annotated[
        str,
        Field(
            description="`nothing_changes`, or `next_edition`: one is issued. Further values may come.",
            examples=["nothing_changes"],
        ),
    ]
    next_edition: Annotated[int | None, Field(description="Number of the edition that is issued.")] = None
    next_due_on: Annotated[date | None, Field(description="When the next review falls due.")] = None
    concluded_by: PersonId
    concluded_at: EffectiveAt
    note: KeptText = ""
    next_announced_on: KeptDay = None
    recorded_by: KeptActor = None


@event("tthc.catalog.YearlyReviewReopened.v1", at="reopened_at")
class YearlyReviewReopened(_YearlyReview):
    """The next edition was withdrawn before it began: the one in force is to be reviewed after all."""

    reopened_at: EffectiveAt
    announced_on: KeptDay = None
