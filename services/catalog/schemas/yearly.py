"""What is answered about yearly reviews."""

from typing import Annotated

from pydantic import BaseModel, Field

from shared.documents.values import DateText, InstantText


class ConclusionShown(BaseModel):
    """How a yearly review ended."""

    due_on: DateText
    outcome: Annotated[str, Field(description="`nothing_changes` or `next_edition`.")]
    note: str
    concluded_by: str
    concluded_at: InstantText


class YearlyReviewShown(BaseModel):
    """The yearly review of an edition that came into force."""

    agency: str
    edition: int
    in_force_from: DateText
    announced_on: DateText | None
    due_on: Annotated[DateText | None, Field(description="Null: none is foreseen.")]
    awaited: bool
    announced: bool
    next_edition: Annotated[int | None, Field(description="The edition that ended it.")]
    concluded: Annotated[list[ConclusionShown], Field(description="Those before, the oldest first.")]


class DueReviewShown(YearlyReviewShown):
    """A review that is overdue or soon due."""

    overdue: bool
