"""How clocks disagree with what they should be, told so that a person sees it."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from shared.runtime.findings import Area, Findings, brief


class ClockFindings:
    """What is found out about clocks."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def count(self) -> None:
        """A clock was checked."""
        self._findings.checked["clocks"] += 1

    def note(self, case_number: str, text: str) -> None:
        """Worth knowing, and not wrong."""
        self._findings.note(Area.CLOCK, f"clock-{case_number}", text)

    def tell(self, place: str, expected: str, found: str) -> None:
        """A clock isn't what it should be."""
        self._findings.disagree(Area.CLOCK, f"clock-{place}", brief(expected, 300), brief(found, 300))

    def tell_other(self, place: str, expected: Sequence[Any], found: Sequence[Any]) -> None:
        """Events aren't what they should be; where their short form is the same, by what differs in them."""
        texts = ["; ".join(map(told, events)) for events in (expected, found)]
        if texts[0] == texts[1]:
            texts = ["; ".join(_differing(*pair)) for pair in _both_ways(expected, found)]
        self.tell(place, texts[0], texts[1])

    def tell_missing(self, case_number: str, events: Sequence[Any]) -> None:
        """These should stand in the clock's stream."""
        for event in events:
            self.tell(case_number, told(event), "no such event")


def told(event: Any) -> str:
    """An event's name and what tells it from others."""
    names = (
        "source_version",
        "step",
        "visit",
        "coordination",
        "due_at",
        "stopped_at",
        "late",
        "outcome",
        "reason",
        "moved",
    )
    parts = [
        f"{name}={_value(getattr(event, name))}" for name in names if getattr(event, name, None) is not None
    ]
    return f"{type(event).__name__}({', '.join(parts)})"


def _both_ways(one: Sequence[Any], other: Sequence[Any]) -> Iterator[tuple[Sequence[Any], Sequence[Any]]]:
    yield one, other
    yield other, one


def _differing(events: Sequence[Any], others: Sequence[Any]) -> Iterator[str]:
    """Each event by the fields that another has in its place differs in."""
    for event, other in zip(events, others, strict=False):
        names = [one.name for one in fields(event) if getattr(event, one.name) != getattr(other, one.name)]
        if names:
            parts = [f"{name}={_value(getattr(event, name))}" for name in names]
            yield f"{type(event).__name__}({', '.join(parts)})"


def _value(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
