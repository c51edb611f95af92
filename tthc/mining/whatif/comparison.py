"""How many cases and visits are late, under the one limits and the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from tthc.mining.log.notices import Notice

_UNTOLD = {"late_after": None, "share_after": None}


@dataclass(slots=True)
class Late:
    """Of so many, so many are late."""

    count: int = 0
    before: int = 0
    after: int = 0

    def add(self, *, before: bool, after: bool) -> None:
        """Count one more."""
        self.count += 1
        self.before += before
        self.after += after


@dataclass(slots=True)
class Comparison:
    """Before and after, side by side."""

    has_before: bool  #: whether there are limits to compare with
    cases: Late = field(default_factory=Late)
    cases_counted: bool = True  #: whether the limits after state a total
    late_by_deadline: int | None = None  #: cases later than the deadline that the log states for them
    steps: dict[str, Late] = field(default_factory=dict)  #: by code
    units: dict[str, Late] = field(default_factory=dict)  #: by the division's code
    names: dict[str, str] = field(default_factory=dict)  #: of steps
    limits_before: Mapping[str, TimeLimit] = field(default_factory=dict)
    limits_after: Mapping[str, TimeLimit] = field(default_factory=dict)
    unnamed: tuple[str, ...] = ()  #: steps for which the new limits say nothing
    unvisited: tuple[str, ...] = ()  #: steps of the new limits that no case came to
    notices: tuple[Notice, ...] = ()  #: of the log that the cases come from

    def visit(self, step: str, division: str, *, before: bool, after: bool) -> None:
        """Count a visit for its step and its unit."""
        for late in (self.steps.setdefault(step, Late()), self.units.setdefault(division, Late())):
            late.add(before=before, after=after)

    def told(self, language: Language) -> dict[str, Any]:
        """As one JSON object; what can't be compared is null."""
        cases = self._told(self.cases, "cases")
        if not self.cases_counted:
            cases |= _UNTOLD
        return {
            "cases": cases | {"late_by_deadline": self.late_by_deadline},
            "steps": [
                {"step": step, "name": self.names.get(step, step)}
                | self._told(late, "visits")
                | {"limit_before": _iso(self.limits_before.get(step))}
                | {"limit_after": _iso(self.limits_after.get(step))}
                | ({} if step in self.limits_after else _UNTOLD)
                for step, late in self.steps.items()
            ],
            "units": [
                {"division": division} | self._told(late, "visits")
                for division, late in sorted(self.units.items(), key=lambda one: (-one[1].count, one[0]))
            ],
            "unnamed": list(self.unnamed),
            "unvisited": list(self.unvisited),
            "notices": [notice.told(language) for notice in self.notices],
        }

    def _told(self, late: Late, what: str) -> dict[str, Any]:
        return {
            what: late.count,
            "late_before": late.before if self.has_before else None,
            "late_after": late.after,
            "share_before": _share(late.before, late.count) if self.has_before else None,
            "share_after": _share(late.after, late.count),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _iso(limit: TimeLimit | None) -> str | None:
    return None if limit is None else limit.duration
