"""The questions about coordinations, as the read models answer them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.cases.domain.coordination_state import CoordinationPhase
from services.cases.views.cases import CASE_VIEW
from services.cases.views.coordination_documents import COORDINATIONS, CoordinationDocument, coordination_key
from services.cases.views.coordinations import COORDINATION_VIEW
from services.cases.views.documents import CASES, CaseDocument
from services.cases.views.names import CASE_NAMES_VIEW
from shared.documents.port import Documents
from shared.documents.query import Condition, Cursor, Sort, any_of, asc, desc, eq
from shared.documents.reader import Page, Reader
from shared.names.documents import NameQueries


class Side(StrEnum):
    """Which of the two agencies one's own is."""

    ASKED = "asked"  #: what one's agency has to answer
    ASKING = "asking"  #: what it asked others for


class CoordinationOrder(StrEnum):
    """What comes first."""

    NEWEST = "newest"  #: what was asked for last
    DUE = "due"  #: what is due first

    @property
    def sort(self) -> tuple[Sort, ...]:
        """The same for the read model."""
        return (desc("requested_at"),) if self is CoordinationOrder.NEWEST else (asc("due_at"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationFilter:
    """Every condition that is given holds."""

    agencies: Sequence[str] | None = None  #: those that one may see the coordinations of; None: all
    side: Side = Side.ASKED
    other_agency: str | None = None
    state: CoordinationPhase | None = None
    owed: bool | None = None
    late: bool | None = None
    role: str | None = None
    step: str | None = None  #: which is for who reads the asking agency's cases alone

    def conditions(self) -> list[Condition]:
        """What the documents must fulfil."""
        own, other = "agency", "asking_agency"
        if self.side is Side.ASKING:
            own, other = other, own
        return [*self._whose(own), *self._equal({other: self.other_agency})]

    def _whose(self, own: str) -> Iterator[Condition]:
        if self.agencies is not None:
            yield any_of(own, self.agencies) if len(self.agencies) != 1 else eq(own, *self.agencies)
            if self.step is not None:
                yield any_of("asking_agency", self.agencies)
        names = ("state", "owed", "late", "role", "step")
        yield from self._equal({name: getattr(self, name) for name in names})

    def _equal(self, wanted: dict[str, str | bool | None]) -> Iterator[Condition]:
        return (eq(name, value) for name, value in wanted.items() if value is not None)


class CoordinationQueries:
    """The questions that the read models answer."""

    def __init__(self, documents: Documents) -> None:
        self.names = NameQueries(documents, CASE_NAMES_VIEW)
        self._reader = Reader(documents, COORDINATION_VIEW)
        self._cases = Reader(documents, CASE_VIEW)

    async def one(self, case_number: str, number: int) -> CoordinationDocument | None:
        """One coordination, or None."""
        return await self._reader.one(COORDINATIONS, coordination_key(case_number, number))

    async def page(
        self, asked: CoordinationFilter, order: CoordinationOrder, limit: int, after: Cursor | None
    ) -> Page[CoordinationDocument]:
        """Coordinations that fit, in that order."""
        return await self._reader.page(COORDINATIONS, asked.conditions(), order.sort, limit, after)

    async def cases(self, numbers: Sequence[str]) -> dict[str, CaseDocument]:
        """The cases with these numbers that are there."""
        found = await self._cases.get_many(CASES.name, sorted(set(numbers)))
        return {number: one.body for number, one in found.items()}
