"""Opening a log by its name, and reading it case by case."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tthc.mining.log.columns import LogFormat
from tthc.mining.log.csvlog import CsvLog
from tthc.mining.log.errors import LogChanged
from tthc.mining.log.events import EventLog, LogEvent, ProgressCallback, in_time_order
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.xeslog import XesLog


def open_log(path: Path, options: ReadOptions | None = None) -> EventLog:
    """The log in the file; nothing is read yet. Raises `LogFormatUnknown`."""
    options = options or ReadOptions()
    match options.format or LogFormat.of(path):
        case LogFormat.CSV:
            return CsvLog(path, options)
        case LogFormat.XES:
            return XesLog(path, options)


def whole_cases(
    log: EventLog, events_of: Mapping[str, int], progress: ProgressCallback | None = None
) -> Iterator[tuple[str, list[LogEvent]]]:
    """Each case with its events by time, as soon as the last of its `events_of[case]` events is read.

    Cases may be interleaved in the file; only those that are begun and not at an end are held in memory.
    Raises `LogChanged` when the file no longer has the events that were counted.
    """
    begun: dict[str, list[LogEvent]] = {}
    done: set[str] = set()
    for event in log.events(progress):
        case = event.case_id
        if case in done or case not in events_of:
            raise LogChanged(where=event.place, case=case)
        events = begun.setdefault(case, [])
        events.append(event)
        if len(events) == events_of[case]:
            done.add(case)
            yield case, in_time_order(begun.pop(case))
    if len(done) != len(events_of):
        missing = next(case for case in events_of if case not in done)
        raise LogChanged(where=str(log.path), case=missing)
