"""The questions asked of rounds of comments, deliveries, yearly reviews, and of what comes due."""

from datetime import date
from typing import Any

from services.catalog.views.deliveries import DELIVERIES, DELIVERY_VIEW
from services.catalog.views.dues import DUES, DUES_VIEW
from services.catalog.views.reviews import COMMENTS, REVIEW_VIEW, ROUNDS
from services.catalog.views.yearly_reviews import YEARLY_REVIEWS, YEARLY_VIEW
from shared.documents.port import Document, Documents
from shared.documents.query import Condition, asc, desc, eq, lte
from shared.documents.reader import Reader


class LifeQueries:
    """The life of editions, from the first comment to the yearly review."""

    def __init__(self, documents: Documents) -> None:
        self._reviews = Reader(documents, REVIEW_VIEW)
        self._deliveries = Reader(documents, DELIVERY_VIEW)
        self._yearly = Reader(documents, YEARLY_VIEW)
        self._dues = Reader(documents, DUES_VIEW)

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

    async def deliveries(self, agency: str, edition: int) -> list[dict[str, Any]]:
        """What was sent of an edition, by recipient."""
        where = [eq("agency", agency), eq("edition", edition)]
        return [one.body for one in await self._deliveries.find(DELIVERIES.name, where, [asc("recipient")])]

    async def received(self, recipient: str, waiting: bool, limit: int) -> list[dict[str, Any]]:
        """What an agency was sent, the newest first; or only what waits for its acknowledgement."""
        where: list[Condition] = [eq("recipient", recipient)]
        if waiting:
            where.append(eq("acknowledged", False))
        found = await self._deliveries.find(DELIVERIES.name, where, [desc("sent_at")], limit)
        return [one.body for one in found]

    async def yearly_reviews(self, today: date) -> list[dict[str, Any]]:
        """Reviews that are overdue or soon due, as the day says, the longest overdue first."""
        where = [eq("awaited", True), lte("announced_on", today.isoformat())]
        found = await self._yearly.find(YEARLY_REVIEWS.name, where, [asc("due_on")])
        return [{**one.body, "overdue": one.body["due_on"] <= today.isoformat()} for one in found]

    async def yearly_review(self, agency: str, edition: int) -> dict[str, Any] | None:
        """The yearly review of one edition; None where it never came into force."""
        where = [eq("agency", agency), eq("edition", edition)]
        found = await self._yearly.find(YEARLY_REVIEWS.name, where)
        return found[0].body if found else None

    async def dues(self, today: date, limit: int, behind: Document | None = None) -> list[Document]:
        """The editions in which something is due by this day, the longest waiting first."""
        order = [asc("next_on")]
        after = behind.cursor(order) if behind is not None else None
        return await self._dues.find(
            DUES.name, [lte("next_on", today.isoformat())], order, limit, after=after
        )
