"""A case's events with their versions, as the tests tell them; every instant is by Vietnam's clock."""

from dataclasses import dataclass
from typing import Any

from shared.contracts.cases.coordination import (
    AnswerAccepted,
    AnswerReturned,
    CoordinationAnswered,
    CoordinationDeclined,
    CoordinationMoved,
    CoordinationReceived,
    CoordinationRequested,
    CoordinationWithdrawn,
)
from shared.contracts.cases.course import (
    CaseCancelled,
    CaseCompleted,
    CaseOpened,
    CaseReopened,
    CaseResumed,
    CaseSuspended,
    ExtensionGranted,
    SubjectCorrected,
)
from shared.contracts.cases.facts import CaseEvent, CaseStep
from shared.contracts.cases.steps import (
    CompletionTakenBack,
    ReceiptTakenBack,
    StepAssigned,
    StepCompleted,
    StepHandedOff,
    StepReceived,
    StepRefused,
    StepReopened,
    StepReturned,
    StepTaken,
)
from shared.contracts.vocabulary import OpenedStep, TimeLimit
from shared.vietnam_time import VIETNAM
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
    return CaseTold(1, CaseOpened(**(values | more)))


def case_step(code: str, name: str) -> CaseStep:
    return CaseStep(step=code, name=name, stage=code, division="VP", time_limit=hours(8))


def of_step(step: str, visit: int = 1) -> dict[str, Any]:
    return {**OF_CASE, "step": step, "visit": visit, "division": "VP"}


def assigned(version: int, step: str, at: str, official: str, visit: int = 1) -> CaseTold:
    event = StepAssigned(**of_step(step, visit), official=official, assigned_by="hoa", assigned_at=hanoi(at))
    return CaseTold(version, event)


def queued(version: int, step: str, at: str, division: str = "VP") -> CaseTold:
    named = of_step(step) | {"division": division}
    return CaseTold(version, StepAssigned(**named, assigned_by="hoa", assigned_at=hanoi(at)))


def taken(version: int, step: str, at: str, by: str) -> CaseTold:
    return CaseTold(version, StepTaken(**of_step(step), official=by, taken_by=by, taken_at=hanoi(at)))


def receipt_taken_back(version: int, step: str, at: str, official: str | None = None) -> CaseTold:
    said = {"official": official, "taken_back_by": "lan", "taken_back_at": hanoi(at)}
    return CaseTold(version, ReceiptTakenBack(**of_step(step), **said))


def completion_taken_back(version: int, step: str, at: str, visit: int = 1) -> CaseTold:
    said = {"official": "lan", "taken_back_by": "lan", "taken_back_at": hanoi(at)}
    return CaseTold(version, CompletionTakenBack(**of_step(step, visit), **said))


def received(version: int, step: str, at: str, by: str) -> CaseTold:
    return CaseTold(version, StepReceived(**of_step(step), received_by=by, received_at=hanoi(at)))


def completed(version: int, step: str, at: str, visit: int = 1) -> CaseTold:
    event = StepCompleted(**of_step(step, visit), completed_by="lan", completed_at=hanoi(at))
    return CaseTold(version, event)


def handed_off(version: int, step: str, at: str, *to: OpenedStep) -> CaseTold:
    event = StepHandedOff(**of_step(step), to=to, handed_off_by="lan", handed_off_at=hanoi(at))
    return CaseTold(version, event)


def returned(version: int, step: str, at: str, *to: OpenedStep) -> CaseTold:
    event = StepReturned(
        **of_step(step), to=to, closed=(), reason="Thiếu", returned_by="lan", returned_at=hanoi(at)
    )
    return CaseTold(version, event)


def refused(version: int, step: str, at: str, *to: OpenedStep) -> CaseTold:
    said = {"reason": "Không thuộc phòng", "refused_by": "lan", "refused_at": hanoi(at)}
    return CaseTold(version, StepRefused(**of_step(step), to=to, closed=(), **said))


def case_reopened(version: int, at: str, *to: OpenedStep) -> CaseTold:
    said = {"reason": "Có khiếu nại", "reopened_by": "binh", "reopened_at": hanoi(at)}
    return CaseTold(version, CaseReopened(**OF_CASE, to=to, **said))


def subject_corrected(version: int, at: str, new: str) -> CaseTold:
    said = {"old": "Bổ nhiệm", "new": new, "corrected_by": "lan", "corrected_at": hanoi(at)}
    return CaseTold(version, SubjectCorrected(**OF_CASE, **said))


def reopened(version: int, step: str, at: str, *to: OpenedStep) -> CaseTold:
    event = StepReopened(**of_step(step), to=to, reason="Bổ sung", reopened_by="hoa", reopened_at=hanoi(at))
    return CaseTold(version, event)


def suspended(version: int, at: str, conditions: str | None = None) -> CaseTold:
    acted = {"suspended_by": "hoa", "suspended_at": hanoi(at)}
    event = CaseSuspended(**OF_CASE, reason="Chờ kết luận", conditions=conditions, **acted)
    return CaseTold(version, event)


def resumed(version: int, at: str, by_itself: bool = False) -> CaseTold:
    event = CaseResumed(**OF_CASE, resumed_by="hoa", resumed_at=hanoi(at), by_itself=by_itself)
    return CaseTold(version, event)


def extended(version: int, at: str, due: str) -> CaseTold:
    event = ExtensionGranted(
        **OF_CASE, due_at=hanoi(due), reason="Phải xác minh", granted_by="hoa", granted_at=hanoi(at)
    )
    return CaseTold(version, event)


def case_completed(version: int, at: str) -> CaseTold:
    return CaseTold(version, CaseCompleted(**OF_CASE, completed_by="lan", completed_at=hanoi(at)))


def case_cancelled(version: int, at: str) -> CaseTold:
    event = CaseCancelled(
        **OF_CASE, closed=(), reason="Rút hồ sơ", cancelled_by="hoa", cancelled_at=hanoi(at)
    )
    return CaseTold(version, event)


def of_asked(number: int = 1, agency: str = "STC", step: str = "receive") -> dict[str, Any]:
    return {**OF_CASE, "coordination": number, "step": step, "visit": 1, "asked_agency": agency}


def requested(
    version: int, at: str, limit: TimeLimit | None = None, number: int = 1, **more: Any
) -> CaseTold:
    agency, step = more.pop("agency", "STC"), more.pop("step", "receive")
    event = CoordinationRequested(
        **of_asked(number, agency, step),
        question="Ý kiến?",
        time_limit=limit or hours(4),
        requested_by="lan",
        requested_at=hanoi(at),
        **more,
    )
    return CaseTold(version, event)


def taken_up(version: int, at: str, child_case: str | None = None) -> CaseTold:
    acted = {"received_by": "tam", "received_at": hanoi(at)}
    return CaseTold(version, CoordinationReceived(**of_asked(), child_case=child_case, **acted))


def answered(version: int, at: str, number: int = 1, agency: str = "STC", **more: Any) -> CaseTold:
    event = CoordinationAnswered(
        **of_asked(number, agency), kind="agree", answered_by="tam", answered_at=hanoi(at), **more
    )
    return CaseTold(version, event)


def accepted(version: int, at: str) -> CaseTold:
    return CaseTold(version, AnswerAccepted(**of_asked(), accepted_by="lan", accepted_at=hanoi(at)))


def sent_back(version: int, at: str) -> CaseTold:
    acted = {"returned_by": "lan", "returned_at": hanoi(at)}
    return CaseTold(version, AnswerReturned(**of_asked(), reason="Chưa rõ", **acted))


def declined(version: int, at: str) -> CaseTold:
    acted = {"declined_by": "tam", "declined_at": hanoi(at)}
    return CaseTold(version, CoordinationDeclined(**of_asked(), reason="Không phải việc của sở", **acted))


def withdrawn(version: int, at: str) -> CaseTold:
    acted = {"withdrawn_by": "lan", "withdrawn_at": hanoi(at)}
    return CaseTold(version, CoordinationWithdrawn(**of_asked(), reason="Không cần nữa", **acted))


def successor_asked(version: int, at: str) -> CaseTold:
    event = CoordinationMoved(
        **of_asked(agency="SYT"),
        from_agency="STC",
        decision_number="12/QĐ-UBND",
        effective_from=hanoi(at).astimezone(VIETNAM).date(),
        moved_by="tthc",
        moved_at=hanoi(at),
    )
    return CaseTold(version, event)
