"""What the first look at a log's cases brings."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tthc.mining.discovery.cases import LogCase
from tthc.mining.log.units import Work


@dataclass(slots=True)
class LogStatistics:
    """What the first look at the cases brings."""

    work: Counter[Work] = field(default_factory=Counter)
    first: datetime | None = None
    last: datetime | None = None

    def looking(self, cases: Iterator[LogCase], done: Callable[[], None]) -> Iterator[LogCase]:
        """The cases, looked at while they pass by."""
        for case in cases:
            for event in case.events:
                self.work[Work(event.activity, event.group, event.resource)] += 1
            first, last = case.events[0].time, case.events[-1].time
            self.first = min(self.first or first, first)
            self.last = max(self.last or last, last)
            done()
            yield case

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The times of the first and the last event. ValueError before any case was looked at."""
        if self.first is None or self.last is None:
            raise ValueError("no case was looked at")
        return self.first, self.last
