"""Small logs, discovered."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.unit.cli.logs import done, written_log
from tthc.mining.discovery.discover import discover
from tthc.mining.discovery.found import Discovery, FoundStep
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.log.events import LogEvent


def discovered(folder: Path, events: Sequence[LogEvent], **options: Any) -> Discovery:
    """What these events, in this order, are found to follow."""
    return discover(DiscoverOptions(path=written_log(folder, events), **options))


def step(found: Discovery, activity: str) -> FoundStep:
    """The step that is proposed for an activity."""
    return next(one for one in found.steps if one.activity == activity)


def way(case: str, activities: str, hours_each: float = 1, **named: Any) -> list[LogEvent]:
    """A case that goes through one-letter activities, one after the other."""
    return [
        done(activity, number * hours_each, case=case, **named)
        for number, activity in enumerate(activities, start=1)
    ]
