"""Rounds of comments on a draft, and their answers."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from services.catalog.api.edition.editing import (
    ADDRESS,
    IN_PATH,
    Editing,
    Edition,
    Preparer,
    Reader,
    TheEditing,
    refused,
)
from services.catalog.api.given import TheQueries
from services.catalog.domain.edition.taking_back import RecallDraft
from services.catalog.domain.review.answering import AnswerComment
from services.catalog.domain.review.commenting import CloseRound, MakeComment
from services.catalog.domain.review.sending import SendForComments
from services.catalog.queries.review import Reviewed
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.views.review import RoundDocument
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http.access import readable_agencies
from shared.http.locations import created
from shared.http.requests import CommandRequest, request_model
from shared.kernel import Role

Reviewer = Annotated[Principal, allow(Role.REVIEWER, Role.IMPORTER, delegates=True)]
Waiter = Annotated[Principal, allow(Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)]
Comment = Annotated[int, Path(ge=1, le=9999, description="The number of the comment.")]

_Send: Any = request_model(SendForComments, without=IN_PATH)
_Answer: Any = request_model(AnswerComment, without=(*IN_PATH, "comment"))
_Recall: Any = request_model(RecallDraft, without=IN_PATH)
_Make: Any = request_model(MakeComment, without=IN_PATH)
_Close: Any = request_model(CloseRound, without=IN_PATH)

reviews = APIRouter(prefix=f"{ADDRESS}/review", tags=["review"])


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


async def _carry_out_as_reviewer(
    editing: Editing, body: CommandRequest, who: Principal, agency: str, edition: int
) -> EditionAnswer:
    """The reviewer acts in the agency that the last round lies before, whether it is open or not."""
    before = await editing.application.reviewing_agency(agency, edition)
    return await editing.carry_out(body, who, in_agency=before, agency=agency, edition=edition)


@reviews.post(
    "/comments",
    status_code=201,
    summary="Comment on a draft",
    responses=refused(MakeComment) | created("/agencies/{agency}/editions/{edition}/review"),
)
async def comment(
    agency: str, edition: Edition, body: _Make, who: Reviewer, editing: TheEditing
) -> EditionAnswer:
    return await _carry_out_as_reviewer(editing, body, who, agency, edition)


@reviews.post(
    "/close",
    summary="End a round of comments, or say that there is nothing to say",
    responses=refused(CloseRound),
)
async def close(
    agency: str, edition: Edition, body: _Close, who: Reviewer, editing: TheEditing
) -> EditionAnswer:
    return await _carry_out_as_reviewer(editing, body, who, agency, edition)


@reviews.get("", summary="The rounds of comments on an edition, and the comments with their answers")
async def show(agency: str, edition: Edition, who: Reader, asked: TheQueries) -> Reviewed:
    readable_agencies(who, agency)
    return await asked.reviews.review(agency, edition)


waiting_rounds = APIRouter(prefix="/review-rounds", tags=["review"])


@waiting_rounds.get("", summary="The drafts that wait for an agency's comments, the most urgent first")
async def list_rounds(reviewing_agency: str, _: Waiter, asked: TheQueries) -> list[RoundDocument]:
    return await asked.reviews.rounds_before(reviewing_agency)
