"""The questions about cases, as the read model answers them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.cases.application.numbering import lost_numbers, void_lost_numbers
from services.cases.queries.coordinations import CoordinationQueries
from services.cases.queries.hand_overs import HandOverQueries
from services.cases.views.cases import CASE_VIEW
from services.cases.views.documents import CASES, CaseDocument, CaseStatus
from services.cases.views.names import CASE_NAMES_VIEW
from services.cases.views.passing import PASSING_UNITS, PASSING_VIEW, PASSINGS, PassingDocument
from services.cases.views.succession import ENDINGS, OPEN_REQUESTS, SUCCESSION_VIEW
from shared.documents.port import Document, Documents, Group
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
    words: Sequence[str] = ()

    def conditions(self) -> list[Condition]:
        """What the documents must fulfil."""
        return [*self._whose(), *self._dues(), *(holds("words", word) for word in self.words)]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingFilter:
    """Every condition that is given holds."""

    agencies: Sequence[str] | None = None  #: None: all
    division: str | None = None
    kind: str | None = None
    since: datetime | None = None
    before: datetime | None = None

    def detections(self) -> Iterator[Condition]:
        """Of those that concern one of the agencies, each once."""
        yield eq("once", True) if self.agencies is None else any_of("concerns", self.agencies)
        if self.division is not None:
            yield holds("divisions", self.division)
        yield from self._when()

    def parts(self) -> Iterator[Condition]:
        """Of the parts that units had in them."""
        if self.agencies is not None:
            yield any_of("agency", self.agencies)
        if self.division is not None:
            yield eq("division", self.division)
        yield from self._when()

    def _when(self) -> Iterator[Condition]:
        if self.kind is not None:
            yield eq("kind", self.kind)
        if self.since is not None:
            yield gte("detected_at", self.since)
        if self.before is not None:
            yield lt("detected_at", self.before)


#: The order of buck-passing: the latest first.
PASSING_ORDER = (desc("detected_at"),)


class PassingQueries:
    """Buck-passing, and its figure for each unit."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, PASSING_VIEW)

    async def found(self, asked: PassingFilter, limit: int, after: Cursor | None) -> Page[PassingDocument]:
        """What fits, the latest first."""
        return await self._reader.page(PASSINGS, list(asked.detections()), PASSING_ORDER, limit, after)

    async def figures(self, asked: PassingFilter) -> list[Group]:
        """How often each unit had a part in it: by agency, division and kind."""
        by = ("agency", "division", "kind")
        return await self._reader.group_count(PASSING_UNITS.name, by, list(asked.parts()))


class CaseQueries:
    """The questions that the read model answers."""

    def __init__(self, documents: Documents, export_key: bytes | None = None) -> None:
        self.export_key = export_key  #: by which pseudonyms in exported logs are made; None: one an export
        self.names = NameQueries(documents, CASE_NAMES_VIEW)
        self.passing = PassingQueries(documents)
        self.coordinations = CoordinationQueries(documents)
        self._reader = Reader(documents, CASE_VIEW)
        self._succession = Reader(documents, SUCCESSION_VIEW)
        self.hand_overs = HandOverQueries(documents)

    async def held_by(self, agency: str, official: str, most: int) -> list[tuple[str, str]]:
        """The open steps that somebody holds, and their cases, due first; at most so many."""
        where = [eq("agency", agency), holds("officials", official)]
        found = await self._reader.find(CASES.name, where, CaseOrder.DUE.sort, most)
        return [
            (case.id, step.step)
            for case in found
            for step in case.body.steps
            if step.official == official and not step.completed
        ][:most]

    async def case(self, case_number: str) -> CaseDocument | None:
        """One case, or None."""
        return await self._reader.one(CASES, case_number)

    async def those(self, numbers: Sequence[str]) -> list[CaseDocument]:
        """The cases with these numbers that are there, in this order."""
        found = await self._reader.get_many(CASES.name, numbers)
        return [found[number].body for number in numbers if number in found]

    async def cases(
        self, asked: CaseFilter, order: CaseOrder, limit: int, after: Cursor | None
    ) -> Page[CaseDocument]:
        """Cases that fit, in that order."""
        return await self._reader.page(CASES, asked.conditions(), order.sort, limit, after)

    async def numbers_of(self, reference: str, limit: int) -> list[str]:
        """The cases that are called so in another system; the first of them."""
        where = [eq("external_reference", reference)]
        return [one.case_number for one in await self._reader.all(CASES, where, limit=limit)]

    async def referenced(self, agency: str, references: Sequence[str]) -> list[CaseDocument]:
        """The agency's cases that other systems know under one of these references; a thousand at most."""
        where = [any_of("external_reference", references), eq("agency", agency)]
        page = await self._reader.page(CASES, where, CaseOrder.NEWEST.sort, _PAGE, None)
        return list(page.found)

    async def alarmed(self, now: datetime, limit: int, behind: Document | None = None) -> list[Document]:
        """Cases in which time alone has brought something about by now, the longest waiting first."""
        order = [asc("next_alarm")]
        after = behind.cursor(order) if behind is not None else None
        where = [lte("next_alarm", now)]
        return await self._reader.find(CASES.name, where, order, limit, after=after)

    async def ended(self, now: datetime, limit: int, behind: Document | None = None) -> list[Document]:
        """The agencies that have ended by now, in the order of their ends."""
        order = [asc("takes_effect_at")]
        after = behind.cursor(order) if behind is not None else None
        where = [lte("takes_effect_at", now)]
        return await self._succession.find(ENDINGS.name, where, order, limit, after=after)

    async def open_of(
        self, agencies: Sequence[str], limit: int, behind: Document | None = None
    ) -> list[Document]:
        """Open cases of these agencies; a case of a history that is still taken in is judged by it alone."""
        alive = any_of("status", (CaseStatus.OPEN, CaseStatus.SUSPENDED))
        after = behind.cursor(()) if behind is not None else None
        where = [any_of("agency", agencies), alive, eq("history", False)]
        return await self._reader.find(CASES.name, where, (), limit, after=after)

    async def asked(
        self, agencies: Sequence[str], limit: int, behind: Document | None = None
    ) -> list[Document]:
        """What these agencies are asked for that goes to their successors by itself."""
        after = behind.cursor(()) if behind is not None else None
        where = [any_of("agency", agencies)]
        return await self._succession.find(OPEN_REQUESTS.name, where, (), limit, after=after)

    async def of_histories(self, case_numbers: Sequence[str]) -> set[str]:
        """Those of these cases that are of a history which is still taken in, or that aren't known yet."""
        found = await self._reader.get_many(CASES.name, case_numbers)
        return {one for one in case_numbers if one not in found or found[one].body.history}


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
