"""The ways that cases took through the activities, and what they tell: order, presence, rework."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tthc.mining.discovery.cases import LogCase
from tthc.mining.discovery.external_sort import ExternalSort

_NOTED = "INSERT INTO variant VALUES (?, ?, 1) ON CONFLICT (digest) DO UPDATE SET cases = cases + 1"


def noted_ways(sorted_log: ExternalSort, cases: Iterable[LogCase]) -> None:
    """Count each case's way in the sorted_log."""
    sorted_log.write(_NOTED, ((_digest(text), text) for text in (json.dumps(case.way) for case in cases)))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def ways(sorted_log: ExternalSort) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each way with its cases, in an order that doesn't depend on the log's."""
    for text, cases in sorted_log.rows("SELECT way, cases FROM variant ORDER BY digest"):
        yield tuple(json.loads(text)), cases


def commonest(sorted_log: ExternalSort, most: int) -> list[tuple[tuple[str, ...], int]]:
    """The ways that most cases took, with how many."""
    query = "SELECT way, cases FROM variant ORDER BY cases DESC, way LIMIT ?"
    return [(tuple(json.loads(text)), cases) for text, cases in sorted_log.rows(query, most)]


@dataclass(slots=True)
class RouteStatistics:
    """How cases went through the stages. Rework: a case comes to a step that it was at before. Out of order:
    it comes to a step for the first time when it was at a later stage already."""

    variants: int = 0
    cases_with: Counter[str] = field(default_factory=Counter)  #: activity → cases that have it
    again: Counter[str] = field(default_factory=Counter)  #: activity → times that cases came to it again
    cases_again_at: Counter[str] = field(default_factory=Counter)  #: activity → cases that did
    cases_reworked: int = 0
    out_of_order: int = 0  #: times
    cases_out_of_order: int = 0

    def take(self, way: tuple[str, ...], cases: int, stage_of: Mapping[str, int]) -> None:
        """Count a way."""
        self.variants += 1
        visits = Counter(way)
        self.cases_with.update(dict.fromkeys(visits, cases))
        again = {activity: times - 1 for activity, times in visits.items() if times > 1}
        for activity, times in again.items():
            self.again[activity] += times * cases
            self.cases_again_at[activity] += cases
        self.cases_reworked += cases if again else 0
        late_firsts = _out_of_order(visits, stage_of)
        self.out_of_order += late_firsts * cases
        self.cases_out_of_order += cases if late_firsts else 0


def _out_of_order(firsts: Iterable[str], stage_of: Mapping[str, int]) -> int:
    """How many of these, in the order of their first times, come after one of a later stage."""
    latest = late = 0
    for activity in firsts:
        late += stage_of[activity] < latest
        latest = max(latest, stage_of[activity])
    return late
