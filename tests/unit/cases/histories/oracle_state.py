"""Cases and coordinations as the oracle keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.unit.cases.histories.oracle_minutes import Countdown

#: Of a coordination: an answer is owed.
OWED = ("requested", "taken", "returned")


@dataclass
class Visit:
    step: str
    number: int
    division: str
    official: str | None = None
    received: bool = False
    completed: bool = False


@dataclass
class Asked:
    """A coordination."""

    name: str
    asking: "Case"
    step: str
    visit: int
    agency: str
    requested_at: int
    silent: bool
    by_itself: bool
    countdown: Countdown
    state: str = "requested"
    case: "Case | None" = None
    answer: str | None = None
    answered_at: int | None = None
    by_silence: bool = False
    owed_past_due: bool = False

    @property
    def owed(self) -> bool:
        return self.state in OWED

    @property
    def late(self) -> bool:
        return self.state not in ("declined", "withdrawn") and (self.by_silence or self.owed_past_due)


@dataclass
class Case:
    name: str
    agency: str
    procedure: Mapping[str, Any]
    opened_at: int
    countdown: Countdown
    answers: Asked | None = None
    state: str = "running"
    ended_at: int | None = None
    late: bool = False
    suspended_at: int = 0
    suspended_minutes: int = 0
    visits: dict[str, Visit] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    done: dict[str, Visit] = field(default_factory=dict)  #: the last completed visit of each step
    handed: dict[str, list[Visit]] = field(default_factory=dict)  #: who sent it to each step last
    asked: list[Asked] = field(default_factory=list)

    @property
    def stages(self) -> list[list[Mapping[str, Any]]]:
        return [stage["steps"] for stage in self.procedure["stages"]]

    def step(self, code: str) -> Mapping[str, Any]:
        return next(one for stage in self.stages for one in stage if one["code"] == code)

    def stage_of(self, code: str) -> int:
        return next(at for at, stage in enumerate(self.stages) if code in [one["code"] for one in stage])

    def visit(self, code: str, division: str | None = None, official: str | None = None) -> None:
        number = self.made[code] = self.made.get(code, 0) + 1
        self.visits[code] = Visit(code, number, division or self.step(code)["division"], official)

    def standing(self) -> str:
        if self.state == "suspended":
            return "paused"
        if self.state != "running":
            return "ended"
        still_open = [one for one in self.visits.values() if not one.completed]
        waits = all(self.waits(one) for one in still_open)
        return "waiting" if still_open and waits else "held"

    def waits(self, visit: Visit) -> bool:
        return any(one.owed for one in self.of(visit))

    def of(self, visit: Visit) -> list[Asked]:
        return [one for one in self.asked if (one.step, one.visit) == (visit.step, visit.number)]
