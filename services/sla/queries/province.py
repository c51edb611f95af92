"""How work stands over the province: counted once, for the answer and for the gauges alike.

    found = await queries.province_at(ProvinceAsked(days=last_days(now)), "sla", now)

Each figure is counted as the list behind it is found, and as scorecards count what is done.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.sla.queries.filters import TimeFilter
from services.sla.queries.province_rows import (
    AgencyFigures,
    Province,
    ProvinceCounts,
    in_order,
    of_agency,
    of_waves,
    total,
)
from services.sla.queries.visits_asked import Days
from services.sla.views.clocks import CLOCK_VIEW
from services.sla.views.documents import ASKED, CASES, OPEN, STEPS
from services.sla.views.escalation_documents import ESCALATIONS, EscalationState
from services.sla.views.rollout import AGENCY_WAVES, ROLLOUT_VIEW, AgencyWaveDocument
from services.sla.views.standing import RULES
from services.sla.views.visit_documents import PASSED, VISITS
from services.sla.views.visits import VISIT_VIEW
from shared.documents.port import Collection, Documents, Group
from shared.documents.query import Condition, any_of, eq, present
from shared.documents.reader import Reader
from shared.documents.values import instant
from shared.kernel import day_of

#: What is done counts over so many days, today among them.
DAYS = 30
_OPEN = any_of("state", OPEN)


def last_days(now: datetime, days: int = DAYS) -> Days:
    """So many days, to today."""
    today = day_of(now)
    return Days(today - timedelta(days=days - 1), today)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceAsked:
    """Of which agencies, and over which days what is done counts."""

    days: Days
    agencies: Sequence[str] | None = None  #: None: all
    wave: int | None = None  #: None: every one, and those without any


class ProvinceQueries:
    """Figures of each agency and each rollout wave."""

    def __init__(self, documents: Documents) -> None:
        self._clocks = Reader(documents, CLOCK_VIEW)
        self._visits = Reader(documents, VISIT_VIEW)
        self._rollout = Reader(documents, ROLLOUT_VIEW)

    async def figures(self, asked: ProvinceAsked, position: int, now: datetime) -> Province:
        """Of the `position` that is told with them; to be asked through `SlaQueries.province_at`."""
        rows = await self._rows(asked, now)
        return Province(
            as_of=instant(now),
            position=position,
            rules=RULES,
            first_day=asked.days.first,
            last_day=asked.days.last,
            total=total(rows),
            waves=of_waves(rows),
            agencies=rows,
        )

    async def _rows(self, asked: ProvinceAsked, now: datetime) -> list[AgencyFigures]:
        """Of each agency that there is; one that has ended has a row as long as there is anything in it."""
        known = {one.agency: one for one in await self._rollout.all(AGENCY_WAVES)}
        counting = _Counting(asked, self._clocks, self._visits)
        counts = await counting.counts(now)
        wanted = counts.keys() | {code for code, one in known.items() if not _is_over(one, now)}
        if asked.agencies is not None:
            wanted &= set(asked.agencies)
        waves = {code: known[code].wave if code in known else None for code in wanted}
        return in_order(
            of_agency(
                code, waves[code], counts.get(code, ProvinceCounts()), counting.levels[code], asked.days
            )
            for code in wanted
            if asked.wave in (None, waves[code])
        )


def _is_over(agency: AgencyWaveDocument, now: datetime) -> bool:
    return agency.ended_from is not None and agency.ended_from <= day_of(now).isoformat()


class _Counting:
    """Counts once: groups of documents, each under the field that names whose it is."""

    def __init__(self, asked: ProvinceAsked, clocks: Reader, visits: Reader) -> None:
        self._asked = asked
        self._clocks = clocks
        self._visits = visits
        self._counts: dict[str, ProvinceCounts] = defaultdict(ProvinceCounts)
        #: Open escalations of each agency, by level.
        self.levels: dict[str, dict[str, int]] = defaultdict(dict)

    async def counts(self, now: datetime) -> dict[str, ProvinceCounts]:
        """Of each agency of which there is anything."""
        await self._clocks_open()
        due_soon = TimeFilter(due_soon=True)
        for name, collection in (("cases", CASES), ("steps", STEPS)):
            where = due_soon.conditions(collection, now)
            await self._add(self._clocks, collection, ("agency",), where, f"{name}_due_soon")
        await self._escalations_open()
        done = [*self._asked.days.within("ended_on"), present("done_on")]
        await self._add(self._visits, VISITS, ("agency", "late"), done, "steps_done", "steps_done_late")
        days = self._asked.days.within("day")
        await self._add(self._visits, PASSED, ("agency",), days, "buck_passing")
        return self._counts

    async def _clocks_open(self) -> None:
        """Cases, steps and coordinations that are open; a step that is overdue and waits is counted apart."""
        await self._add(self._clocks, CASES, ("agency", "overdue"), [_OPEN], "cases_open", "cases_overdue")
        await self._add(self._clocks, STEPS, ("agency",), [_OPEN], "steps_open")
        late = [_OPEN, eq("overdue", True)]
        for group in await self._groups(self._clocks, STEPS, ("agency", "waiting"), late):
            agency, waiting = group.values
            counts = self._counts[str(agency)]
            if waiting:
                counts.steps_overdue_waiting += group.count
            else:
                counts.steps_overdue += group.count
        not_received = [eq("receipt_overdue", True)]
        await self._add(self._clocks, STEPS, ("agency",), not_received, "receipts_overdue")
        await self._add(self._clocks, ASKED, ("agency",), [_OPEN], "coordinations_waiting")
        owed = ("asked_agency", "overdue")
        await self._add(self._clocks, ASKED, owed, [_OPEN], "coordinations_open", "coordinations_overdue")

    async def _escalations_open(self) -> None:
        standing = [eq("state", EscalationState.OPEN)]
        for group in await self._groups(self._clocks, ESCALATIONS, ("agency", "level"), standing):
            agency, level = map(str, group.values)
            self._counts[agency].escalations_open += group.count
            self.levels[agency][level] = group.count

    async def _add(
        self,
        reader: Reader,
        collection: Collection,
        by: tuple[str, ...],
        where: Sequence[Condition],
        all_of_them: str,
        such: str | None = None,
    ) -> None:
        """Count all documents under one name, and those whose second field is true under another as well."""
        for group in await self._groups(reader, collection, by, where):
            agency, *flag = group.values
            counts = self._counts[str(agency)]
            setattr(counts, all_of_them, getattr(counts, all_of_them) + group.count)
            if such is not None and any(flag):
                setattr(counts, such, getattr(counts, such) + group.count)

    async def _groups(
        self, reader: Reader, collection: Collection, by: tuple[str, ...], where: Sequence[Condition]
    ) -> list[Group]:
        agencies = self._asked.agencies
        of = [] if agencies is None else [any_of(by[0], agencies)]
        return await reader.group_count(collection.name, by, [*where, *of])
