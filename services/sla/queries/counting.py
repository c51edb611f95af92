"""How the figures on late work are counted, and which lists they open into."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.sla.queries.figures import FORMS, Figures, MostLate, Unit, of_unit, opens, opens_escalations
from services.sla.queries.filters import TimeFilter
from services.sla.views.documents import CASES, STEPS
from services.sla.views.standing import RULES
from shared.documents.port import Collection, Group
from shared.documents.query import Condition, eq
from shared.documents.reader import Reader
from shared.names.documents import NameQueries
from shared.names.following import Named

_LATE, _OVERDUE = eq("late", True), eq("overdue", True)
_HELD, _WAITING = eq("waiting", False), eq("waiting", True)
_FIGURES = ("late_steps", "overdue_steps", "overdue_steps_waiting")


class Counting:
    """Counts what fits a filter."""

    def __init__(self, reader: Reader, names: NameQueries, asked: TimeFilter, now: datetime) -> None:
        self._reader = reader
        self._names = names
        agency = asked.agencies[0] if asked.agencies is not None and len(asked.agencies) == 1 else None
        self._of = {"agency": agency, "procedure": asked.procedure}
        self._where = asked.conditions(STEPS, now)

    async def figures(self, by: Unit, limit: int, escalations: int, position: int) -> Figures:
        """In all, and of the units with most late steps; `escalations`: how many are open."""
        return Figures(
            position=position,
            rules=RULES,
            late_cases=await self._count(CASES, _LATE),
            overdue_cases=await self._count(CASES, _LATE, _OVERDUE),
            late_steps=await self._count(STEPS, _LATE),
            overdue_steps=await self._count(STEPS, _LATE, _OVERDUE, _HELD),
            overdue_steps_waiting=await self._count(STEPS, _LATE, _OVERDUE, _WAITING),
            escalations=escalations,
            opens=opens(("late_cases", "overdue_cases", *_FIGURES), **self._of)
            | opens_escalations(**self._of),
            by=by,
            most_late=await self._most_late(by, limit),
        )

    async def _most_late(self, by: Unit, limit: int) -> list[MostLate]:
        names = tuple(dict.fromkeys((by.value, "agency")))
        groups = await self._groups(names, limit, _LATE)
        still = await self._groups((*names, "waiting"), None, _LATE, _OVERDUE)
        overdue = {one.values: one.count for one in still}
        units: list[dict[str, Any]] = [dict(zip(names, group.values, strict=True)) for group in groups]
        return [
            FORMS[by](
                **unit,
                **named,
                late_steps=group.count,
                overdue_steps=overdue.get((*group.values, False), 0),
                overdue_steps_waiting=overdue.get((*group.values, True), 0),
                opens=opens(_FIGURES, **{**self._of, **of_unit(unit)}),
            )
            for unit, named, group in zip(units, await self._called(by, units), groups, strict=True)
        ]

    async def _called(self, by: Unit, units: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The name of each unit, as its field; an agency's isn't known here."""
        if by is Unit.AGENCY:
            return [{} for _ in units]
        keys = [(one["agency"], Named(by.value), one[by.value]) for one in units]
        book = await self._names.book(keys)
        return [{f"{by}_name": book.name(*key)} for key in keys]

    async def _count(self, collection: Collection, *conditions: Condition) -> int:
        return await self._reader.count(collection.name, [*self._where, *conditions])

    async def _groups(self, names: Sequence[str], limit: int | None, *conditions: Condition) -> list[Group]:
        return await self._reader.group_count(STEPS.name, names, [*self._where, *conditions], limit)
