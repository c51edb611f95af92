"""A profile of this process by samples, each weighed with the CPU that its thread has used since the last.

So threads that wait weigh nothing, and small functions aren't made to look slow, as they are where each call
is traced. While it samples, the interpreter is handed on much oftener than usual: else the sampler would get
it only where a thread gives it up by itself, and would find all of them there.
"""

import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import FrameType, TracebackType
from typing import Any

#: The packages whose modules are told by name; everything else is told as the library that it is.
OURS = ("services", "shared", "tthc")
_INTERVAL_SECONDS = 0.002
_SWITCH_SECONDS = 0.00005
_NOWHERE = "–"
_PER_THREAD_CPU = 6  # Linux, clock ids of threads: CPUCLOCK_SCHED | CPUCLOCK_PERTHREAD


@dataclass(frozen=True, slots=True)
class Place:
    """CPU seconds of one thread in one place."""

    thread: str  #: its name without a number
    module: str  #: ours that is nearest to what runs; a library's where none of ours is on the stack
    function: str
    library: str  #: what runs: a library that the module called, or empty where it is the module itself
    seconds: float


class Sampler:
    """`with Sampler() as sampler:` samples all threads but its own until the end."""

    def __init__(self, interval: float = _INTERVAL_SECONDS) -> None:
        self._interval = interval
        self._nanoseconds: Counter[tuple[str, str, str, str]] = Counter()
        self._used: dict[int, int] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sampler", daemon=True)

    def __enter__(self) -> "Sampler":
        self._usual_switch = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        sys.setswitchinterval(self._usual_switch)

    def places(self) -> list[Place]:
        """What was found, the dearest first."""
        return [Place(*key, used / 1e9) for key, used in self._nanoseconds.most_common()]

    def _run(self) -> None:
        self._take()  # what was used before counts for nobody
        self._nanoseconds.clear()
        while not self._ended.wait(self._interval):
            self._take()

    def _take(self) -> None:
        frames = sys._current_frames()
        for thread in threading.enumerate():
            frame, number = frames.get(thread.ident or 0), thread.native_id
            if thread is self._thread or frame is None or number is None:
                continue
            used = _thread_nanoseconds(number)
            since, self._used[number] = used - self._used.get(number, 0), used
            if since > 0:
                self._nanoseconds[(name_of(thread.name), *place_of(frame))] += since


async def sampled(work: Awaitable[None], commands: int) -> dict[str, Any]:
    """Let so many commands be done; where this process's CPU went meanwhile, as plain values."""
    began, used = time.perf_counter(), time.process_time()
    with Sampler() as sampler:
        await work
    return {
        "commands": commands,
        "seconds": time.perf_counter() - began,
        "cpu_seconds": time.process_time() - used,
        "places": [asdict(place) for place in sampler.places()],
    }


def name_of(thread: str) -> str:
    """A thread's name without the number that its pool has given it."""
    return thread.rstrip("0123456789").rstrip("_-") or thread


def place_of(frame: FrameType) -> tuple[str, str, str]:
    """Module, function and library of a stack, see `Place`."""
    running = _module(frame)
    at: FrameType | None = frame
    while at is not None:
        module = _module(at)
        if module.partition(".")[0] in OURS:
            library = "" if at is frame else running.partition(".")[0]
            return module, at.f_code.co_qualname, library
        at = at.f_back
    return running.partition(".")[0], _NOWHERE, ""


def _module(frame: FrameType) -> str:
    found: Mapping[str, object] = frame.f_globals
    return str(found.get("__name__") or _NOWHERE)


def _thread_nanoseconds(number: int) -> int:
    """CPU that a thread of this process has used; 0 once it has ended."""
    try:
        return time.clock_gettime_ns((~number << 3) | _PER_THREAD_CPU)
    except OSError:
        return 0


def by(places: Sequence[Place], *fields: str) -> list[tuple[tuple[str, ...], float]]:
    """The seconds summed up by these fields of the places, the dearest first."""
    sums: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for place in places:
        sums[tuple(str(getattr(place, name)) for name in fields)] += place.seconds
    return sorted(sums.items(), key=lambda item: -item[1])
