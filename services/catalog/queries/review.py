"""The questions asked of rounds of comments."""

from dataclasses import dataclass

from services.catalog.views.review import COMMENTS, REVIEW_VIEW, ROUNDS, CommentDocument, RoundDocument
from shared.documents.port import Documents
from shared.documents.query import asc, eq
from shared.documents.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The rounds of an edition, and its comments with their answers, in their order."""

    rounds: list[RoundDocument]
    comments: list[CommentDocument]


class ReviewQueries:
    """Rounds of comments, and the comments with their answers."""

    def __init__(self, documents: Documents) -> None:
        self._reviews = Reader(documents, REVIEW_VIEW)

    async def review(self, agency: str, edition: int) -> Reviewed:
        """The rounds of an edition, and its comments with their answers, in their order."""
        where = [eq("agency", agency), eq("edition", edition)]
        rounds = await self._reviews.all(ROUNDS, where, [asc("round")])
        return Reviewed(rounds=rounds, comments=await self._reviews.all(COMMENTS, where, [asc("comment")]))

    async def rounds_before(self, reviewing_agency: str) -> list[RoundDocument]:
        """The open rounds that wait for an agency's comments, the one that ends first at the top."""
        where = [eq("reviewing_agency", reviewing_agency), eq("outcome", None)]
        return await self._reviews.all(ROUNDS, where, [asc("comments_due")])
