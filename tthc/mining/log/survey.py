"""Looking a log over before anything is imported: what is in it, and whether all of it can be."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from tthc.mining.log.events import EventLog, LogEvent, Progress, ProgressCallback
from tthc.mining.log.moves import MoveKind, moves_between
from tthc.mining.log.names import check_names
from tthc.mining.log.notices import Notice, NoticeKind
from tthc.mining.log.reading import whole_cases
from tthc.mining.log.tally import CaseSummary, Tally
from tthc.mining.log.units import Work, groups_of, resources_of
from tthc.mining.log.usual_order import usual_order

WorkingMinutes = Callable[[datetime, datetime], int]
"""The minutes of working time from an instant to a later one, by some calendar."""


@dataclass(frozen=True)
class Survey:
    """A log that can be imported as a whole, and what is in it. Grows with its cases, not its events."""

    path: Path
    cases: Mapping[str, CaseSummary]  #: by id, in the order of their first events in the file
    work: Counter[Work]  #: events by what was done by whom
    variants: Counter[tuple[str, ...]]  #: cases by the activities that they went through, in time order
    hours: Mapping[str, Counter[int]]  #: per activity: events by hours (rounded up) since the last one
    notices: tuple[Notice, ...]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The activities in their usual order."""
        return usual_order(self.variants.items())

    @cached_property
    def moves(self) -> Counter[MoveKind]:
        """All cases' moves by kind; together they are as many as the events."""
        counts: Counter[MoveKind] = Counter()
        for variant, cases in self.variants.items():
            for kind, _, _ in moves_between(variant, self._positions):
                counts[kind] += cases
        return counts

    @cached_property
    def skipped(self) -> Counter[str]:
        """Activities by how many cases pass them over: before the first, going forward, or at the end."""
        counts: Counter[str] = Counter()
        for variant, cases in self.variants.items():
            passed: set[str] = set(self.order[self._positions[variant[-1]] + 1 :])
            for _, start, end in moves_between(variant, self._positions):
                passed.update(self.order[start:end])
            counts.update(dict.fromkeys(passed, cases))
        return counts

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {activity: position for position, activity in enumerate(self.order)}

    @property
    def events(self) -> int:
        """How many events there are."""
        return self.work.total()

    @property
    def late_cases(self) -> int:
        """How many cases are late."""
        return sum(case.late for case in self.cases.values())

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that the log names, by name."""
        return groups_of(self.work)

    @property
    def resources(self) -> tuple[str, ...]:
        """The resources that the log names, by name."""
        return resources_of(self.work)

    def whole_cases(
        self, log: EventLog, progress: ProgressCallback | None = None
    ) -> Iterator[tuple[str, list[LogEvent]]]:
        """Read the log again: each case with its events by time, once it is whole. Raises `LogChanged`."""
        return whole_cases(log, {id_: case.events for id_, case in self.cases.items()}, progress)


def survey(
    log: EventLog, working_minutes: WorkingMinutes, progress: ProgressCallback | None = None
) -> Survey:
    """Read the log twice: once to check every row and every case, once to see each case as a whole.

    The progress runs over both readings. Raises a `LogRefused` at the first thing that can't be imported.
    """
    tallies: dict[str, Tally] = {}
    for event in log.events(progress and _half(progress, 0)):
        check_names(event)
        tallies.setdefault(event.case_id, Tally(event, event)).add(event)
    cases = {case: tally.summary() for case, tally in tallies.items()}
    notices = (*_notices(tallies), *log.notices)
    del tallies
    work: Counter[Work] = Counter()
    variants: Counter[tuple[str, ...]] = Counter()
    hours: dict[str, Counter[int]] = {}
    counts = {case: summary.events for case, summary in cases.items()}
    for case, events in whole_cases(log, counts, progress and _half(progress, 1)):
        variants[tuple(event.activity for event in events)] += 1
        since = cases[case].opened_at
        for event in events:
            work[Work(event.activity, event.group, event.resource)] += 1
            used = -(-working_minutes(since, event.time) // 60)
            hours.setdefault(event.activity, Counter())[used] += 1
            since = event.time
    return Survey(log.path, cases, work, variants, hours, notices)


def _notices(tallies: Mapping[str, Tally]) -> Iterator[Notice]:
    found = {
        NoticeKind.OPENED_AT_FIRST_EVENT: tuple(id_ for id_, tally in tallies.items() if tally.started_late),
        NoticeKind.SORTED_BY_TIME: tuple(id_ for id_, tally in tallies.items() if tally.disordered),
    }
    return (Notice(kind, names) for kind, names in found.items() if names)


def _half(progress: ProgressCallback, half: int) -> ProgressCallback:
    """The progress of one of the two readings as that of the whole."""

    def report(at: Progress) -> None:
        progress(Progress(at.events, half * at.bytes_total + at.bytes_read, 2 * at.bytes_total))

    return report
