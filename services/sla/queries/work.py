"""What somebody has to do: steps that they may act on, each in one box, and cases that they worked on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from heapq import merge
from itertools import pairwise
from typing import TypeAlias

from services.sla.queries.filters import TimeFilter
from services.sla.views.clocks import CLOCK_VIEW
from services.sla.views.documents import CASES, OPEN, STEPS, CaseClockDocument, ClockState, StepClockDocument
from shared.auth.principal import Principal
from shared.documents.port import Document, Documents
from shared.documents.query import Condition, Cursor, any_of, asc, eq, gt, holds, lt, lte
from shared.documents.reader import Page, Reader
from shared.kernel import Role

BY_DUE = (asc("due_at"),)


class Box(StrEnum):
    """The boxes of open steps: the first that fits holds one. The last is that of completed steps."""

    WAITING = "waiting"  #: chờ phối hợp
    OVERDUE = "overdue"  #: quá hạn
    DUE_SOON = "due_soon"  #: sắp đến hạn
    CAME_BACK = "came_back"  #: đề nghị trả lại
    TO_RECEIVE = "to_receive"  #: chờ tiếp nhận
    TO_WORK_ON = "to_work_on"  #: chờ xử lý
    TO_HAND_OFF = "to_hand_off"  #: chờ chuyển


class CaseBox(StrEnum):
    """The boxes of cases of which somebody completed a step."""

    HANDLED = "handled"  #: đã xử lý: they run still
    COMPLETED = "completed"  #: đã hoàn thành


def in_box(box: Box, now: datetime) -> list[Condition]:
    """What a step in the box fulfils, and one in no other does."""
    if box is Box.TO_HAND_OFF:
        return [eq("in_hand", True)]
    found = [eq("state", ClockState.RUNNING)]
    for one, holds_true, holds_not in _FIRST_THAT_FITS:
        if one is box:
            return [*found, holds_true(now)]
        found.append(holds_not(now))
    raise AssertionError(f"{box} is no box")


_At: TypeAlias = Callable[[datetime], Condition]
#: Each box, the condition of being in it, and that of not.
_FIRST_THAT_FITS: tuple[tuple[Box, _At, _At], ...] = (
    (Box.WAITING, lambda _: eq("waiting", True), lambda _: eq("waiting", False)),
    (Box.OVERDUE, lambda _: eq("overdue", True), lambda _: eq("overdue", False)),
    (Box.DUE_SOON, lambda now: lte("due_soon_at", now), lambda now: gt("due_soon_at", now)),
    (Box.CAME_BACK, lambda _: eq("came_back", True), lambda _: eq("came_back", False)),
    (Box.TO_RECEIVE, lambda _: eq("received", False), lambda _: eq("received", True)),
    (Box.TO_WORK_ON, lambda _: eq("received", True), lambda _: eq("received", False)),
)


def box_of(step: StepClockDocument, now: datetime) -> Box | None:
    """The box that a step is in; None: it isn't open, nor in hand."""
    if step.state == ClockState.STOPPED:
        return Box.TO_HAND_OFF if step.in_hand else None
    fits: Mapping[Box, bool] = {
        Box.WAITING: step.waiting,
        Box.OVERDUE: step.overdue,
        Box.DUE_SOON: datetime.fromisoformat(step.due_soon_at) <= now,
        Box.CAME_BACK: step.came_back,
        Box.TO_RECEIVE: not step.received,
    }
    return next((box for box, it_fits in fits.items() if it_fits), Box.TO_WORK_ON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Steps that somebody may act on; those of different scopes are different steps."""

    agency: str
    division: str | None = None  #: None: all of the agency, but for what follows
    above: str | None = None  #: divisions that come after this one
    below: str | None = None  #: divisions that come before this one
    official: str | None = None  #: None with `anybody`: whoever holds them; else nobody does
    anybody: bool = False

    def conditions(self) -> Iterator[Condition]:
        """What they fulfil."""
        yield eq("agency", self.agency)
        if self.division is not None:
            yield eq("division", self.division)
        if self.above is not None:
            yield gt("division", self.above)
        if self.below is not None:
            yield lt("division", self.below)
        if not self.anybody:
            yield eq("official", self.official)


def scopes_of(who: Principal) -> list[Scope]:
    """As steps are guarded: the division's head works on all, an official on their own and nobody's.

    A right in an agency that names no division holds for all of them.
    """
    found: list[Scope] = []
    for agency in sorted(who.agencies):
        headed, works = _divisions(who, agency, Role.DIVISION_HEAD), _divisions(who, agency, Role.OFFICIAL)
        if None in headed:
            found.append(Scope(agency=agency, anybody=True))
            continue
        named = sorted(filter(None, headed))
        found += [Scope(agency=agency, division=one, anybody=True) for one in named]
        mine = [Scope(agency=agency, division=one) for one in sorted(filter(None, works - headed))]
        if None in works:
            ends = [None, *named, None]
            mine = [Scope(agency=agency, above=above, below=below) for above, below in pairwise(ends)]
        found += [replace(one, official=official) for one in mine for official in (who.id, None)]
    return found


def _divisions(who: Principal, agency: str, role: Role) -> set[str | None]:
    return {one.division for one in who.grants if (one.role, one.agency) == (role, agency)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """Every condition that is given holds."""

    scopes: Sequence[Scope] | None = None  #: what somebody may act on; None: all of `times.agencies`
    box: Box | None = None
    sender: str | None = None
    times: TimeFilter

    def each(self, now: datetime) -> Iterator[list[Condition]]:
        """The conditions of each scope; no step fulfils those of two."""
        common = [*self.times.conditions(STEPS, now)]
        if self.box is not None:
            common += in_box(self.box, now)
        elif self.times.state is None:
            common.append(eq("state", ClockState.RUNNING))
        if self.sender is not None:
            common.append(eq("sent_by", self.sender))
        if self.scopes is None:
            yield common
        else:
            yield from ([*common, *scope.conditions()] for scope in self.scopes)


class WorkQueries:
    """What is to be done, what is left of its time, and what was done."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, CLOCK_VIEW)

    async def steps(
        self, asked: WorkFilter, now: datetime, limit: int, after: Cursor | None
    ) -> Page[StepClockDocument]:
        """Those with the least time left first."""
        found: list[list[Document]] = []
        total = 0
        for where in asked.each(now):
            found.append(await self._reader.find(STEPS.name, where, BY_DUE, limit + 1, after=after))
            total += await self._reader.count(STEPS.name, where) if after is None else 0
        rows = list(merge(*found, key=lambda one: (one.body.due_at, one.id)))
        shown = rows[:limit]
        return Page(
            found=[one.body for one in shown],
            total=total if after is None else None,
            cursor=shown[-1].cursor(BY_DUE) if len(rows) > limit else None,
        )

    async def position(self, source: str) -> int:
        """How far the documents are of what this store has."""
        return await self._reader.position(source)

    async def counts(self, scopes: Sequence[Scope], now: datetime) -> dict[Box, int]:
        """How many steps each box has."""
        everything = TimeFilter()
        asked = {box: WorkFilter(scopes=scopes, box=box, times=everything) for box in Box}
        return {
            box: sum([await self._reader.count(STEPS.name, where) for where in one.each(now)])
            for box, one in asked.items()
        }

    async def cases(
        self, who: str, box: CaseBox, readable: Sequence[str] | None, limit: int, after: Cursor | None
    ) -> Page[CaseClockDocument]:
        """Cases of these agencies, of all with None, of which this person completed a step."""
        return await self._reader.page(CASES, _in_case_box(who, box, readable), BY_DUE, limit, after)

    async def case_counts(self, who: str, readable: Sequence[str] | None) -> dict[CaseBox, int]:
        """How many cases each box has."""
        return {
            box: await self._reader.count(CASES.name, _in_case_box(who, box, readable)) for box in CaseBox
        }


def _in_case_box(who: str, box: CaseBox, readable: Sequence[str] | None) -> list[Condition]:
    found = [holds("handled_by", who)]
    if readable is not None:
        found.append(any_of("agency", readable))
    if box is CaseBox.HANDLED:
        return [*found, any_of("state", OPEN)]
    return [*found, eq("state", ClockState.STOPPED), eq("outcome", "completed")]
