"""The measurements themselves: each in a process of its own (`worker`), on a deployment of its own."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.bench.hot_path.counting import DOCUMENTS, STORES, Encodes, Statements
from tests.bench.hot_path.deployment import Deployment, open_case, post, work_case
from tests.bench.load import COMMANDS, Stopwatch, drive_all
from tests.bench.profiling.sampling import sampled

IN_FLIGHT = 32
THREE = ("cases", "sla", "notify")
FOUR = ("catalog", *THREE)
_WARM = 4  #: a case in so many is worked before
_IDLE_SECONDS = 10.0
_QUIET_SECONDS = 0.5  #: longer than a view lets events gather
_QUIET_COMMANDS = ("ReceiveStep", "CompleteStep", "HandOff")
_OK = 200

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Watched:
    """What counts in this process, set before the code was imported; None in runs that take the time."""

    statements: Statements
    encodes: Encodes


async def cpu(deployment: Deployment, cases: int, _watched: Watched | None) -> Figures:
    """CPU of the whole process a command, without HTTP."""
    await _work(deployment, cases // _WARM)
    watch, began = Stopwatch(), time.process_time()
    await _work(deployment, cases)
    commands = cases * COMMANDS
    return {
        "microseconds": (time.process_time() - began) / commands * 1e6,
        "commands_a_second": commands / watch.seconds,
    }


async def http(deployment: Deployment, cases: int, _watched: Watched | None) -> Figures:
    """CPU of the event loop's thread a command over HTTP, its effects included."""
    receive, paths = await _ready_for_http(deployment, cases)
    watch, began = Stopwatch(), time.thread_time()
    await _each(receive, paths)
    answered = watch.seconds
    await deployment.settle()
    return {
        "microseconds": (time.thread_time() - began) / cases * 1e6,
        "commands_a_second": cases / answered,
    }


async def _ready_for_http(
    deployment: Deployment, cases: int
) -> tuple[Callable[[str], Awaitable[None]], list[str]]:
    """A way to receive a case's first step over HTTP, warm, and where to send it for so many open cases."""
    app, token = deployment.app(), deployment.token()

    async def receive(path: str) -> None:
        status, body = await post(app, path, token, b'{"command": "ReceiveStep", "step": "S1"}')
        if status != _OK:
            raise RuntimeError(f"{status} {body.decode()}")

    warm, paths = await _open(deployment, 0, cases // _WARM), await _open(deployment, cases, cases)
    await _each(receive, warm)
    await deployment.settle()
    return receive, paths


async def _open(deployment: Deployment, first: int, count: int) -> list[str]:
    """Open cases; where their commands are sent to."""
    paths: list[str] = []

    async def one(number: int) -> None:
        paths.append(f"/cases/{await open_case(deployment, number)}/commands")

    await drive_all(one, count, IN_FLIGHT, first)
    await deployment.settle()
    return paths


async def encodes(deployment: Deployment, cases: int, watched: Watched | None) -> Figures:
    """JSON encodes a command, under load and without HTTP."""
    assert watched is not None
    await _work(deployment, cases // _WARM)
    before = dict(watched.encodes.calls)
    await _work(deployment, cases)
    commands = cases * COMMANDS
    by_library = {
        name: (calls - before.get(name, 0)) / commands for name, calls in watched.encodes.calls.items()
    }
    return {"encodes": sum(by_library.values()), **by_library}


async def quiet(deployment: Deployment, cases: int, watched: Watched | None) -> Figures:
    """Transactions of one command alone, when nothing else is done."""
    assert watched is not None
    await _work(deployment, _WARM)
    number, given = await open_case(deployment, cases), 0
    commits = {STORES: 0, DOCUMENTS: 0}
    for place in range(1, 4):
        for command in _QUIET_COMMANDS:
            await _rest(deployment)
            before = watched.statements.taken()
            await deployment.give(number, command, step=f"S{place}")
            await _rest(deployment)
            between = before.until(watched.statements.taken())
            commits = {kind: count + between.commits[kind] for kind, count in commits.items()}
            given += 1
    return {kind: count / given for kind, count in commits.items()}


async def idle(deployment: Deployment, _cases: int, watched: Watched | None) -> Figures:
    """Statements a second, and reads among them, of a deployment that nobody asks anything."""
    assert watched is not None
    await _rest(deployment)
    before = watched.statements.taken()
    watch = Stopwatch()
    await asyncio.sleep(_IDLE_SECONDS)
    seconds, between = watch.seconds, before.until(watched.statements.taken())
    reads = {kind: between.reads[kind] / seconds for kind in (STORES, DOCUMENTS)}
    return {"statements": between.all.total() / seconds, "reads": sum(reads.values()), **reads}


async def profile(deployment: Deployment, cases: int, _watched: Watched | None) -> Figures:
    """Where the CPU of a command goes, without HTTP: by thread and by module."""
    await _work(deployment, cases // _WARM)
    return await sampled(_work(deployment, cases), cases * COMMANDS)


async def profile_http(deployment: Deployment, cases: int, _watched: Watched | None) -> Figures:
    """The same for commands over HTTP."""
    receive, paths = await _ready_for_http(deployment, cases)

    async def work() -> None:
        await _each(receive, paths)
        await deployment.settle()

    return await sampled(work(), cases)


MEASUREMENTS: dict[str, Callable[[Deployment, int, Watched | None], Awaitable[Figures]]] = {
    "cpu": cpu,
    "http": http,
    "encodes": encodes,
    "quiet": quiet,
    "idle": idle,
    "idle-of-four": idle,
    "profile": profile,
    "profile-http": profile_http,
}
#: Those that count, and so are not timed.
COUNTING = frozenset({"encodes", "quiet", "idle", "idle-of-four"})


def services_of(measurement: str) -> tuple[str, ...]:
    """Which services run in the process."""
    return FOUR if measurement == "idle-of-four" else THREE


def told(figures: Figures) -> str:
    """As the worker's last line."""
    return json.dumps(figures)


async def _work(deployment: Deployment, cases: int) -> None:
    async def drive(number: int) -> None:
        await work_case(deployment, number)

    await drive_all(drive, cases, IN_FLIGHT)
    await deployment.settle()


async def _each(do: Callable[[str], Awaitable[None]], paths: list[str]) -> None:
    async def drive(number: int) -> None:
        await do(paths[number])

    await drive_all(drive, len(paths), IN_FLIGHT)


async def _rest(deployment: Deployment) -> None:
    """Until everything is done, positions included."""
    await deployment.settle()
    await asyncio.sleep(_QUIET_SECONDS)
