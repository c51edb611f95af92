"""The question of what comes due."""

from datetime import date

from services.catalog.views.edition.dues import DUES, DUES_VIEW
from shared.documents.port import Document, Documents
from shared.documents.query import asc, lte
from shared.documents.reader import Reader


class DueQueries:
    """Which editions the sweeper is to look at."""

    def __init__(self, documents: Documents) -> None:
        self._dues = Reader(documents, DUES_VIEW)

    async def dues(self, today: date, limit: int, behind: Document | None = None) -> list[Document]:
        """The editions in which something is due by this day, the longest waiting first."""
        order = [asc("next_on")]
        after = behind.cursor(order) if behind is not None else None
        return await self._dues.find(
            DUES.name, [lte("next_on", today.isoformat())], order, limit, after=after
        )
