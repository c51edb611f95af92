"""The questions that the clocks' read model answers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar, cast

from services.sla.queries.counting import Counting
from services.sla.queries.escalations import EscalationFilter, EscalationQueries, ListedEscalations
from services.sla.queries.evaluation_evidence import EvaluationEvidence
from services.sla.queries.figures import Figures, Unit
from services.sla.queries.filters import TimeFilter
from services.sla.queries.informed import InformedQueries
from services.sla.queries.reports import ReportQueries
from services.sla.queries.scorecards import ScorecardQueries
from services.sla.queries.work import WorkQueries
from services.sla.views.calendars import CALENDAR_VIEW
from services.sla.views.clocks import CLOCK_VIEW
from services.sla.views.documents import (
    ASKED,
    CALENDARS,
    CASES,
    OPEN,
    STEPS,
    AskedClockDocument,
    CalendarDocument,
    CaseClockDocument,
    StepClockDocument,
)
from services.sla.views.escalation_documents import LADDERS, EscalationDocument
from shared.documents.port import Collection, Document, Documents
from shared.documents.query import Cursor, any_of, asc, eq, gt, lte
from shared.documents.reader import Page, Reader
from shared.eventstore.records import utc_now
from shared.kernel import CLOCK_SKEW
from shared.names.documents import NameQueries
from shared.printing.typesetting import Setting

D = TypeVar("D")

#: The order of every list of times: what is due first comes first.
BY_DUE = (asc("due_at"),)


@dataclass(slots=True, kw_only=True)
class CaseClock(CaseClockDocument):
    """The time of a case, of its steps in the order of their visits, and of its coordinations."""

    steps: list[StepClockDocument]
    coordinations: list[AskedClockDocument]
    escalations: list[EscalationDocument]


class SlaQueries:
    """Clocks, and figures on them."""

    def __init__(
        self, documents: Documents, now: Callable[[], datetime] = utc_now, setting: Setting = Setting()
    ) -> None:
        self.setting = setting  #: what reports are printed with
        self.now = now  #: by it one says how long something has been overdue
        self.names = NameQueries(documents)
        self._reader = Reader(documents, CLOCK_VIEW)
        self._calendars = Reader(documents, CALENDAR_VIEW)
        self.work = WorkQueries(documents)
        self.informed = InformedQueries(documents)
        self.evidence = EvaluationEvidence(documents)
        self.scorecards = ScorecardQueries(documents)
        self.escalations = EscalationQueries(documents)
        self.reports = ReportQueries(documents)

    async def case(self, case_number: str) -> CaseClock | None:
        """A case's clock with those of its steps and coordinations, in their order; None if there is none."""
        case = await self._reader.one(CASES, case_number)
        if case is None:
            return None
        order = [asc("started_at"), asc("visit")]
        steps = await self._reader.all(STEPS, [eq("case_number", case_number)], order)
        asked = await self._reader.all(ASKED, [eq("case_number", case_number)], [asc("coordination")])
        alarms = [one.next_alarm for one in (case, *steps, *asked) if one.next_alarm is not None]
        return with_fields(
            CaseClock,
            case,
            steps=steps,
            coordinations=asked,
            escalations=await self.escalations.of_case(case_number),
            next_alarm=min(alarms, default=None),
        )

    async def coordination(self, case_number: str, coordination: int) -> AskedClockDocument | None:
        """The time of one; None if there is none."""
        return await self._reader.one(ASKED, f"{case_number}/{coordination}")

    async def times(
        self, collection: Collection[D], asked: TimeFilter, limit: int, after: Cursor | None
    ) -> Page[D]:
        """The times that fit, by when they are due."""
        return await self._reader.page(
            collection, asked.conditions(collection, self.now()), BY_DUE, limit, after
        )

    async def overdue_steps(self, asked: TimeFilter) -> tuple[int, int]:
        """Of the overdue steps that fit: how many wait for no other agency, and how many for one."""
        where = asked.conditions(STEPS, self.now())
        groups = await self._reader.group_count(STEPS.name, "waiting", where)
        counted = {bool(one.values[0]): one.count for one in groups}
        return counted.get(False, 0), counted.get(True, 0)

    async def paused(self, case_numbers: Sequence[str]) -> dict[str, str]:
        """Since when the time of those of these cases stands still whose time does."""
        found = await self._reader.get_many(CASES.name, list(dict.fromkeys(case_numbers)))
        return {number: one.body.paused_at for number, one in found.items() if one.body.paused_at}

    async def roles(self, case_numbers: Sequence[str]) -> dict[str, AskedClockDocument]:
        """The coordinations that those of these cases answer that answer one."""
        cases = await self._reader.get_many(CASES.name, list(dict.fromkeys(case_numbers)))
        answers = {number: one.body.answers for number, one in cases.items() if one.body.answers is not None}
        keys = {number: f"{one.case_number}/{one.coordination}" for number, one in answers.items()}
        found = await self._reader.get_many(ASKED.name, sorted(set(keys.values())))
        return {number: found[key].body for number, key in keys.items() if key in found}

    async def figures(self, by: Unit, asked: TimeFilter, limit: int) -> Figures:
        """What was not finished when it was due: ended since, or open still."""
        of = EscalationFilter(
            agencies=asked.agencies, procedure=asked.procedure, state=ListedEscalations.OPEN
        )
        escalations = await self.escalations.count(of)
        counting = Counting(self._reader, self.names, asked, self.now())
        return await counting.figures(by, limit, escalations)

    async def counts(self) -> dict[str, dict[str, int]]:
        """Open and overdue cases, steps and coordinations of each agency; a paused case is open too.

        A coordination is of the agency that is asked. A step that is overdue and waits is counted apart.
        """
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for name, collection, by in _COUNTED:
            for group in await self._reader.group_count(collection.name, by, [_OPEN]):
                agency, overdue, *waiting = group.values
                late = f"{name}_overdue_waiting" if any(waiting) else f"{name}_overdue"
                counted[f"{name}_open"][str(agency)] += group.count
                counted[late][str(agency)] += group.count if overdue else 0
        return {name: dict(by_agency) for name, by_agency in counted.items()}

    async def alarms(
        self, collection: Collection, now: datetime, limit: int, behind: Document | None = None
    ) -> list[Document]:
        """The cases or the visits that the sweeper is to look at, the longest waiting first."""
        order = [asc("next_alarm")]
        after = behind.cursor(order) if behind is not None else None
        return await self._reader.find(collection.name, [lte("next_alarm", now)], order, limit, after=after)

    async def raised_early(
        self, collection: Collection, now: datetime, limit: int, behind: Document | None = None
    ) -> list[Document]:
        """The open cases or visits that were told to be overdue and are due later than any machine's now."""
        after = behind.cursor(BY_DUE) if behind is not None else None
        where = [eq("overdue", True), gt("due_at", now + CLOCK_SKEW), _OPEN]
        return await self._reader.find(collection.name, where, BY_DUE, limit, after=after)

    async def counted_by(self, calendar: str, limit: int, behind: Document | None = None) -> list[Document]:
        """The clocks of open cases that count by a calendar, in the order of their numbers."""
        after = behind.cursor(()) if behind is not None else None
        return await self._reader.find(CASES.name, [eq("calendar", calendar), _OPEN], (), limit, after=after)

    async def position(self, source: str) -> int:
        """How far in the service's log the clocks here have come."""
        return await self._reader.position(source)

    async def calendars(self) -> list[CalendarDocument]:
        """All calendars."""
        return await self._calendars.all(CALENDARS)


#: Where the sweeper looks: a case's own time has an alarm, that of each visit and each coordination, and what
#: of them is overdue and climbs.
ALARMED = (STEPS, ASKED, CASES, LADDERS)
#: What may have been told too early, by a clock that was ahead.
RAISED = (STEPS, ASKED, CASES)
_OPEN = any_of("state", OPEN)
_COUNTED: tuple[tuple[str, Collection, tuple[str, ...]], ...] = (
    ("cases", CASES, ("agency", "overdue")),
    ("steps", STEPS, ("agency", "overdue", "waiting")),
    ("coordinations", ASKED, ("asked_agency", "overdue")),
)


def with_fields(kind: type[D], document: Any, **more: Any) -> D:
    """A larger document, with the fields of this one and more."""
    names = {one.name for one in fields(cast(Any, kind))} & {one.name for one in fields(document)}
    return kind(**({name: getattr(document, name) for name in names} | more))
