"""Questions about rounds of comments: for those of the agency, and for the agency that comments."""

from services.catalog.api.given import ADDRESS, Edition, Reader, TheQueries, Waiter
from services.catalog.queries.review import Reviewed
from services.catalog.views.review import RoundDocument
from shared.http.access import readable_catalogues
from shared.http.routing import Router

review_queries = Router(prefix=f"{ADDRESS}/review", tags=["review"])


@review_queries.get("", summary="The rounds of comments on an edition, and the comments with their answers")
async def show(agency: str, edition: Edition, who: Reader, asked: TheQueries) -> Reviewed:
    readable_catalogues(who, agency)
    return await asked.reviews.review(agency, edition)


waiting_rounds = Router(prefix="/review-rounds", tags=["review"])


@waiting_rounds.get("", summary="The drafts that wait for an agency's comments, the most urgent first")
async def list_rounds(reviewing_agency: str, _: Waiter, asked: TheQueries) -> list[RoundDocument]:
    return await asked.reviews.rounds_before(reviewing_agency)
