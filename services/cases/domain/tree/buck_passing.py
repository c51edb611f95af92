"""The buck-passing of a tree, as it was recorded by an instant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.cases.domain.tree.recorded import CaseRecord, by_case
from shared.contracts.cases.passing import BuckPassingDetected, PassingUnit


@dataclass(slots=True, kw_only=True)
class TreeBuckPassing:
    """Work that was passed between units without progress."""

    kind: str
    between: list[str]  #: codes: of divisions of one agency, or of agencies
    detected_at: datetime
    events: list[str]  #: the ids of those that say so
    case_number: str
    step: str | None


def buck_passing_in(records: Iterable[CaseRecord], as_of: datetime) -> list[TreeBuckPassing]:
    """What was detected by then, the earliest first, in whatever order the events come."""
    found = [
        _shown(one.event)
        for happened in by_case(records).values()
        for one in happened
        if isinstance(one.event, BuckPassingDetected) and one.at <= as_of
    ]
    return sorted(found, key=lambda one: (one.detected_at, one.case_number, one.kind))


def _shown(event: BuckPassingDetected) -> TreeBuckPassing:
    return TreeBuckPassing(
        kind=event.kind,
        between=[_code(unit) for unit in event.between],
        detected_at=event.detected_at,
        events=list(event.evidence),
        case_number=event.case_number,
        step=event.step,
    )


def _code(unit: PassingUnit) -> str:
    return unit.division or unit.agency
