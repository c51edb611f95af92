"""The questions asked of yearly reviews."""

from dataclasses import dataclass, fields
from datetime import date

from services.catalog.views.yearly import YEARLY_REVIEWS, YEARLY_VIEW, YearlyDocument
from shared.documents.port import Documents
from shared.documents.query import asc, eq, lte
from shared.documents.reader import Reader


@dataclass(slots=True, kw_only=True)
class DueReview(YearlyDocument):
    """A review that is overdue or soon due."""

    overdue: bool


class YearlyQueries:
    """Which reviews are due, and how earlier ones ended."""

    def __init__(self, documents: Documents) -> None:
        self._yearly = Reader(documents, YEARLY_VIEW)

    async def yearly_reviews(self, today: date) -> list[DueReview]:
        """Reviews that are overdue or soon due, as the day says, the longest overdue first."""
        where = [eq("awaited", True), lte("announced_on", today.isoformat())]
        found = await self._yearly.all(YEARLY_REVIEWS, where, [asc("due_on")])
        return [_due(one, today) for one in found]

    async def yearly_review(self, agency: str, edition: int) -> YearlyDocument | None:
        """The yearly review of one edition; None where it never came into force."""
        where = [eq("agency", agency), eq("edition", edition)]
        found = await self._yearly.all(YEARLY_REVIEWS, where)
        return found[0] if found else None


def _due(review: YearlyDocument, today: date) -> DueReview:
    known = {one.name: getattr(review, one.name) for one in fields(YearlyDocument)}
    overdue = review.due_on is not None and review.due_on <= today.isoformat()
    return DueReview(**known, overdue=overdue)
