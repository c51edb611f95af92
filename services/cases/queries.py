"""The questions about cases, as the read model answers them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from services.cases.application.numbering import lost_numbers, void_lost_numbers
from services.cases.views import CASE_VIEW, CASES, CaseDocument, CaseStatus
from shared.documents.port import Documents
from shared.documents.query import Condition, any_of, desc, eq
from shared.documents.reader import Reader
from shared.eventstore.application import Application

_PAGE = 1_000


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


class CaseNumbers:
    """The numbers of cases, as they are given out for good: `shared.runtime.service.Numbers`."""

    def __init__(self, application: Application, documents: Documents) -> None:
        self._application = application
        self._reader = Reader(documents, CASE_VIEW)

    async def shown(self) -> Collection[str]:
        """Those that the read model shows."""
        found: list[str] = []
        if not await self._reader.built():
            return found
        after = None
        while page := await self._reader.find(CASES.name, (), (), _PAGE, after=after):
            found += [document.id for document in page]
            after = page[-1].cursor(())
        return found

    async def lost(self, given_out: Collection[str]) -> list[str]:
        """Those that no book has."""
        return await lost_numbers(self._application, given_out)

    async def void(self, given_out: Collection[str], reason: str) -> list[str]:
        """Enter those that no book has as void; which they are."""
        return await void_lost_numbers(self._application, given_out, reason)
