"""The questions that the clocks' read model answers."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple, TypeVar, cast

from services.sla.queries.counting import Counting
from services.sla.queries.escalations import EscalationFilter, EscalationQueries, ListedEscalations
from services.sla.queries.evaluation_evidence import EvaluationEvidence
from services.sla.queries.figures import Figures, Unit
from services.sla.queries.filters import TimeFilter
from services.sla.queries.informed import InformedQueries
from services.sla.queries.kept_figures import ROWS, KeptFigure, KeptFigures
from services.sla.queries.opened_lists import ListAsked, OpenedPage, opened_page
from services.sla.queries.province import ProvinceAsked, ProvinceQueries
from services.sla.queries.province_rows import Province
from services.sla.queries.reports import ReportQueries
from services.sla.queries.scorecard_rows import Scorecards
from services.sla.queries.scorecards import ScorecardQueries
from services.sla.queries.visits_asked import ScorecardsAsked
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
    ClockState,
    StepClockDocument,
)
from services.sla.views.escalation_documents import ESCALATIONS, LADDERS, EscalationDocument
from services.sla.views.rollout import ROLLOUT_VIEW
from services.sla.views.standing import TIMES, Standing
from services.sla.views.visits import VISIT_VIEW
from shared.documents.port import Collection, Document, Documents
from shared.documents.query import Cursor, any_of, asc, eq, gt, lte
from shared.documents.reader import Reader
from shared.eventstore.records import utc_now
from shared.kernel import CLOCK_SKEW
from shared.names.documents import NameQueries
from shared.printing.typesetting import Setting

D = TypeVar("D")
T = TypeVar("T")

#: The order of every list of times: what is due first comes first.
BY_DUE = (asc("due_at"),)


@dataclass(slots=True, kw_only=True)
class CaseClock(CaseClockDocument):
    """The time of a case, of its steps in the order of their visits, and of its coordinations."""

    steps: list[StepClockDocument]
    coordinations: list[AskedClockDocument]
    escalations: list[EscalationDocument]


class CasePlace(NamedTuple):
    """An open case, in the order in which all are gone through."""

    state: str
    number: str


class SlaQueries:
    """Clocks, and figures on them."""

    def __init__(
        self, documents: Documents, now: Callable[[], datetime] = utc_now, setting: Setting = Setting()
    ) -> None:
        self.setting = setting  #: what reports and years are printed with
        self.now = now  #: by it one says how long something has been overdue
        self.names = NameQueries(documents)
        self._documents = documents
        self._reader = Reader(documents, CLOCK_VIEW)
        self._counted = [Reader(documents, one) for one in (CLOCK_VIEW, VISIT_VIEW, ROLLOUT_VIEW)]
        self._calendars = Reader(documents, CALENDAR_VIEW)
        self.work = WorkQueries(documents)
        self.informed = InformedQueries(documents)
        self.evidence = EvaluationEvidence(documents)
        self.kept = KeptFigures(documents, now)
        self.scorecards = ScorecardQueries(documents, now)
        self.escalations = EscalationQueries(documents, now)
        self.province = ProvinceQueries(documents)
        self.reports = ReportQueries(documents)

    async def at_one_position(
        self, source: str, ask: Callable[["SlaQueries"], Awaitable[T]]
    ) -> tuple[T, Standing]:
        """What `ask` finds, all of it at one position of `source`, the service's own log.

        `ask` is given the questions to ask; it may be called more than once.
        """
        for _ in range(TIMES):
            async with self._documents.snapshot() as documents:
                still = SlaQueries(documents, self.now, self.setting)
                positions = await still.positions(source)
                found = await ask(still)
                is_snapshot = documents is not self._documents
                if is_snapshot or await still.positions(source) == positions:
                    return found, Standing(min(positions))
        return found, Standing(min(positions), alone=False)

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
        self,
        collection: Collection[D],
        asked: TimeFilter,
        limit: int,
        after: Cursor | None,
        figure: KeptFigure | None = None,
    ) -> OpenedPage[D]:
        """The times that fit, by when they are due; those of a figure, where it is kept."""
        where = asked.conditions(collection, self.now())
        of = ListAsked(
            collection=collection, where=where, allowed=asked.whose(), sort=BY_DUE, limit=limit, after=after
        )
        return await opened_page(self._reader, of, figure, self.now())

    async def overdue_steps(self, asked: TimeFilter, figure: KeptFigure | None = None) -> tuple[int, int]:
        """Of the overdue steps that fit: how many wait for no other agency, and how many for one.

        `figure`: of those that it counted.
        """
        where = [*asked.conditions(STEPS, self.now()), eq("overdue", True)]
        if figure is not None:
            waits = [bool(one["waiting"]) for one in figure.of(STEPS, where)]
            return waits.count(False), waits.count(True)
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

    async def figures(self, by: Unit, asked: TimeFilter, limit: int, source: str) -> Figures:
        """What was not finished when it was due: ended since, or open still. `source`: the service's own log.

        To be asked through `at_one_position`.
        """
        position = await self.position(source)
        escalations = await self.escalations.count(_open_escalations(asked))
        counting = Counting(self._reader, self.names, asked, self.now())
        return await counting.figures(by, limit, escalations, position)

    async def rows_behind(self, asked: TimeFilter) -> dict[str, list[Document]]:
        """All that `figures` counts, by collection; of more than are kept, one more."""
        late = eq("late", True)
        wanted = {one.name: [*asked.conditions(one, self.now()), late] for one in (CASES, STEPS)} | {
            ESCALATIONS.name: _open_escalations(asked).conditions()
        }
        return {name: await self._reader.find(name, where, (), ROWS + 1) for name, where in wanted.items()}

    async def alarms(
        self, collection: Collection, now: datetime, limit: int, behind: Document | None = None
    ) -> list[Document]:
        """The cases or the visits that the sweeper is to look at, the longest waiting first."""
        order = [asc("next_alarm")]
        after = behind.cursor(order) if behind is not None else None
        return await self._reader.find(collection.name, [lte("next_alarm", now)], order, limit, after=after)

    async def raised_early(
        self,
        collection: Collection,
        told: str,
        due: str,
        now: datetime,
        limit: int,
        behind: Document | None = None,
    ) -> list[Document]:
        """The open ones that were `told` to be overdue and are `due` later than any machine's now."""
        order = (asc(due),)
        after = behind.cursor(order) if behind is not None else None
        where = [eq(told, True), gt(due, now + CLOCK_SKEW), _OPEN]
        return await self._reader.find(collection.name, where, order, limit, after=after)

    async def counted_by(
        self, calendar: str, limit: int, behind: CasePlace | None = None
    ) -> AsyncIterator[list[CasePlace]]:
        """The open cases that count by a calendar, so many at a time: those that run, then those that stand.

        One that is suspended meanwhile is found among those; one that is resumed is counted anew by that.
        """
        first = OPEN.index(ClockState(behind.state)) if behind is not None else 0
        for state in OPEN[first:]:
            where = [eq("calendar", calendar), eq("state", state)]
            after = (behind.number,) if behind is not None and behind.state == state else None
            while found := await self._reader.find(CASES.name, where, (), limit, after=after):
                yield [CasePlace(state.value, one.id) for one in found]
                after = (found[-1].id,)

    async def positions(self, source: str) -> tuple[int, ...]:
        """How far in the service's log each read model has come that figures are counted from.

        They are one number, but for a read model that is being built anew.
        """
        return tuple([await one.position(source) for one in self._counted])

    async def position(self, source: str) -> int:
        """How far all of them have come."""
        return min(await self.positions(source))

    async def cards(self, asked: ScorecardsAsked, source: str) -> Scorecards:
        """Scorecards; `source`: the service's own log. To be asked through `at_one_position`."""
        return await self.scorecards.cards(asked, await self.position(source), self.now())

    async def province_at(self, asked: ProvinceAsked, source: str, now: datetime) -> Province:
        """How the province stands, for whoever tells it: the answer over HTTP, the command, the gauges."""

        async def count(still: SlaQueries) -> Province:
            return await still.province.figures(asked, await still.position(source), now)

        found, _ = await self.at_one_position(source, count)
        return found

    async def calendars(self) -> list[CalendarDocument]:
        """All calendars."""
        return await self._calendars.all(CALENDARS)


#: Where the sweeper looks: a case's own time has an alarm, that of each visit and each coordination, and what
#: of them is overdue and climbs.
ALARMED = (STEPS, ASKED, CASES, LADDERS)
#: What may have been told too early, by a clock that was ahead: whether it was, and when it is due.
RAISED = (
    (STEPS, "overdue", "due_at"),
    (ASKED, "overdue", "due_at"),
    (CASES, "overdue", "due_at"),
    (STEPS, "receipt_overdue", "receipt_due_at"),
    (ASKED, "receipt_overdue", "receipt_due_at"),
)
_OPEN = any_of("state", OPEN)


def _open_escalations(asked: TimeFilter) -> EscalationFilter:
    return EscalationFilter(agencies=asked.agencies, procedure=asked.procedure, state=ListedEscalations.OPEN)


def with_fields(kind: type[D], document: Any, **more: Any) -> D:
    """A larger document, with the fields of this one and more."""
    names = {one.name for one in fields(cast(Any, kind))} & {one.name for one in fields(document)}
    return kind(**({name: getattr(document, name) for name in names} | more))
