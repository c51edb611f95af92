"""The events that a tree is made of, in whatever order they come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
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
