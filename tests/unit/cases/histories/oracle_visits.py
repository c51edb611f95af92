"""Visits of steps, counted minute by minute straight from the words of the format (*Scorecards from it*)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.cases.application.histories import acts
from shared.vietnam_time import VIETNAM
from tests.unit.cases.histories.oracle import Oracle
from tests.unit.cases.histories.oracle_minutes import BEGINNING, Countdown, working
from tests.unit.cases.histories.oracle_state import Case, Visit


@dataclass
class _Time:
    countdown: Countdown
    used: int = 0
    waiting: int = 0


class VisitOracle(Oracle):
    """Takes a history's acts, and tells which visits were completed, and what was returned."""

    def __init__(self, header: Any) -> None:
        super().__init__(header)
        self.done: list[dict[str, Any]] = []
        self.returned: list[dict[str, Any]] = []
        self._times: dict[int, _Time] = {}
        self._kept: list[Visit] = []  #: so that no other is known by the same id
        self._by = ""

    def take(self, history: Sequence[acts.AnyAct]) -> "VisitOracle":
        """All of it, to its end."""
        self.trees(history, [history[-1].at])
        return self

    def _minute(self) -> None:
        super()._minute()
        for case in self.cases.values():
            if case.standing() in ("held", "waiting"):
                for visit in case.visits.values():
                    if not visit.completed:
                        self._count(case, visit)

    def _count(self, case: Case, visit: Visit) -> None:
        time = self._time_of(case, visit)
        worked = working(case.agency)[self.now]
        time.used += worked
        time.waiting += worked if case.waits(visit) else 0
        time.countdown.minute(self.now)

    def _time_of(self, case: Case, visit: Visit) -> _Time:
        if id(visit) not in self._times:
            self._kept.append(visit)
            hours = case.step(visit.step)["time_limit"]["duration"].removeprefix("PT").removesuffix("H")
            self._times[id(visit)] = _Time(Countdown(int(hours) * 60, working(case.agency)))
        return self._times[id(visit)]

    def _complete(self, act: acts.Complete) -> None:
        self._by = act.by
        super()._complete(act)

    def _accept(self, act: acts.Accept) -> None:
        self._by = act.by
        super()._accept(act)

    def _done(self, case: Case, step: str) -> None:
        super()._done(case, step)
        visit = case.visits[step]
        time = self._time_of(case, visit)
        reached, limit = time.countdown.reached, time.countdown.limit
        late = reached is not None and self.now > reached
        through = late and time.waiting > 0 and time.used - time.waiting <= limit
        self.done.append(
            {
                "case": case.name,
                "step": step,
                "visit": visit.number,
                "agency": case.agency,
                "division": visit.division,
                "official": self._by,
                "day": self._day(),
                "used": time.used,
                "waiting": time.waiting,
                "limit": limit,
                "late": late,
                "late_through_others": through,
            }
        )

    def _return(self, act: acts.Return) -> None:
        case = self.cases[act.case]
        self.returned.append(
            {
                "case": case.name,
                "agency": case.agency,
                "division": case.visits[act.step].division,
                "official": act.by,
                "day": self._day(),
            }
        )
        super()._return(act)

    def _day(self) -> str:
        return (BEGINNING + timedelta(minutes=self.now)).astimezone(VIETNAM).date().isoformat()

    # ---- rows

    def rows(self, first: str, last: str, *by: str) -> list[dict[str, Any]]:
        """As `tthc scorecards` has them, of these days."""
        found: dict[tuple[str, ...], dict[str, Any]] = {}
        for one, is_done in [*((one, True) for one in self.done), *((one, False) for one in self.returned)]:
            if first <= one["day"] <= last:
                key = tuple(one[name] for name in by)
                row = found.setdefault(key, dict.fromkeys(_FIGURES, 0))
                _add(row, one, is_done=is_done)
        names = ("agency", "division", "official")
        return [
            {**{name: dict(zip(by, key, strict=True)).get(name) for name in names}, **found[key]}
            for key in sorted(found)
        ]


_FIGURES = (
    "done",
    "done_late",
    "late_through_others",
    "used_minutes",
    "waiting_minutes",
    "returns",
)


def _add(row: dict[str, Any], one: dict[str, Any], *, is_done: bool) -> None:
    if not is_done:
        row["returns"] += 1
        return
    row["done"] += 1
    row["done_late"] += one["late"]
    row["late_through_others"] += one["late_through_others"]
    row["used_minutes"] += one["used"] - one["waiting"]
    row["waiting_minutes"] += one["waiting"]
