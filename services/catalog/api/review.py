"""A draft is sent for comments, commented on and answered."""

from typing import Annotated, Any

from fastapi import Path

from services.catalog.api.edition.editing import TheEditing, body_of, refused
from services.catalog.api.given import ADDRESS, Edition, Preparer, Reviewer
from services.catalog.domain.edition.taking_back import RecallDraft
from services.catalog.domain.review.answering import AnswerComment
from services.catalog.domain.review.commenting import CloseRound, MakeComment
from services.catalog.domain.review.sending import SendForComments
from services.catalog.schemas.answers import EditionAnswer
from shared.http.locations import created
from shared.http.routing import Router

Comment = Annotated[int, Path(ge=1, le=9999, description="The number of the comment.")]

_Send: Any = body_of(SendForComments, "edition")
_Answer: Any = body_of(AnswerComment, "edition", "comment")
_Recall: Any = body_of(RecallDraft, "edition")
_Make: Any = body_of(MakeComment, "edition")
_Close: Any = body_of(CloseRound, "edition")

reviews = Router(prefix=f"{ADDRESS}/review", tags=["review"])


@reviews.post(
    "",
    status_code=201,
    summary="Send a draft for comments",
    responses=refused(SendForComments) | created("/agencies/{agency}/editions/{edition}/review"),
)
async def send(
    agency: str, edition: Edition, body: _Send, who: Preparer, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@reviews.post(
    "/comments/{comment}/answer",
    summary="Accept a comment, or decline it with a reason",
    responses=refused(AnswerComment),
)
async def answer(
    agency: str, edition: Edition, comment: Comment, body: _Answer, who: Preparer, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition, comment=comment)


@reviews.post(
    "/recall",
    summary="Take a draft back from the reviewing agency, to work on it again",
    responses=refused(RecallDraft),
)
async def recall(
    agency: str, edition: Edition, body: _Recall, who: Preparer, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@reviews.post(
    "/comments",
    status_code=201,
    summary="Comment on a draft",
    responses=refused(MakeComment) | created("/agencies/{agency}/editions/{edition}/review"),
)
async def comment(
    agency: str, edition: Edition, body: _Make, who: Reviewer, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out_as_reviewer(body, who, agency, edition)


@reviews.post(
    "/close",
    summary="End a round of comments, or say that there is nothing to say",
    responses=refused(CloseRound),
)
async def close(
    agency: str, edition: Edition, body: _Close, who: Reviewer, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out_as_reviewer(body, who, agency, edition)
