"""Small logs written as CSV and XES, to be read back."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tthc.mining.log.events import LogEvent

HEADER = "case_id,activity,group,resource,timestamp,case_start,case_deadline"
MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)


def event(
    activity: str,
    hours: float = 0,
    *,
    case: str = "c1",
    group: str | None = "Group 1",
    resource: str | None = "An",
    start: datetime | None = None,
    deadline: datetime | None = None,
    place: str = "log.csv:2:1",
) -> LogEvent:
    """An event some hours after the morning."""
    return LogEvent(
        case_id=case,
        activity=activity,
        group=group,
        resource=resource,
        time=MORNING + timedelta(hours=hours),
        case_start=start,
        case_deadline=deadline,
        place=place,
    )


def as_csv(events: Iterable[LogEvent], delimiter: str = ",") -> str:
    """The events as CSV, with the default columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(HEADER.split(","))
    for each in events:
        times = [time and time.isoformat() for time in (each.time, each.case_start, each.case_deadline)]
        writer.writerow([each.case_id, each.activity, each.group, each.resource, *times])
    return text.getvalue()


def as_xes(events: Sequence[LogEvent], *, prefix: str = "", transition: str | None = "complete") -> str:
    """The events as XES, the cases in the order of their first events."""
    cases: dict[str, list[LogEvent]] = {}
    for each in events:
        cases.setdefault(each.case_id, []).append(each)
    namespace = f' xmlns:{prefix[:-1]}="http://www.xes-standard.org/"' if prefix else ""
    traces = "".join(_trace(case, prefix, transition) for case in cases.values())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{prefix}log{namespace}>\n{traces}</{prefix}log>\n'


def _trace(events: Sequence[LogEvent], prefix: str, transition: str | None) -> str:
    first = events[0]
    lines = [
        _attribute(prefix, "string", "concept:name", first.case_id),
        _attribute(prefix, "date", "startdate", first.case_start),
        _attribute(prefix, "date", "enddate_planned", first.case_deadline),
    ]
    for each in events:
        lines += [
            f"<{prefix}event>",
            _attribute(prefix, "string", "concept:name", each.activity),
            _attribute(prefix, "string", "org:group", each.group),
            _attribute(prefix, "string", "org:resource", each.resource),
            _attribute(prefix, "date", "time:timestamp", each.time),
            _attribute(prefix, "string", "lifecycle:transition", transition),
            f"</{prefix}event>",
        ]
    return "\n".join([f"<{prefix}trace>", *filter(None, lines), f"</{prefix}trace>", ""])


def _attribute(prefix: str, kind: str, key: str, value: str | datetime | None) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, datetime) else value
    return f"<{prefix}{kind} key={quoteattr(key)} value={quoteattr(text)}/>"


def written(path: Path, content: str | bytes) -> Path:
    """The content at the path, gzipped if its name ends in `.gz`."""
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data, 1) if path.suffix == ".gz" else data)
    return path
