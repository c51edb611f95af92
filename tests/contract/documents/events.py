"""A small view of cases and their steps, and the events that it follows."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from shared.documents import Collection, ProjectionSession, RecordedEvent, View

CASES = Collection("cases", indexes=(("status",),))
STEPS = Collection("steps", indexes=(("case", "step"),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """The view doesn't follow it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    stream: str
    version: int
    event: Any
    notification_id: int | None
    recorded_at: datetime = field(default=datetime(2026, 11, 23, tzinfo=UTC))
    correlation_id: str = ""
    causation_id: str = ""

    @property
    def key(self) -> str:
        return self.stream.partition("-")[2]


def case_view() -> View:
    """One document a case, and one for each step that it has come to."""
    view = View("case_list", CASES, STEPS, keys=lambda event: [("cases", event.key)])

    def step_keys(event: RecordedEvent) -> list[tuple[str, str]]:
        return [("cases", event.key), ("steps", f"{event.key}/{event.event.step}")]

    @view.on(Opened)
    def opened(event: RecordedEvent, session: ProjectionSession) -> None:
        body = {"subject": event.event.subject, "status": "open", "moves": 0}
        session.put("cases", event.key, body, event.version)

    @view.on(Moved, keys=step_keys)
    def moved(event: RecordedEvent, session: ProjectionSession) -> None:
        case = session.get("cases", event.key)
        assert case is not None
        case["moves"] += 1
        session.put("cases", event.key, case, event.version)
        name = f"{event.key}/{event.event.step}"
        step = session.get("steps", name) or {"case": event.key, "step": event.event.step, "times": 0}
        session.put("steps", name, {**step, "times": step["times"] + 1}, event.version)

    @view.on(Closed)
    def closed(event: RecordedEvent, session: ProjectionSession) -> None:
        case = session.get("cases", event.key) or {}
        session.put("cases", event.key, {**case, "status": "closed"}, event.version)

    return view


def log(cases: int) -> list[Recorded]:
    """Each case opened, moved to a, to b, back to a, remarked on and closed; the cases interleaved."""
    life = (
        Opened(subject="Cấp phép"),
        Moved(step="a"),
        Moved(step="b"),
        Moved(step="a"),
        Remarked(),
        Closed(),
    )
    return [
        Recorded(stream=f"case-{number}", version=version, event=event, notification_id=place)
        for place, (version, event, number) in enumerate(
            ((version, event, n) for version, event in enumerate(life, 1) for n in range(cases)), 1
        )
    ]


async def batches(events: Sequence[Recorded], size: int) -> AsyncIterator[Sequence[Recorded]]:
    for start in range(0, len(events), size):
        yield events[start : start + size]


def counting_view() -> View:
    """How often each case was remarked on or closed; nothing of what `case_view` makes."""
    view = View("remarks", Collection("remarks"), keys=lambda event: [("remarks", event.key)])

    @view.on(Remarked, Closed)
    def counted(event: RecordedEvent, session: ProjectionSession) -> None:
        body = session.get("remarks", event.key) or {"times": 0}
        session.put("remarks", event.key, {"times": body["times"] + 1}, event.version)

    return view
