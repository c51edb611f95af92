"""One case of a log as orders to the cases service: what its people would have sent, with its own times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.events import LogEvent
from tthc.mining.log.moves import Move, MoveKind, moves
from tthc.mining.log.procedure import DerivedProcedure
from tthc.mining.log.tally import CaseSummary

MOST_ORDERS = 60  #: of one sequel, which is one transaction

_REASON_OF_RETURN = "Theo nhật ký: hồ sơ trở lại bước trước"
_REASON_OF_REOPENING = "Theo nhật ký: bước được làm lại"

OrderBody = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CaseSequels:
    """A case as sequels, to be carried out one after the other; the first opens the case."""

    case_id: str
    sequels: tuple[OrderBody, ...]


def sequels_of(plan: ImportPlan, edition: int, case_id: str, events: Sequence[LogEvent]) -> CaseSequels:
    """The sequels of one case, of at most `MOST_ORDERS` orders each, with keys that are always the same."""
    case = plan.survey.cases[case_id]
    way = moves(events, plan.procedure.order)
    orders = [*_work(plan.procedure, way)]
    chunks = [orders[start : start + MOST_ORDERS] for start in range(0, len(orders), MOST_ORDERS)]
    sequels: list[OrderBody] = [
        {"key": plan.key("case", case_id, number), "agency": plan.options.agency, "orders": chunk}
        for number, chunk in enumerate(chunks)
    ]
    sequels[0]["opening"] = _opening(plan, case, way[0]) | {"edition": edition}
    return CaseSequels(case_id, tuple(sequels))


def _opening(plan: ImportPlan, case: CaseSummary, first: Move) -> OrderBody:
    opening = {
        "command": "OpenCase",
        "at": case.opened_at.isoformat(),
        "agency": plan.options.agency,
        "procedure": plan.procedure.code,
        "subject": f"{plan.procedure.name}: {case.case_id}",
        "first_steps": [_target(plan.procedure, first.event)],
        "external_reference": case.case_id,
        "imported": True,
        **_by(plan.procedure, first.event),
    }
    if case.deadline is not None:  # an extension would have to be granted: a log doesn't say that it was
        opening["due_at"] = case.deadline.isoformat()
    return opening


def _work(procedure: DerivedProcedure, way: Sequence[Move]) -> Iterator[OrderBody]:
    for move in way:
        if move.previous is not None:
            yield _move(procedure, move, move.previous)
        step = {"step": procedure.step_of(move.event).code, **_act(procedure, move.event)}
        yield {"command": "ReceiveStep", **step}
        yield {"command": "CompleteStep", **step}
    yield {"command": "CompleteCase", **_act(procedure, way[-1].event)}


def _move(procedure: DerivedProcedure, move: Move, previous: LogEvent) -> OrderBody:
    """What whoever completed the step before did then, so that the next one's time runs from there."""
    target = _target(procedure, move.event)
    order = {"step": procedure.step_of(previous).code, **_act(procedure, previous)}
    match move.kind:
        case MoveKind.RETURN:
            return {"command": "ReturnStep", "to": target, "reason": _REASON_OF_RETURN, **order}
        case MoveKind.REPEAT:
            return {"command": "ReopenStep", "reason": _REASON_OF_REOPENING, **target, **order}
        case _:
            return {"command": "HandOff", "to": [target], **order}


def _target(procedure: DerivedProcedure, event: LogEvent) -> OrderBody:
    target = {"step": procedure.step_of(event).code, "division": procedure.division_of(event)}
    official = procedure.official_of(event)
    return target if official is None else {**target, "official": official}


def _act(procedure: DerivedProcedure, event: LogEvent) -> OrderBody:
    return {"at": _text(event.time), **_by(procedure, event)}


def _by(procedure: DerivedProcedure, event: LogEvent) -> OrderBody:
    """In whose name: the official's whom the log names; else it is the importer's own act."""
    official = procedure.official_of(event)
    return {} if official is None else {"acting_for": official}


def _text(instant: datetime) -> str:
    return instant.isoformat()
