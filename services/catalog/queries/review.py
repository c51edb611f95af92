"""The questions asked of rounds of comments."""

from typing import Any

from services.catalog.views.review import COMMENTS, REVIEW_VIEW, ROUNDS
from shared.documents.port import Documents
from shared.documents.query import asc, eq
from shared.documents.reader import Reader


class ReviewQueries:
    """Rounds of comments, and the comments with their answers."""

    def __init__(self, documents: Documents) -> None:
        self._reviews = Reader(documents, REVIEW_VIEW)

    async def review(self, agency: str, edition: int) -> dict[str, Any]:
        """The rounds of an edition, and its comments with their answers, in their order."""
        where = [eq("agency", agency), eq("edition", edition)]
        rounds = await self._reviews.find(ROUNDS.name, where, [asc("round")])
        comments = await self._reviews.find(COMMENTS.name, where, [asc("comment")])
        return {"rounds": [one.body for one in rounds], "comments": [one.body for one in comments]}

    async def rounds_before(self, reviewing_agency: str) -> list[dict[str, Any]]:
        """The open rounds that wait for an agency's comments, the one that ends first at the top."""
        where = [eq("reviewing_agency", reviewing_agency), eq("outcome", None)]
        found = await self._reviews.find(ROUNDS.name, where, [asc("comments_due")])
        return [one.body for one in found]
