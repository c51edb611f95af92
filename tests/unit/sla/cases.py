"""A case's events with their versions, as the tests tell them; every instant is by Vietnam's clock."""

from dataclasses import dataclass
from typing import Any

from shared.contracts import cases
from shared.contracts.cases import CaseEvent
from shared.contracts.vocabulary import OpenedStep, TimeLimit
from tests.unit.working_time.calendars import hanoi, hours

CASE = "SNV-260302-0001"
OF_CASE: dict[str, Any] = {
    "case_number": CASE,
    "agency": "SNV",
    "procedure": "SNV-07",
    "edition": 1,
}


@dataclass(frozen=True)
class CaseTold:
    """An event of the case, and its place in the case's stream."""

    version: int
    event: CaseEvent


def opening(step: str, visit: int = 1, limit: TimeLimit | None = None, **more) -> OpenedStep:
    values = {"division": "VP", "official": None, "time_limit": limit or hours(8)} | more
    return OpenedStep(step=step, visit=visit, **values)


def case_opened(at: str = "2026-03-02 07:30", *first: OpenedStep, **more) -> CaseTold:
    names: dict[str, str] = more.pop("step_names", {})
    values = {
        **OF_CASE,
        "subject": "Bổ nhiệm",
        "opened_by": "lan",
        "opened_at": hanoi(at),
        "working_calendar": "VN",
        "time_limit": hours(24),
        "steps": tuple(case_step(code, name) for code, name in names.items()),
        "first": first or (opening("receive"),),
    }
    return CaseTold(1, cases.CaseOpened(**(values | more)))


def case_step(code: str, name: str) -> cases.CaseStep:
    return cases.CaseStep(step=code, name=name, stage=code, division="VP", time_limit=hours(8))


def of_step(step: str, visit: int = 1) -> dict[str, Any]:
    return {**OF_CASE, "step": step, "visit": visit, "division": "VP"}


def assigned(version: int, step: str, at: str, official: str, visit: int = 1) -> CaseTold:
    event = cases.StepAssigned(
        **of_step(step, visit), official=official, assigned_by="hoa", assigned_at=hanoi(at)
    )
    return CaseTold(version, event)


def received(version: int, step: str, at: str, by: str) -> CaseTold:
    return CaseTold(version, cases.StepReceived(**of_step(step), received_by=by, received_at=hanoi(at)))


def completed(version: int, step: str, at: str, visit: int = 1) -> CaseTold:
    event = cases.StepCompleted(**of_step(step, visit), completed_by="lan", completed_at=hanoi(at))
    return CaseTold(version, event)


def handed_off(version: int, step: str, at: str, *to: OpenedStep) -> CaseTold:
    event = cases.StepHandedOff(**of_step(step), to=to, handed_off_by="lan", handed_off_at=hanoi(at))
    return CaseTold(version, event)


def returned(version: int, step: str, at: str, *to: OpenedStep) -> CaseTold:
    event = cases.StepReturned(
        **of_step(step), to=to, closed=(), reason="Thiếu", returned_by="lan", returned_at=hanoi(at)
    )
    return CaseTold(version, event)


def reopened(version: int, step: str, at: str, *to: OpenedStep) -> CaseTold:
    event = cases.StepReopened(
        **of_step(step), to=to, reason="Bổ sung", reopened_by="hoa", reopened_at=hanoi(at)
    )
    return CaseTold(version, event)


def suspended(version: int, at: str, conditions: str | None = None) -> CaseTold:
    acted = {"suspended_by": "hoa", "suspended_at": hanoi(at)}
    event = cases.CaseSuspended(**OF_CASE, reason="Chờ kết luận", conditions=conditions, **acted)
    return CaseTold(version, event)


def resumed(version: int, at: str, by_itself: bool = False) -> CaseTold:
    event = cases.CaseResumed(**OF_CASE, resumed_by="hoa", resumed_at=hanoi(at), by_itself=by_itself)
    return CaseTold(version, event)


def extended(version: int, at: str, due: str) -> CaseTold:
    event = cases.ExtensionGranted(
        **OF_CASE, due_at=hanoi(due), reason="Phải xác minh", granted_by="hoa", granted_at=hanoi(at)
    )
    return CaseTold(version, event)


def case_completed(version: int, at: str) -> CaseTold:
    return CaseTold(version, cases.CaseCompleted(**OF_CASE, completed_by="lan", completed_at=hanoi(at)))


def case_cancelled(version: int, at: str) -> CaseTold:
    event = cases.CaseCancelled(
        **OF_CASE, closed=(), reason="Rút hồ sơ", cancelled_by="hoa", cancelled_at=hanoi(at)
    )
    return CaseTold(version, event)
