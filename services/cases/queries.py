"""The questions about cases, as the read model answers them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.cases.views import CASE_VIEW, CASES, CaseDocument, CaseStatus
from shared.documents.port import Document, Documents
from shared.documents.query import Condition, any_of, asc, desc, eq, lte
from shared.documents.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesPage:
    """Cases that fit, and how many there are in all."""

    total: int
    cases: list[CaseDocument]


class CaseQueries:
    """The questions that the read model answers."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, CASE_VIEW)

    async def case(self, case_number: str) -> CaseDocument | None:
        """One case, or None."""
        return await self._reader.one(CASES, case_number)

    async def cases(
        self,
        agencies: Sequence[str] | None,
        status: CaseStatus | None,
        procedure: str | None,
        limit: int,
        offset: int,
    ) -> CasesPage:
        """Cases that fit, the newest first, and how many there are."""
        where: list[Condition] = []
        if agencies is not None:
            where.append(any_of("agency", agencies))
        if status is not None:
            where.append(eq("status", status.value))
        if procedure is not None:
            where.append(eq("procedure", procedure))
        found = await self._reader.all(CASES, where, [desc("opened_at")], limit, offset)
        return CasesPage(total=await self._reader.count(CASES.name, where), cases=found)

    async def suspensions_over(
        self, now: datetime, limit: int, behind: Document | None = None
    ) -> list[Document]:
        """Suspended cases whose suspension the sweeper is to end, the longest waiting first."""
        order = [asc("next_alarm")]
        after = behind.cursor(order) if behind is not None else None
        where = [lte("next_alarm", now)]
        return await self._reader.find(CASES.name, where, order, limit, after=after)
