"""What a check of the whole system found."""

import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

#: So many disagreements are kept; all are counted.
KEPT = 1_000
#: A case's number in the name of a place.
_NUMBER = re.compile(r"[A-Z][\w.-]*-\d{6}-\d{4,9}")


class Area(StrEnum):
    """Between which two things a disagreement stands."""

    STORE = "store"  #: a store and itself: streams without gaps, rows that can be read
    NUMBERS = "numbers"  #: the books of case numbers, and the cases
    HOLDERS = "holders"  #: who has steps of open cases, and who works where
    ANSWERS = "answers"  #: what was answered under an idempotency key, and the events of that command
    TOPIC = "topic"  #: a store and its topic
    POSITION = "position"  #: what a reader says that it has taken, and what there is
    READ_MODEL = "read model"  #: a view, and the fold of the store's log
    CLOCK = "clock"  #: a clock, and the fold of the case's facts
    NOTIFICATION = "notification"  #: the notifications, and the fold of what the clocks concluded


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that isn't as it must be."""

    area: Area
    where: str  #: the service, and the row, record, document or stream
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.area.value}: {self.where}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True, slots=True)
class Note:
    """Something an operator should know that is no disagreement."""

    area: Area
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class StoreSetBack:
    """A store that was put back to an older copy, by somebody who has an event that it lacks."""

    service: str
    follower: str  #: a topic, a service, or the read models
    seen: int  #: the notification id of that event
    last: int  #: of the store's newest


@dataclass(slots=True)
class Findings:
    """Everything that one run of the check found."""

    disagreements: list[Disagreement] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    stores_set_back: list[StoreSetBack] = field(default_factory=list)
    by_area: Counter[Area] = field(default_factory=Counter)
    voided: dict[str, str] = field(default_factory=dict)  #: lost numbers, and why they are
    checked: Counter[str] = field(default_factory=Counter)  #: how many of each kind were looked at

    @property
    def count(self) -> int:
        """How many disagreements there are, also those that were not kept."""
        return sum(self.by_area.values())

    def disagree(self, area: Area, where: str, expected: object, found: object) -> None:
        """Something isn't as it must be; what is left of a number that is void is only noted."""
        for number in re.findall(_NUMBER, where):
            if number in self.voided:
                text = f"left of a lost case, whose number is void: {self.voided[number]}"
                self.note(area, where, text)
                return
        self.by_area[area] += 1
        if len(self.disagreements) < KEPT:
            self.disagreements.append(Disagreement(area, where, str(expected), str(found)))

    def set_back(self, service: str, follower: str, seen: int, last: int) -> None:
        """A store lacks an event that somebody stands at."""
        self.stores_set_back.append(StoreSetBack(service, follower, seen, last))
        found = f"this store was set back: it ends at {last}"
        if seen <= last:
            found = "this store was set back: another event is there"
        self.disagree(Area.STORE, service, f"event {seen}, which {follower} has", found)

    def void(self, number: str, reason: str) -> None:
        """A number is nobody's; what others still know of it stems from a lost case."""
        self.voided[number] = reason

    def note(self, area: Area, where: str, text: str) -> None:
        """Something to know."""
        self.notes.append(Note(area, where, text))

    def told(self) -> dict[str, Any]:
        """Everything as JSON."""
        return {
            "disagreements": self.count,
            "by_area": {area.value: count for area, count in sorted(self.by_area.items())},
            "found": [
                {"area": d.area.value, "where": d.where, "expected": d.expected, "found": d.found}
                for d in self.disagreements
            ],
            "set_back": [asdict(one) for one in self.stores_set_back],
            "notes": [{"area": n.area.value, "where": n.where, "text": n.text} for n in self.notes],
            "checked": dict(sorted(self.checked.items())),
        }


def brief(value: object, maximum: int = 160) -> str:
    """A value in so many characters."""
    text = repr(value) if not isinstance(value, str) else value
    return text if len(text) <= maximum else text[: maximum - 1] + "…"


def differing(expected: Any, found: Any) -> tuple[str, str]:
    """Two values told by what differs in them, so that a long document needn't be read."""
    if isinstance(expected, dict) and isinstance(found, dict):
        keys = [key for key in {**expected, **found} if expected.get(key, _NONE) != found.get(key, _NONE)]
        parts = [{key: side.get(key, _NONE) for key in keys} for side in (expected, found)]
        return apart(repr(parts[0]), repr(parts[1]))
    return apart(_text(expected), _text(found))


def _text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)


def apart(expected: str, found: str, maximum: int = 160) -> tuple[str, str]:
    """Two texts in so many characters each, from where they differ if that comes later."""
    same = next((at for at, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), 0)
    if brief(expected, maximum) != brief(found, maximum) or expected == found:
        return brief(expected, maximum), brief(found, maximum)
    start = max(0, same - maximum // 4)
    return f"…{brief(expected[start:], maximum - 1)}", f"…{brief(found[start:], maximum - 1)}"


class _None:
    def __repr__(self) -> str:
        return "nothing"


_NONE = _None()
