"""The questions about cases, as the read model answers them."""

from collections.abc import Sequence
from typing import Any

from services.cases.views import CASE_VIEW, CASES, CaseStatus
from shared.documents.port import Documents
from shared.documents.query import Condition, any_of, desc, eq
from shared.documents.reader import Reader


class CaseQueries:
    """The questions that the read model answers."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, CASE_VIEW)

    async def case(self, case_number: str) -> dict[str, Any] | None:
        """One case, or None."""
        found = await self._reader.get(CASES.name, case_number)
        return found.body if found is not None else None

    async def cases(
        self,
        agencies: Sequence[str] | None,
        status: CaseStatus | None,
        procedure: str | None,
        limit: int,
        offset: int,
    ) -> dict[str, Any]:
        """Cases that fit, the newest first, and how many there are."""
        where: list[Condition] = []
        if agencies is not None:
            where.append(any_of("agency", agencies))
        if status is not None:
            where.append(eq("status", status.value))
        if procedure is not None:
            where.append(eq("procedure", procedure))
        found = await self._reader.find(CASES.name, where, [desc("opened_at")], limit, offset)
        total = await self._reader.count(CASES.name, where)
        return {"total": total, "cases": [document.body for document in found]}
