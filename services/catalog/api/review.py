"""Rounds of comments on a draft, and their answers."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from services.catalog.api.edition.editions import Edition
from services.catalog.api.organisation.agencies import stand_in
from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.edition.rights import check_found
from services.catalog.errors.edition.editions import EditionAlreadyIssued, EditionNotFound
from services.catalog.errors.edition.in_force import ReasonMissing
from services.catalog.errors.review import (
    AlreadyCommented,
    CommentAlreadyAnswered,
    CommentNotFound,
    CommentPlaceUnknown,
    CommentsUnanswered,
    DeclinedWithoutReason,
    EditionInReview,
    EditionNotInReview,
    MayNotComment,
    MayNotSendForComments,
    NothingCommentedYet,
)
from services.catalog.queries.review import ReviewQueries
from services.catalog.schemas import review as orders
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.schemas.orders import Order
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.http.access import readable_agencies
from shared.http.commands import Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.kernel import Actor, Role

Preparer = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR, Role.IMPORTER, delegates=True)]
Reviewer = Annotated[Principal, allow(Role.REVIEWER, Role.IMPORTER, delegates=True)]
Reader = Annotated[Principal, signed_in()]
Comment = Annotated[int, Path(ge=1, le=9999, description="The number of the comment.")]


def review_routes(application: CatalogApplication, queries: ReviewQueries) -> APIRouter:
    """The agency sends and answers, the reviewing agency comments and closes."""
    router = APIRouter(
        prefix="/agencies/{agency}/editions/{edition}/review",
        tags=["review"],
        responses=refusals(EditionNotFound),
    )

    @router.post(
        "",
        status_code=201,
        summary="Send a draft for comments",
        responses=refusals(EditionInReview, CommentsUnanswered, MayNotSendForComments)
        | created("/agencies/{agency}/editions/{edition}/review"),
    )
    async def send(
        agency: str, edition: Edition, order: orders.SendForComments, who: Preparer, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        command = order.value(agency, edition, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.post(
        "/comments/{comment}/answer",
        summary="Accept a comment, or decline it with a reason",
        responses=refusals(CommentNotFound, CommentAlreadyAnswered, DeclinedWithoutReason),
    )
    async def answer(
        agency: str,
        edition: Edition,
        comment: Comment,
        order: orders.AnswerComment,
        who: Preparer,
        headers: Headers,
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, comment, order])
        by = stand_in(who, agency, order)
        command = order.value(agency, edition, comment, by, context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.post(
        "/recall",
        summary="Take a draft back from the reviewing agency, to work on it again",
        responses=refusals(EditionNotInReview, EditionAlreadyIssued, ReasonMissing, MayNotSendForComments),
    )
    async def recall(
        agency: str, edition: Edition, order: orders.RecallDraft, who: Preparer, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        command = order.value(agency, edition, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.get("", summary="The rounds of comments on an edition, and the comments with their answers")
    async def show(agency: str, edition: Edition, who: Reader) -> dict[str, Any]:
        readable_agencies(who, agency)
        return await queries.review(agency, edition)

    _reviewing_routes(router, application)
    return router


def _reviewing_routes(router: APIRouter, application: CatalogApplication) -> None:
    async def reviewer(who: Principal, agency: str, edition: int, order: Order) -> Actor:
        """The actor in the agency that the last round lies before, whether it is open or not."""
        state, _ = await application.state(CATALOGUE, catalogue_key(agency, edition))
        check_found(state, agency, edition)
        if not state.review.rounds:
            raise EditionNotInReview(where="edition", agency=agency, edition=edition)
        return stand_in(who, state.review.rounds[-1].sent.reviewing_agency, order)

    @router.post(
        "/comments",
        status_code=201,
        summary="Comment on a draft",
        responses=refusals(EditionNotInReview, CommentPlaceUnknown, MayNotComment)
        | created("/agencies/{agency}/editions/{edition}/review"),
    )
    async def comment(
        agency: str, edition: Edition, order: orders.MakeComment, who: Reviewer, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        by = await reviewer(who, agency, edition, order)
        command = order.value(agency, edition, by, context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.post(
        "/close",
        summary="End a round of comments, or say that there is nothing to say",
        responses=refusals(EditionNotInReview, NothingCommentedYet, AlreadyCommented, MayNotComment),
    )
    async def close(
        agency: str, edition: Edition, order: orders.CloseRound, who: Reviewer, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        by = await reviewer(who, agency, edition, order)
        command = order.value(agency, edition, by, context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))


def waiting_rounds(queries: ReviewQueries) -> APIRouter:
    """What waits for a reviewing agency's comments."""
    router = APIRouter(prefix="/review-rounds", tags=["review"])

    @router.get("", summary="The drafts that wait for an agency's comments, the most urgent first")
    async def list_rounds(
        reviewing_agency: str, _: Annotated[Principal, allow(Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)]
    ) -> list[dict[str, Any]]:
        return await queries.rounds_before(reviewing_agency)

    return router
