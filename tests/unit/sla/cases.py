"""A case's facts, as the tests tell them; every instant is by Vietnam's clock."""

from services.sla.domain import facts
from shared.contracts.vocabulary import TimeLimit
from tests.unit.working_time.calendars import hanoi, hours


def opening(step: str, visit: int = 1, limit: TimeLimit | None = None, **more) -> facts.OpenedStep:
    values = {"division": "VP", "official": None, "time_limit": limit or hours(8)} | more
    return facts.OpenedStep(step=step, visit=visit, **values)


def case_opened(at: str = "2026-03-02 07:30", *first: facts.OpenedStep, **more) -> facts.CaseOpened:
    values = {
        "source_version": 1,
        "case_number": "SNV-260302-0001",
        "agency": "SNV",
        "procedure": "SNV-07",
        "edition": 1,
        "opened_at": hanoi(at),
        "working_calendar": "VN",
        "time_limit": hours(24),
        "first": first or (opening("receive"),),
    }
    return facts.CaseOpened(**(values | more))


def completed(version: int, step: str, at: str, visit: int = 1) -> facts.StepCompleted:
    return facts.StepCompleted(source_version=version, step=step, visit=visit, completed_at=hanoi(at))


def handed_off(version: int, step: str, at: str, *to: facts.OpenedStep) -> facts.StepHandedOff:
    return facts.StepHandedOff(source_version=version, step=step, visit=1, handed_off_at=hanoi(at), to=to)


def returned(version: int, step: str, at: str, *to: facts.OpenedStep) -> facts.StepReturned:
    return facts.StepReturned(source_version=version, step=step, visit=1, returned_at=hanoi(at), to=to)


def suspended(version: int, at: str) -> facts.CaseSuspended:
    return facts.CaseSuspended(source_version=version, suspended_at=hanoi(at), reason="Chờ kết luận")


def resumed(version: int, at: str) -> facts.CaseResumed:
    return facts.CaseResumed(source_version=version, resumed_at=hanoi(at))


def extended(version: int, at: str, due: str) -> facts.ExtensionGranted:
    return facts.ExtensionGranted(
        source_version=version, granted_at=hanoi(at), due_at=hanoi(due), reason="Phải xác minh"
    )


def case_completed(version: int, at: str) -> facts.CaseCompleted:
    return facts.CaseCompleted(source_version=version, completed_at=hanoi(at))


def case_cancelled(version: int, at: str) -> facts.CaseCancelled:
    return facts.CaseCancelled(source_version=version, cancelled_at=hanoi(at), reason="Rút hồ sơ")
