"""What visits and scorecards are asked for: days, whose, and which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from services.sla.domain.coming_back import WayBack
from services.sla.queries.figures import HELD, STEPS_PATH, WAITING, of_unit
from services.sla.queries.scorecard_rows import RowKey, ScorecardUnit
from shared.documents.query import Condition, eq, gte, lt, lte, present
from shared.kernel import FIRST_YEAR, LAST_YEAR
from shared.vietnam_time import VIETNAM


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the agencies, both included."""

    first: date
    last: date

    @classmethod
    def of_month(cls, month: str) -> "Days":
        """Those of `2026-03`. ValueError where it is none, or none of a working calendar."""
        first = date.fromisoformat(f"{month}-01")
        if not FIRST_YEAR <= first.year <= LAST_YEAR:
            raise ValueError(month)
        return cls(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))

    def within(self, name: str) -> list[Condition]:
        """The field, a day, is one of them."""
        return [gte(name, self.first.isoformat()), lte(name, self.last.isoformat())]

    def until(self, name: str) -> list[Condition]:
        """The field, an instant, lies before their end."""
        return [lt(name, _midnight(self.last + timedelta(days=1)))]

    def spanning(self, name: str) -> list[Condition]:
        """The field, an instant, lies in one of them."""
        return [gte(name, _midnight(self.first)), *self.until(name)]

    def opened(self) -> dict[str, str]:
        """What asks a list of steps for those that came on one of them."""
        first, after = _midnight(self.first), _midnight(self.last + timedelta(days=1))
        return {"opened_after": first.isoformat(), "opened_before": after.isoformat()}

    def received(self) -> list[Condition]:
        """What visits fulfil that came on one of them, and have ended."""
        return [*self.spanning("started_at"), present("ended_on")]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


#: Where the lists behind figures are.
VISITS_PATH, SENT_BACK_PATH = "/scorecards/visits", "/scorecards/sent-back"
REDONE_PATH, PASSED_PATH = "/scorecards/redone", "/scorecards/passed"


class VisitKind(StrEnum):
    """Which visits a figure opens into."""

    DONE = "done"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    LATE_THROUGH_OTHERS = "late_through_others"
    LATE_THROUGH_SUSPENSION = "late_through_suspension"
    LATE_BY_OBJECTIVE_CAUSE = "late_by_objective_cause"
    RECEIVED_ENDED = "received_ended"  #: came on these days, and have ended since, however


_KINDS: dict[VisitKind, tuple[Condition, ...]] = {
    VisitKind.DONE: (),
    VisitKind.DONE_ON_TIME: (eq("late", False),),
    VisitKind.DONE_LATE: (eq("late", True),),
    VisitKind.LATE_THROUGH_OTHERS: (eq("late", True), eq("late_through_others", True)),
    VisitKind.LATE_BY_OBJECTIVE_CAUSE: (eq("late", True), eq("late_by_objective_cause", True)),
    VisitKind.LATE_THROUGH_SUSPENSION: (eq("late", True), eq("late_through_suspension", True)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitScope:
    """Whose figures somebody may see: all of an agency's, those of a division, or an official's own."""

    agency: str
    division: str | None = None
    official: str | None = None

    def covers(self, agency: str | None, division: str | None, official: str | None) -> bool:
        """Whether the unit is in it: an agency's figures are in no division's scope."""
        return (
            agency == self.agency and self.division in (None, division) and self.official in (None, official)
        )

    def conditions(self) -> list[Condition]:
        """What documents of visits fulfil that are in it."""
        named = (("agency", self.agency), ("division", self.division), ("official", self.official))
        return [eq(name, value) for name, value in named if value is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsAsked:
    """Every condition that is given holds."""

    days: Days
    agency: str | None = None
    division: str | None = None
    official: str | None = None
    procedure: str | None = None
    held: bool | None = None  #: whether an official is named
    by_division: bool | None = None  #: whether a division is
    kind: VisitKind | None = None  #: None: all that have ended, however they did
    scope: UnitScope | None = None  #: whose one may see; None: everybody's

    def units(self) -> list[Condition]:
        """What is named."""
        names = ("agency", "division", "official", "procedure")
        named = [eq(name, getattr(self, name)) for name in names if getattr(self, name) is not None]
        for name, there in (("official", self.held), ("division", self.by_division)):
            if there is not None:
                named.append(present(name) if there else eq(name, None))
        return named

    def whose(self) -> list[Condition]:
        """What a document must fulfil to be shown to who asks."""
        return self.scope.conditions() if self.scope is not None else []

    def ended(self) -> list[Condition]:
        """What the documents of visits fulfil."""
        if self.kind is VisitKind.RECEIVED_ENDED:
            return [*self.units(), *self.days.received()]
        found = [*self.units(), *self.days.within("ended_on")]
        return found if self.kind is None else [*found, present("done_on"), *_KINDS[self.kind]]


#: As keys of rows have them.
_UNIT = ("agency", "division", "official", "procedure")
#: What is asked for to see the acts that figures on what was sent back count.
_BACK = {
    "returns": {"way": WayBack.RETURNED.value},
    "refusals": {"way": WayBack.REFUSED.value},
    "reopenings": {"reopenings": "true"},
}
#: The steps that a unit holds now.
_OPEN_STEPS = {"open": {"state": "open"}, "open_overdue": HELD, "open_overdue_waiting": WAITING}
#: Its own work that was sent back.
_REDONE = {"sent_back": {}, "sent_back_cleared": {"cleared": "true"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardsAsked:
    """Which scorecards."""

    by: ScorecardUnit
    days: Days
    agency: str | None = None
    all_rows: bool = False  #: also of units that completed and returned nothing
    opened: bool = False  #: with the visits behind the figures
    scopes: Sequence[UnitScope] | None = None  #: whose one may see; None: everybody's

    @property
    def whose(self) -> tuple[Any, ...]:
        """What says which rows stand behind the figures, however those are grouped."""
        return (self.days, self.agency, tuple(self.scopes) if self.scopes is not None else None)

    def wanted(self) -> list[list[Condition]]:
        """The conditions of each part of what one may see; the parts may overlap."""
        agency = [eq("agency", self.agency)] if self.agency is not None else []
        if self.scopes is None:
            return [agency]
        scopes = [one for one in self.scopes if self.agency in (None, one.agency)]
        return [one.conditions() for one in scopes]

    def agencies(self) -> list[list[Condition]]:
        """The conditions of each agency in which one may see anything."""
        if self.scopes is None or self.agency is not None:
            return [[eq("agency", self.agency)] if self.agency is not None else []]
        return [[eq("agency", one)] for one in sorted({scope.agency for scope in self.scopes})]

    def key(self, agency: str, division: str | None, official: str | None, procedure: str) -> RowKey | None:
        """The row that something of this unit counts in; None: one may not see it."""
        named = {"agency": agency, "division": division, "official": official, "procedure": procedure}
        row = {name: value if name in self.by.names else None for name, value in named.items()}
        unit = (row["agency"], row["division"], row["official"])
        if self.scopes is not None and not any(one.covers(*unit) for one in self.scopes):
            return None
        return (agency, row["division"], row["official"], row["procedure"])

    def opens(self, key: RowKey) -> dict[str, str]:
        """The lists behind the figures of a row."""
        unit = {name: value for name, value in zip(_UNIT, key, strict=True) if name in self.by.names}
        whose = of_unit(unit)
        days = {"from": self.days.first.isoformat(), "to": self.days.last.isoformat()}
        of = {**days, **whose}
        back = {name: _address(SENT_BACK_PATH, which, of) for name, which in _BACK.items()}
        if unit.get("official") is None:  # work is passed on by units
            back["buck_passing"] = _address(PASSED_PATH, {}, {**days, **unit})
        if unit.get("division", "") is None:  # only what a head did is no division's
            return {name: f"{address}&by_division=false" for name, address in back.items()}
        visits = {one.value: _address(VISITS_PATH, {"kind": one.value}, of) for one in VisitKind}
        redone = {name: _address(REDONE_PATH, which, of) for name, which in _REDONE.items()}
        came = {"state": "open", **self.days.opened()}
        held = {
            name: _address(STEPS_PATH, which, whose)
            for name, which in {**_OPEN_STEPS, "received_open": came}.items()
        }
        return visits | back | redone | held


def _address(path: str, which: Mapping[str, str], of: Mapping[str, str | None]) -> str:
    return (
        f"{path}?{urlencode({name: value for name, value in {**which, **of}.items() if value is not None})}"
    )
