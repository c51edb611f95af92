"""A log's cases, one at a time, held to the same rules as an import holds them to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tthc.mining.discovery.external_sort import ExternalSort
from tthc.mining.log.events import LogEvent, in_time_order
from tthc.mining.log.tally import CaseSummary, Tally


@dataclass(frozen=True, slots=True)
class LogCase:
    """A case of the log, with its events by time; those of one instant keep the file's order."""

    summary: CaseSummary
    events: list[LogEvent]

    @property
    def way(self) -> tuple[str, ...]:
        """The activities that it went through."""
        return tuple(event.activity for event in self.events)

    def since(self, stage_of: "dict[str, int]") -> Iterator[tuple[LogEvent, datetime]]:
        """Each event with the instant from which its step's time runs.

        That is when the case came to the step: at the event before it, at the case's opening for the first.
        Steps of one stage run side by side, so that each runs from when the case came to the stage.
        """
        entered = last = self.summary.opened_at
        stage: int | None = None
        seen: set[str] = set()
        for event in self.events:
            of_event = stage_of[event.activity]
            if of_event != stage or event.activity in seen:
                entered, stage, seen = last, of_event, set()
            seen.add(event.activity)
            yield event, entered
            last = event.time


def log_cases(sorted_log: ExternalSort) -> Iterator[LogCase]:
    """The cases by their ids. Raises a `LogRefused` where a case's rows contradict each other."""
    for _, events in sorted_log.case_events():
        tally = Tally(events[0], events[0])
        for event in events:
            tally.add(event)
        yield LogCase(tally.summary(), in_time_order(events))
