"""The yearly review of an edition in force."""

from typing import Annotated, Any

from fastapi import APIRouter

from services.catalog.api.edition.editing import (
    ADDRESS,
    IN_PATH,
    Edition,
    Leader,
    Reader,
    TheEditing,
    refused,
)
from services.catalog.api.given import TheQueries
from services.catalog.api.wired import TheClock
from services.catalog.domain.yearly.concluding import ConcludeReview
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.queries.yearly import DueReview
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.views.yearly import YearlyDocument
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http.access import readable_agencies
from shared.http.problems import refusals
from shared.http.requests import request_model
from shared.kernel import Role, day_of

Overseer = Annotated[Principal, allow(Role.PROVINCE_LEADER, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)]

_Conclude: Any = request_model(ConcludeReview, without=IN_PATH)

yearly_review = APIRouter(prefix=ADDRESS, tags=["editions"])


@yearly_review.post(
    "/yearly-review",
    summary="Conclude the yearly review: nothing changes",
    responses=refused(ConcludeReview),
)
async def conclude(
    agency: str, edition: Edition, body: _Conclude, who: Leader, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@yearly_review.get(
    "/yearly-review",
    summary="When an edition's review is due, and how earlier ones ended",
    responses=refusals(EditionNotFound),
)
async def show_review(agency: str, edition: Edition, who: Reader, asked: TheQueries) -> YearlyDocument:
    readable_agencies(who, agency)
    found = await asked.yearly.yearly_review(agency, edition)
    if found is None:
        raise EditionNotFound(where="edition", agency=agency, edition=edition)
    return found


yearly_reviews = APIRouter(prefix="/yearly-reviews", tags=["editions"])


@yearly_reviews.get("", summary="Yearly reviews that are overdue or soon due, the longest overdue first")
async def list_reviews(_: Overseer, asked: TheQueries, now: TheClock) -> list[DueReview]:
    return await asked.yearly.yearly_reviews(day_of(now()))
