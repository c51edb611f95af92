"""What a list of times is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.sla.views.documents import CASES, OPEN, ClockState
from shared.documents.port import Collection
from shared.documents.query import Condition, any_of, eq, gt, gte, lt, lte, present


class ListedState(StrEnum):
    """Which times: those of a state, or all that haven't ended."""

    OPEN = "open"  #: running or paused
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFilter:
    """Every condition that is given holds."""

    agencies: Sequence[str] | None = None  #: None: all
    procedure: str | None = None
    state: ListedState | None = None
    late: bool | None = None
    overdue: bool | None = None
    receipt_overdue: bool | None = None
    due_soon: bool | None = None
    due_before: datetime | None = None
    due_after: datetime | None = None
    opened_before: datetime | None = None
    opened_after: datetime | None = None
    division: str | None = None
    official: str | None = None
    held: bool | None = None
    waiting: bool | None = None
    asked_agency: str | None = None

    def conditions(self, collection: Collection, now: datetime) -> list[Condition]:
        """What the documents must fulfil. A visit is running until it has ended."""
        return [*self.whose(), *self._which(), *self._states(collection), *self._dues(now)]

    def whose(self) -> list[Condition]:
        """Of these, what limits whose they are."""
        if self.agencies is None:
            return []
        one = self.agencies[0] if len(self.agencies) == 1 else None
        return [eq("agency", one) if one is not None else any_of("agency", self.agencies)]

    def _which(self) -> Iterator[Condition]:
        for name in ("procedure", "division", "official", "waiting", "asked_agency", "receipt_overdue"):
            if (value := getattr(self, name)) is not None:
                yield eq(name, value)
        if self.held is not None:
            yield present("official") if self.held else eq("official", None)

    def _states(self, collection: Collection) -> Iterator[Condition]:
        if self.state is ListedState.OPEN and collection is CASES:
            yield any_of("state", OPEN)
        elif self.state is not None:
            yield eq("state", ClockState.RUNNING if self.state is ListedState.OPEN else self.state)
        late = True if self.overdue else self.late  # what is overdue is late: so one index has both
        if late is not None:
            yield eq("late", late)
        if self.overdue is not None:
            yield eq("overdue", self.overdue)

    def _dues(self, now: datetime) -> Iterator[Condition]:
        if self.due_soon is not None:
            yield lte("due_soon_at", now) if self.due_soon else gt("due_soon_at", now)
        if self.due_soon:
            yield from (eq("late", False), any_of("state", OPEN))
        if self.due_before is not None:
            yield lt("due_at", self.due_before)
        if self.due_after is not None:
            yield gte("due_at", self.due_after)
        if self.opened_before is not None:
            yield lt("started_at", self.opened_before)
        if self.opened_after is not None:
            yield gte("started_at", self.opened_after)
