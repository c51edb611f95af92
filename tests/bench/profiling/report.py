"""What a profile found, printed: CPU by process, by thread, by module and by function, a command."""

import asyncio
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.profiling.sampling import Place, by

_SHOWN = 25
_LEAST_SHARE = 0.005
EMBEDDED, HTTP, SERVERS, TREES, BEFORE = "embedded", "http", "servers", "trees", "before"
_ON_SERVERS = (SERVERS, TREES)


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the CPU of one process went while commands were worked."""

    title: str
    commands: int
    seconds: float
    cpu_seconds: float
    places: Sequence[Place]

    @classmethod
    def of(cls, title: str, found: Mapping[str, Any]) -> "Profile":
        """From the plain form that a measuring process answers."""
        places = [Place(**place) for place in found["places"]]
        return cls(title, found["commands"], found["seconds"], found["cpu_seconds"], places)

    def microseconds(self, seconds: float) -> float:
        """Seconds of the whole, as microseconds a command."""
        return seconds / self.commands * 1e6


def profile_places(asked: Sequence[str], cases: int, in_flight: int, console: Console) -> None:
    """Profile each of the places that are asked for (`embedded` if none is), and print what was found."""
    places = [place for place in asked if place != BEFORE] or [EMBEDDED]
    if unknown := [place for place in places if place not in (EMBEDDED, HTTP, *_ON_SERVERS)]:
        raise SystemExit(f"there is no {', no '.join(unknown)} to profile")
    for place in places:
        if place in _ON_SERVERS:
            from tests.bench.profiling.servers import profile_servers  # noqa: PLC0415

            found, processes = asyncio.run(profile_servers(cases, in_flight, in_trees=place == TREES))
            console.print(process_table(processes))
        else:
            found = _embedded(place, cases, earlier=BEFORE in asked)
        for profile in found:
            print_profile(profile, console)


def print_profile(profile: Profile, console: Console) -> None:
    """All tables of one process."""
    rate = profile.commands / profile.seconds
    share = profile.cpu_seconds / profile.seconds
    whole = profile.microseconds(profile.cpu_seconds)
    console.rule(profile.title)
    console.print(f"{rate:.0f} commands/s, {whole:.0f} µs of CPU a command, {share:.2f} processors busy")
    for title, fields in (
        ("by thread", ("thread",)),
        ("by module, with what it calls in libraries", ("module",)),
        ("by module and what runs in it", ("module", "library")),
        ("by function", ("module", "function", "library")),
    ):
        console.print(_table(title, profile, fields))


def process_table(processes: Mapping[str, float]) -> Table:
    """Microseconds of CPU a command, by process."""
    table = Table(title="CPU by process")
    table.add_column("process")
    table.add_column("µs a command", justify="right")
    for name, microseconds in processes.items():
        table.add_row(name, f"{microseconds:.0f}")
    return table


def _table(title: str, profile: Profile, fields: Sequence[str]) -> Table:
    table = Table(title=title)
    for name in fields:
        table.add_column(name)
    for name in ("µs a command", "share"):
        table.add_column(name, justify="right")
    whole = sum(place.seconds for place in profile.places)
    for key, seconds in by(profile.places, *fields)[:_SHOWN]:
        if seconds >= whole * _LEAST_SHARE:
            table.add_row(*key, f"{profile.microseconds(seconds):.1f}", f"{seconds / whole:.1%}")
    return table


def _embedded(place: str, cases: int, *, earlier: bool) -> list[Profile]:
    from tests.bench.hot_path.comparison import measure_in_process  # noqa: PLC0415
    from tests.bench.hot_path.earlier import COMMIT, ROOT, unpack_earlier  # noqa: PLC0415

    measurement = "profile" if place == EMBEDDED else "profile-http"
    title = "cases, sla and notify in one process" + (", commands over HTTP" if place == HTTP else "")
    found: list[Profile] = []
    with tempfile.TemporaryDirectory(prefix="tthc-bench-") as folder:
        if earlier:
            code = unpack_earlier(Path(folder))
            plain = measure_in_process(code, "before", measurement, cases)
            found.append(Profile.of(f"{title}, at {COMMIT}", plain))
        plain = measure_in_process(ROOT, "now", measurement, cases)
        found.append(Profile.of(title, plain))
    return found


def places_of(line: str) -> list[Place]:
    """From the line that SLA's process answers."""
    return [Place(**place) for place in json.loads(line)]
