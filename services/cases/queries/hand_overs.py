"""The questions about hand-overs of desks."""

from collections.abc import Mapping, Sequence

from services.cases.views.hand_overs import HAND_OVER_VIEW, HAND_OVERS, HandOverDocument
from shared.documents.port import Documents
from shared.documents.query import Cursor, Sort, any_of, desc, eq
from shared.documents.reader import Page, Reader

#: The newest first.
NEWEST_FIRST: tuple[Sort, ...] = (desc("proposed_at"),)


class HandOverQueries:
    """What the read model answers of them."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, HAND_OVER_VIEW)

    async def one(self, name: str) -> HandOverDocument | None:
        """One hand-over, or None."""
        return await self._reader.one(HAND_OVERS, name)

    async def page(
        self, agencies: Sequence[str] | None, equal: Mapping[str, str], limit: int, after: Cursor | None
    ) -> Page[HandOverDocument]:
        """Hand-overs of these agencies whose fields are so, the newest first."""
        where = [eq(name, value) for name, value in equal.items()]
        if agencies is not None:
            where.append(any_of("agency", agencies))
        return await self._reader.page(HAND_OVERS, where, NEWEST_FIRST, limit, after)
