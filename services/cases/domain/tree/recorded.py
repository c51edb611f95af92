"""The events that a tree is made of, in whatever order they come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from shared.contracts.declaring import effective_at


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """An event of a case, with its place in the case's stream and what caused it."""

    case_number: str
    version: int
    id: str
    causation_id: str
    command_id: str = ""
    recorded_at: datetime
    event: Any

    @property
    def at(self) -> datetime:
        """When it took effect."""
        return effective_at(self.event)


def by_case(records: Iterable[CaseRecord]) -> Mapping[str, list[CaseRecord]]:
    """Each case's events, each once, in the order in which they took effect."""
    found: dict[str, dict[int, CaseRecord]] = {}
    for one in records:
        found.setdefault(one.case_number, {})[one.version] = one
    return {
        number: sorted(versions.values(), key=lambda one: (one.at, one.version))
        for number, versions in found.items()
    }


def done_by(event: Any) -> str | None:
    """Who it counts for: the one field that says by whom; None: nobody's act."""
    kind: Any = type(event)
    name = _said_in(kind)
    return getattr(event, name) if name is not None else None


@cache
def _said_in(event_class: type) -> str | None:
    named = (one.name for one in fields(event_class))
    return next((name for name in named if name.endswith("_by") and name != "recorded_by"), None)
