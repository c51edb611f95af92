"""The questions about cases, as the read model answers them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.cases.application.numbering import lost_numbers, void_lost_numbers
from services.cases.views.cases import CASE_VIEW
from services.cases.views.documents import CASES, CaseDocument, CaseStatus
from services.cases.views.names import CASE_NAMES_VIEW
from shared.documents.port import Document, Documents
from shared.documents.query import Condition, Cursor, Sort, any_of, asc, desc, eq, gte, holds, lt, lte
from shared.documents.reader import Page, Reader
from shared.eventstore.application import Application
from shared.names.documents import NameQueries

_PAGE = 1_000


class CaseOrder(StrEnum):
    """What comes first."""

    NEWEST = "newest"  #: what was opened last
    DUE = "due"  #: what is due first

    @property
    def sort(self) -> tuple[Sort, ...]:
        """The same for the read model."""
        return (desc("opened_at"),) if self is CaseOrder.NEWEST else (asc("due_at"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Every condition that is given holds."""

    agencies: Sequence[str] | None = None  #: None: all
    status: CaseStatus | None = None
    procedure: str | None = None
    division: str | None = None
    official: str | None = None
    late: bool | None = None
    overdue: bool | None = None
    due_before: datetime | None = None
    due_after: datetime | None = None

    def conditions(self) -> list[Condition]:
        """What the documents must fulfil."""
        return [*self._whose(), *self._dues()]

    def _whose(self) -> Iterator[Condition]:
        if self.agencies is not None:
            yield any_of("agency", self.agencies) if len(self.agencies) != 1 else eq("agency", *self.agencies)
        if self.status is not None:
            yield eq("status", self.status)
        if self.procedure is not None:
            yield eq("procedure", self.procedure)
        if self.division is not None:
            yield holds("divisions", self.division)
        if self.official is not None:
            yield holds("officials", self.official)

    def _dues(self) -> Iterator[Condition]:
        late = True if self.overdue else self.late  # what is overdue is late: so one index has both
        if late is not None:
            yield eq("late", late)
        if self.overdue is not None:
            yield eq("overdue", self.overdue)
        if self.due_before is not None:
            yield lt("due_at", self.due_before)
        if self.due_after is not None:
            yield gte("due_at", self.due_after)


class CaseQueries:
    """The questions that the read model answers."""

    def __init__(self, documents: Documents) -> None:
        self.names = NameQueries(documents, CASE_NAMES_VIEW)
        self._reader = Reader(documents, CASE_VIEW)

    async def case(self, case_number: str) -> CaseDocument | None:
        """One case, or None."""
        return await self._reader.one(CASES, case_number)

    async def cases(
        self, asked: CaseFilter, order: CaseOrder, limit: int, after: Cursor | None
    ) -> Page[CaseDocument]:
        """Cases that fit, in that order."""
        return await self._reader.page(CASES, asked.conditions(), order.sort, limit, after)

    async def suspensions_over(
        self, now: datetime, limit: int, behind: Document | None = None
    ) -> list[Document]:
        """Suspended cases whose suspension the sweeper is to end, the longest waiting first."""
        order = [asc("next_alarm")]
        after = behind.cursor(order) if behind is not None else None
        where = [lte("next_alarm", now)]
        return await self._reader.find(CASES.name, where, order, limit, after=after)


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
