"""What the catalog service tells of rounds of comments and yearly reviews. Texts of drafts stay inside."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.contracts.published import AgencyCode, Edition, Instant, PersonId, PublishedEvent, example
from shared.contracts.topics import Topic

_ROUND = {"agency": "SCT", "edition": 1, "round": 1, "reviewing_agency": "SNV"}


class _OfARound(PublishedEvent):
    """What concerns the agency that drafts and the one that comments."""

    topic: ClassVar[Topic] = Topic.CATALOG

    agency: AgencyCode
    edition: int = Field(ge=1, description="Number of the edition that is being prepared.", examples=[1])
    reviewing_agency: str = Field(description="Code of the agency that comments.", examples=["SNV"])


class EditionSentForComments(_OfARound):
    """A draft lies before the reviewing agency; it doesn't change until the round is closed."""

    event_type: ClassVar[str] = "tthc.catalog.EditionSentForComments.v1"
    model_config = example(
        **_ROUND, comments_due="2026-11-30", sent_by="sct.nam", sent_at="2026-11-20T02:30:00Z"
    )

    round: int = Field(ge=1, description="Number of the round, from 1.")
    comments_due: date = Field(description="The last day for comments.")
    sent_by: PersonId
    sent_at: Instant = Field(description="When it took effect.")


class CommentsReminded(_OfARound):
    """The time for comments on a draft ends soon, and the round isn't closed."""

    event_type: ClassVar[str] = "tthc.catalog.CommentsReminded.v1"
    model_config = example(**_ROUND, comments_due="2026-11-30", reminded_at="2026-11-27T17:00:00Z")

    round: int = Field(ge=1, description="Number of the round, from 1.")
    comments_due: date = Field(description="The last day for comments.")
    reminded_at: Instant = Field(description="When it took effect.")


class CommentMade(_OfARound):
    """The reviewing agency commented on a draft; the text is read in the catalog."""

    event_type: ClassVar[str] = "tthc.catalog.CommentMade.v1"
    model_config = example(
        **_ROUND, comment=1, procedure="SCT-03", step="tham-dinh", made_at="2026-11-23T02:30:00Z"
    )

    round: int = Field(ge=1, description="Number of the round, from 1.")
    comment: int = Field(ge=1, description="Number of the comment in the edition, from 1.")
    procedure: str = Field(default="", description="Code of the procedure; empty: on the whole edition.")
    step: str = Field(default="", description="Code of the step; empty: on the whole procedure.")
    made_at: Instant = Field(description="When it took effect.")


class ReviewRoundClosed(_OfARound):
    """A round of comments has ended."""

    event_type: ClassVar[str] = "tthc.catalog.ReviewRoundClosed.v1"
    model_config = example(**_ROUND, outcome="commented", comments=1, closed_at="2026-11-24T02:30:00Z")

    round: int = Field(ge=1, description="Number of the round, from 1.")
    outcome: str = Field(
        description=(
            "`commented`: there are comments to answer; `nothing_to_say`: the reviewing agency said so;"
            " `lapsed`: its time passed; `recalled`: the agency took its draft back, to work on it again;"
            " `discarded`: it gave its draft up, and there is nothing to answer. Further values may come."
        ),
        examples=["commented"],
    )
    comments: int = Field(ge=0, description="How many comments the round brought.")
    closed_at: Instant = Field(description="When it took effect.")


class CommentAnswered(_OfARound):
    """The agency has answered a comment on its draft; the reason is read in the catalog."""

    event_type: ClassVar[str] = "tthc.catalog.CommentAnswered.v1"
    model_config = example(
        agency="SCT",
        edition=1,
        reviewing_agency="SNV",
        comment=1,
        accepted=True,
        answered_at="2026-11-25T02:30:00Z",
    )

    comment: int = Field(ge=1, description="Number of the comment in the edition, from 1.")
    accepted: bool = Field(description="Whether it was accepted; otherwise it was declined with a reason.")
    answered_at: Instant = Field(description="When it took effect.")


class _YearlyReview(PublishedEvent):
    """What concerns the yearly review of an edition in force."""

    topic: ClassVar[Topic] = Topic.CATALOG

    agency: AgencyCode
    edition: Edition
    due_on: date = Field(description="The day on which the review falls due.")


class YearlyReviewAnnounced(_YearlyReview):
    """The yearly review of an edition will soon be due."""

    event_type: ClassVar[str] = "tthc.catalog.YearlyReviewAnnounced.v1"
    model_config = example(agency="SNV", edition=1, due_on="2027-12-01", announced_at="2027-10-31T17:00:00Z")

    announced_at: Instant = Field(description="When it took effect.")


class YearlyReviewFellDue(_YearlyReview):
    """The day of the yearly review has come, and the review isn't concluded: it is overdue from now on."""

    event_type: ClassVar[str] = "tthc.catalog.YearlyReviewFellDue.v1"
    model_config = example(agency="SNV", edition=1, due_on="2027-12-01", fell_due_at="2027-11-30T17:00:00Z")

    fell_due_at: Instant = Field(description="When it took effect.")


class YearlyReviewConcluded(_YearlyReview):
    """A yearly review has ended: nothing changes, or the next edition is issued."""

    event_type: ClassVar[str] = "tthc.catalog.YearlyReviewConcluded.v1"
    model_config = example(
        agency="SNV",
        edition=1,
        due_on="2027-12-01",
        outcome="nothing_changes",
        next_edition=None,
        next_due_on="2028-12-01",
        concluded_by="snv.binh",
        concluded_at="2027-11-20T02:30:00Z",
    )

    outcome: str = Field(
        description="`nothing_changes`, or `next_edition`: one is issued. Further values may come.",
        examples=["nothing_changes"],
    )
    next_edition: int | None = Field(default=None, description="Number of the edition that is issued.")
    next_due_on: date | None = Field(default=None, description="When the next review falls due.")
    concluded_by: PersonId
    concluded_at: Instant = Field(description="When it took effect.")


class YearlyReviewReopened(_YearlyReview):
    """The next edition was withdrawn before it began: the one in force is to be reviewed after all."""

    event_type: ClassVar[str] = "tthc.catalog.YearlyReviewReopened.v1"
    model_config = example(agency="SNV", edition=1, due_on="2027-12-01", reopened_at="2027-11-22T02:30:00Z")

    reopened_at: Instant = Field(description="When it took effect.")


EVENTS: tuple[type[PublishedEvent], ...] = (
    EditionSentForComments,
    CommentsReminded,
    CommentMade,
    ReviewRoundClosed,
    CommentAnswered,
    YearlyReviewAnnounced,
    YearlyReviewFellDue,
    YearlyReviewConcluded,
    YearlyReviewReopened,
)
