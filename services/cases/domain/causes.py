"""What an event of a case builds on: so that from any event one comes back to the first."""

from typing import Any

from services.cases.domain.case import Case
from shared.contracts.cases.coordination import CoordinationEvent
from shared.contracts.cases.facts import StepEvent
from shared.contracts.cases.remarks import CommentAdded
from shared.contracts.declaring import effective_at

OPENING = 1  #: the version of `CaseOpened`


def builds_on(case: Case, event: Any) -> int:
    """The version of the case's event that this one, which comes next, builds on; 0: it is the first.

    At a coordination its last event, at a step that of its visit, else the case's; the opening, where that
    took effect later: a remark that is recorded late builds on no more than that the case is there.
    """
    if isinstance(event, CoordinationEvent | CommentAdded) and event.coordination in case.coordinations:
        return case.coordinations[event.coordination].version_at(effective_at(event))
    if isinstance(event, CoordinationEvent | StepEvent) and event.step in case.visits:
        return case.visits[event.step].version
    return case.version if case.last_at is None or effective_at(event) >= case.last_at else OPENING
