"""The questions that the clocks' read model answers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from services.sla.views import (
    CALENDAR_VIEW,
    CALENDARS,
    CASES,
    CLOCK_VIEW,
    OPEN,
    STEPS,
    CalendarDocument,
    CaseClockDocument,
    ClockState,
    StepClockDocument,
)
from shared.documents.port import Collection, Document, Documents
from shared.documents.query import Condition, any_of, asc, eq, gt, lte
from shared.documents.reader import Reader
from shared.eventstore.records import utc_now
from shared.kernel import CLOCK_SKEW

D = TypeVar("D")


class Unit(StrEnum):
    """What overdue steps are counted by."""

    AGENCY = "agency"
    DIVISION = "division"
    OFFICIAL = "official"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueInAgency:
    """How many overdue steps an agency has."""

    agency: str
    overdue_steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueInDivision(OverdueInAgency):
    """How many a division of it has."""

    division: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueOfProcedure(OverdueInAgency):
    """How many a procedure of it has."""

    procedure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueOfOfficial:
    """How many an official has; null: those that nobody holds."""

    official: str | None
    overdue_steps: int


MostOverdue: TypeAlias = OverdueInDivision | OverdueOfProcedure | OverdueInAgency | OverdueOfOfficial
#: Codes of divisions and procedures are unique in their agency only.
_COUNTED: dict[Unit, tuple[type[MostOverdue], tuple[str, ...]]] = {
    Unit.AGENCY: (OverdueInAgency, ("agency",)),
    Unit.DIVISION: (OverdueInDivision, ("division", "agency")),
    Unit.OFFICIAL: (OverdueOfOfficial, ("official",)),
    Unit.PROCEDURE: (OverdueOfProcedure, ("procedure", "agency")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Cases that weren't finished when they were due, and the units with most overdue steps."""

    late_cases: int
    by: Unit
    most_overdue: list[MostOverdue]


@dataclass(slots=True, kw_only=True)
class CaseClock(CaseClockDocument):
    """The time of a case and of its steps, in the order of their visits."""

    steps: list[StepClockDocument]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverduePage:
    """Open steps past due, the one that has been for longest first, and how many there are in all."""

    total: int
    steps: list[StepClockDocument]


class SlaQueries:
    """Clocks, and figures on them."""

    def __init__(self, documents: Documents, now: Callable[[], datetime] = utc_now) -> None:
        self.now = now  #: by it one says how long something has been overdue
        self._reader = Reader(documents, CLOCK_VIEW)
        self._calendars = Reader(documents, CALENDAR_VIEW)

    async def case(self, case_number: str) -> CaseClock | None:
        """A case's clock with those of its steps, in their order; None if there is none."""
        case = await self._reader.one(CASES, case_number)
        if case is None:
            return None
        order = [asc("started_at"), asc("visit")]
        steps = await self._reader.all(STEPS, [eq("case_number", case_number)], order)
        alarms = [one.next_alarm for one in (case, *steps) if one.next_alarm is not None]
        return with_fields(CaseClock, case, steps=steps, next_alarm=min(alarms, default=None))

    async def overdue(
        self, agencies: Sequence[str] | None, division: str | None, official: str | None, limit: int
    ) -> OverduePage:
        """Open steps that are past due, the one that has been for longest first."""
        where = [*_of(agencies), eq("overdue", True), eq("state", ClockState.RUNNING.value)]
        where += [eq("division", division)] if division else []
        where += [eq("official", official)] if official else []
        steps = await self._reader.all(STEPS, where, [asc("due_at")], limit)
        return OverduePage(total=await self._reader.count(STEPS.name, where), steps=steps)

    async def figures(
        self, by: Unit, agencies: Sequence[str] | None, procedure: str | None, limit: int
    ) -> Figures:
        """Of what was finished late, and of what is still open."""
        where = [*_of(agencies, procedure), eq("overdue", True)]
        late = await self._reader.count(CASES.name, where)
        return Figures(late_cases=late, by=by, most_overdue=await self._most_overdue(by, where, limit))

    async def _most_overdue(self, by: Unit, where: list[Condition], limit: int) -> list[MostOverdue]:
        kind, names = _COUNTED[by]
        groups = await self._reader.group_count(STEPS.name, names, where, limit)
        counted: list[dict[str, Any]] = [dict(zip(names, group.values, strict=True)) for group in groups]
        return [kind(**one, overdue_steps=group.count) for one, group in zip(counted, groups, strict=True)]

    async def counts(self) -> dict[str, dict[str, int]]:
        """Open and overdue cases and steps of each agency; a paused case is open too."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for name, collection in (("cases", CASES), ("steps", STEPS)):
            for group in await self._reader.group_count(collection.name, ("agency", "overdue"), [_OPEN]):
                agency, overdue = str(group.values[0]), group.values[1]
                counted[f"{name}_open"][agency] += group.count
                counted[f"{name}_overdue"][agency] += group.count if overdue else 0
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
        order = [asc("due_at")]
        after = behind.cursor(order) if behind is not None else None
        where = [eq("overdue", True), gt("due_at", now + CLOCK_SKEW), _OPEN]
        return await self._reader.find(collection.name, where, order, limit, after=after)

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


#: Where the sweeper looks: a case's own time has an alarm, and that of each visit.
ALARMED = (STEPS, CASES)
_OPEN = any_of("state", OPEN)


def with_fields(kind: Callable[..., D], document: Any, **more: Any) -> D:
    """A larger document, with the fields of this one and more."""
    own: dict[str, Any] = {one.name: getattr(document, one.name) for one in fields(document)}
    return kind(**(own | more))


def _of(agencies: Sequence[str] | None, procedure: str | None = None) -> list[Condition]:
    where = [] if agencies is None else [any_of("agency", agencies)]
    return where if procedure is None else [*where, eq("procedure", procedure)]
