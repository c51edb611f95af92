"""What is answered about rounds of comments."""

from typing import Annotated

from pydantic import BaseModel, Field

from shared.documents.values import DateText, InstantText


class RoundShown(BaseModel):
    """A round of comments on a draft."""

    agency: str
    edition: int
    round: int
    reviewing_agency: str
    comments_due: Annotated[DateText, Field(description="The last day for comments.")]
    sent_by: str
    sent_at: InstantText
    reminded_at: InstantText | None
    outcome: Annotated[str | None, Field(description="How it ended; null: it is open.")]
    closed_by: Annotated[str | None, Field(description="Null: time closed it, or it is open.")]
    closed_at: InstantText | None
    reason: Annotated[str, Field(description="Why it was recalled or discarded.")] = ""


class ReplyShown(BaseModel):
    """The agency's answer to a comment."""

    accepted: bool
    reason: str
    answered_by: str | None
    answered_at: InstantText


class CommentShown(BaseModel):
    """A comment of the reviewing agency."""

    agency: str
    edition: int
    round: int
    comment: Annotated[int, Field(description="Its number in the edition, from 1.")]
    procedure: Annotated[str, Field(description="Empty: on the whole edition.")]
    step: Annotated[str, Field(description="Empty: on the whole procedure.")]
    text: str
    reviewing_agency: str
    made_by: str | None
    made_at: InstantText
    answer: Annotated[ReplyShown | None, Field(description="Null: it waits for one.")]


class ReviewShown(BaseModel):
    """The rounds of an edition, and its comments with their answers, in their order."""

    rounds: list[RoundShown]
    comments: list[CommentShown]
