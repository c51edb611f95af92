"""The ways that cases took through the activities, and what they tell: order, presence, rework."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tthc.discovery.cases import LogCase
from tthc.discovery.spill import Spill

_NOTED = "INSERT INTO variant VALUES (?, ?, 1) ON CONFLICT (digest) DO UPDATE SET cases = cases + 1"


def noted_ways(spill: Spill, cases: Iterable[LogCase]) -> None:
    """Count each case's way in the spill."""
    spill.write(_NOTED, ((_digest(text), text) for text in (json.dumps(case.way) for case in cases)))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def ways(spill: Spill) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each way with its cases, in an order that doesn't depend on the log's."""
    for text, cases in spill.rows("SELECT way, cases FROM variant ORDER BY digest"):
        yield tuple(json.loads(text)), cases


def commonest(spill: Spill, most: int) -> list[tuple[tuple[str, ...], int]]:
    """The ways that most cases took, with how many."""
    query = "SELECT way, cases FROM variant ORDER BY cases DESC, way LIMIT ?"
    return [(tuple(json.loads(text)), cases) for text, cases in spill.rows(query, most)]


@dataclass(slots=True)
class Course:
    """How cases went through the stages. Rework is a move to an earlier stage, or to a step done already
    since the case came to its stage."""

    variants: int = 0
    cases_with: Counter[str] = field(default_factory=Counter)  #: activity → cases that have it
    reworked: Counter[str] = field(default_factory=Counter)  #: activity → times that cases came back to it
    cases_reworked: int = 0
    cases_back_to: Counter[str] = field(default_factory=Counter)  #: activity → cases that came back to it

    def take(self, way: tuple[str, ...], cases: int, stage_of: Mapping[str, int]) -> None:
        """Count a way."""
        self.variants += 1
        self.cases_with.update(dict.fromkeys(way, cases))
        back = Counter(_returned_to(way, stage_of))
        for activity, times in back.items():
            self.reworked[activity] += times * cases
            self.cases_back_to[activity] += cases
        self.cases_reworked += cases if back else 0


def _returned_to(way: tuple[str, ...], stage_of: Mapping[str, int]) -> Iterator[str]:
    at, seen = -1, set[str]()
    for activity in way:
        stage = stage_of[activity]
        if stage < at or activity in seen:
            yield activity
        if stage != at or activity in seen:
            at, seen = stage, set()
        seen.add(activity)
