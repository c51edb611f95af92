"""The questions on escalations: which there are, and how many."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.sla.domain.ladder import Level
from services.sla.queries.kept_figures import KeptFigure
from services.sla.queries.opened_lists import ListAsked, OpenedPage, opened_page
from services.sla.views.escalation_documents import (
    ESCALATIONS,
    POLICIES,
    STOOD,
    EscalationDocument,
    EscalationState,
    PolicyDocument,
)
from services.sla.views.escalations import CLOCK_VIEW, POLICY_VIEW
from shared.documents.port import Documents
from shared.documents.query import Condition, Cursor, any_of, asc, desc, eq, lte, present
from shared.documents.reader import Reader

#: What was raised last comes first.
NEWEST_FIRST = (desc("raised_at"),)
_OPEN, _UNACKNOWLEDGED = eq("state", EscalationState.OPEN), eq("acknowledged_at", None)


class ListedEscalations(StrEnum):
    """Those whose cause stands, or is gone."""

    OPEN = EscalationState.OPEN.value
    ENDED = EscalationState.ENDED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationFilter:
    """Every condition that is given holds."""

    agencies: Sequence[str] | None = None  #: against which they go; None: all
    told_agency: str | None = None
    division: str | None = None
    level: Level | None = None
    procedure: str | None = None
    state: ListedEscalations | None = None  #: None: both
    acknowledged: bool | None = None  #: whether anybody sees to it; None: both

    def conditions(self) -> list[Condition]:
        """What the documents must fulfil."""
        where = [any_of("state", STOOD) if self.state is None else eq("state", self.state), *self.whose()]
        for name in ("told_agency", "division", "level", "procedure"):
            if (value := getattr(self, name)) is not None:
                where.append(eq(name, value))
        if self.acknowledged is not None:
            where.append(present("acknowledged_at") if self.acknowledged else _UNACKNOWLEDGED)
        return where

    def whose(self) -> list[Condition]:
        """Of these, what limits whose they are."""
        where: list[Condition] = []
        if self.agencies is not None:
            one = self.agencies[0] if len(self.agencies) == 1 else None
            where.append(eq("agency", one) if one is not None else any_of("agency", self.agencies))
        if self.agencies is not None and self.procedure is not None:
            where.append(any_of("case_agency", self.agencies))  # another agency's is no business of theirs
        return where


class EscalationQueries:
    """Escalations that stood, and the policies that were adopted."""

    def __init__(self, documents: Documents, now: Callable[[], datetime]) -> None:
        self._now = now
        self._reader = Reader(documents, CLOCK_VIEW)
        self._policies = Reader(documents, POLICY_VIEW)

    async def page(
        self,
        asked: EscalationFilter,
        limit: int,
        after: Cursor | None,
        figure: KeptFigure | None = None,
    ) -> OpenedPage[EscalationDocument]:
        """Those that fit, the newest first; those of a figure, where it is kept."""
        of = ListAsked(
            collection=ESCALATIONS,
            where=asked.conditions(),
            allowed=asked.whose(),
            sort=NEWEST_FIRST,
            limit=limit,
            after=after,
        )
        return await opened_page(self._reader, of, figure, self._now())

    async def count(self, asked: EscalationFilter) -> int:
        """How many fit."""
        return await self._reader.count(ESCALATIONS.name, asked.conditions())

    async def of_case(self, case_number: str) -> list[EscalationDocument]:
        """A case's, in the order in which they were raised."""
        where = [eq("case_number", case_number), any_of("state", STOOD)]
        return await self._reader.all(ESCALATIONS, where, [asc("raised_at")])

    async def unacknowledged_by_level(self, raised_until: datetime) -> Counter[tuple[str, str]]:
        """How many open ones were raised by then and nobody has acknowledged, by agency and level."""
        where = [_OPEN, lte("raised_at", raised_until), _UNACKNOWLEDGED]
        groups = await self._reader.group_count(ESCALATIONS.name, ("agency", "level"), where)
        return Counter({(str(one.values[0]), str(one.values[1])): one.count for one in groups})

    async def policies(self) -> list[PolicyDocument]:
        """For whom any was adopted."""
        return await self._policies.all(POLICIES)
