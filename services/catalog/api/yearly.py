"""The yearly review of an edition in force."""

from typing import Any

from services.catalog.api.edition.editing import TheEditing, body_of, refused
from services.catalog.api.given import ADDRESS, Edition, Leader, Overseer, Reader, TheQueries
from services.catalog.api.wired import Today
from services.catalog.domain.yearly.concluding import ConcludeReview
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.queries.yearly import DueReview
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.views.yearly import YearlyDocument
from shared.http.access import readable_catalogues
from shared.http.problems import refusals
from shared.http.routing import Router

_Conclude: Any = body_of(ConcludeReview, "edition")

yearly_review = Router(prefix=ADDRESS, tags=["editions"])


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
    readable_catalogues(who, agency)
    found = await asked.yearly.yearly_review(agency, edition)
    if found is None:
        raise EditionNotFound(where="edition", agency=agency, edition=edition)
    return found


yearly_reviews = Router(prefix="/yearly-reviews", tags=["editions"])


@yearly_reviews.get("", summary="Yearly reviews that are overdue or soon due, the longest overdue first")
async def list_reviews(_: Overseer, asked: TheQueries, today: Today) -> list[DueReview]:
    return await asked.yearly.yearly_reviews(today)
