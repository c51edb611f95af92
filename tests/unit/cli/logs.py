"""Small logs of what has happened, made ready to be imported."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.unit.mining.log.writers import as_csv
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import ImportPlan, plan_import
from tthc.mining.log.events import LogEvent

MONDAY = datetime(2021, 3, 1, 1, tzinfo=UTC)  #: 08:00 in Vietnam


def done(
    activity: str,
    hours: float = 0,
    *,
    case: str = "c1",
    group: str | None = "Phòng A",
    resource: str | None = "an",
    deadline: float | None = None,
) -> LogEvent:
    """Work completed some hours after Monday morning, when its case began; due after `deadline` hours."""
    return LogEvent(
        case_id=case,
        activity=activity,
        group=group,
        resource=resource,
        time=MONDAY + timedelta(hours=hours),
        case_start=MONDAY,
        case_deadline=None if deadline is None else MONDAY + timedelta(hours=deadline),
        place="log.csv:2:1",
    )


def written_log(folder: Path, events: Sequence[LogEvent]) -> Path:
    """The events as a file."""
    path = folder / "log.csv"
    path.write_text(as_csv(events), "utf-8")
    return path


def planned(folder: Path, *events: LogEvent, agency: str = "SNV") -> ImportPlan:
    """The plan of importing these events."""
    return plan_import(ImportOptions(path=written_log(folder, events), agency=agency))
