"""Where a process kills itself: exact instants that no signal from outside can hit."""

import json
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any

from shared.eventstore.saving import Saver
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging import relay as relay_module
from shared.messaging.producing import ProducerRecord

POINTS = "TTHC_TEST_KILL_POINTS"
HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]


class Point(StrEnum):
    """Before or after which deed."""

    SAVING = "before a save of events"
    SAVED = "after a save of events, before anybody is answered"
    PUBLISHING = "before a chunk is sent to Kafka"
    PUBLISHED = "after a chunk was committed on Kafka, before its position is recorded"


@dataclass(frozen=True, slots=True)
class KillPoint:
    """The n-th time that a process comes to a point; once, also when it is started again."""

    service: str
    point: Point
    nth: int
    mark: Path  #: the file that says that it happened, with the process's id
    category: str = ""  #: of the streams, so that only saves with events of such count

    @property
    def killed(self) -> int | None:
        """The process that was killed here, if it happened."""
        try:
            return int(self.mark.read_text())
        except FileNotFoundError:
            return None

    def __str__(self) -> str:
        return f"{self.service} {self.point.value}, the {self.nth}th time"


def environment_of_points(points: Sequence[KillPoint], planted: str = "") -> dict[str, str]:
    """The variables of a process that is to have these points, and a bug."""
    told = [{**asdict(point), "mark": str(point.mark)} for point in points]
    paths = [str(HERE), str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths), POINTS: json.dumps(told), "TTHC_TEST_PLANT": planted}


def arm() -> None:
    """Wrap what this process's points stand at."""
    for told in json.loads(os.environ.get(POINTS) or "[]"):
        point = KillPoint(**{**told, "point": Point(told["point"]), "mark": Path(told["mark"])})
        match point.point:
            case Point.SAVING | Point.SAVED:
                _arm_saving(point)
            case Point.PUBLISHING | Point.PUBLISHED:
                _arm_publishing(point)


def _arm_saving(point: KillPoint) -> None:
    patched: Any = Saver
    save: Callable[[Saver, UnitOfWork], bool] = Saver.save
    calls = count(1)

    def save_or_die(saver: Saver, work: UnitOfWork) -> bool:
        # Saves of positions alone come as time allows: they would make the instant a matter of chance.
        ours = saver._store.name == point.service
        counts = ours and any(event.stream.startswith(point.category) for event in work.events)
        hit = counts and next(calls) == point.nth
        if hit and point.point is Point.SAVING:
            _die(point)
        saved = save(saver, work)
        if hit:
            _die(point)
        return saved

    patched.save = save_or_die


def _arm_publishing(point: KillPoint) -> None:
    patched: Any = relay_module
    send: Callable[[Any, Sequence[ProducerRecord]], Awaitable[None]] = patched.send_together
    calls = count(1)

    async def send_or_die(producer: Any, records: Sequence[ProducerRecord]) -> None:
        ours = records[0].partition.topic == f"tthc.{point.service}"
        hit = ours and next(calls) == point.nth
        if hit and point.point is Point.PUBLISHING:
            _die(point)
        await send(producer, records)
        if hit:
            _die(point)

    patched.send_together = send_or_die


def _die(point: KillPoint) -> None:
    """SIGKILL to ourselves, unless it happened in an earlier process."""
    with suppress(FileExistsError):
        mark = os.open(point.mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        os.write(mark, str(os.getpid()).encode())
        os.close(mark)
        os.kill(os.getpid(), signal.SIGKILL)
