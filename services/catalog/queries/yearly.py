"""The questions asked of yearly reviews."""

from datetime import date
from typing import Any

from services.catalog.views.yearly import YEARLY_REVIEWS, YEARLY_VIEW
from shared.documents.port import Documents
from shared.documents.query import asc, eq, lte
from shared.documents.reader import Reader


class YearlyQueries:
    """Which reviews are due, and how earlier ones ended."""

    def __init__(self, documents: Documents) -> None:
        self._yearly = Reader(documents, YEARLY_VIEW)

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
