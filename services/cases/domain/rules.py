"""The guards: who may do what, when it may have been, and where a case must stand. Each stands once."""

from datetime import datetime

from services.cases.domain.case import Case, Phase, Visit
from services.cases.errors.course import (
    CaseAlreadyCancelled,
    CaseAlreadyCompleted,
    CaseIsSuspended,
    CaseNotOpened,
    ReasonMissing,
)
from services.cases.errors.steps import StepAlreadyCompleted, StepNotCompleted, StepNotHeld, StepUnknown
from services.cases.errors.who import (
    AgencyHeadOnly,
    AssignedToAnother,
    MayNotAssign,
    MayNotCompleteCase,
    MayNotImport,
    MayNotOpen,
    MayNotRemark,
    NoPartInCase,
    NotOfHoldingDivision,
)
from shared.decider import Act
from shared.errors import EffectiveInFuture, EffectiveTooEarly, RecordedTooLate
from shared.kernel import Actor, Role, check_recorded_in_time, legible

#: How each group of guards may refuse.
ALIVE = (CaseNotOpened, CaseAlreadyCompleted, CaseAlreadyCancelled)
RUNNING = (*ALIVE, CaseIsSuspended)
HELD = (*RUNNING, StepUnknown, StepNotHeld)
TIMED = (EffectiveTooEarly, EffectiveInFuture, RecordedTooLate)
WORKED_ON = (NotOfHoldingDivision, AssignedToAnother)

# ---- who


def check_may_open(by: Actor, agency: str, *, imported: bool) -> None:
    """An agency's officials and heads open its cases; so do clients registered for it, and importers."""
    if not _serves(by, agency):
        raise MayNotOpen(agency=agency)
    if imported and not imports(by, agency):
        raise MayNotImport(where="imported")


def check_may_remark(by: Actor, case: Case) -> None:
    """Who may open an agency's cases may comment on each, and add to what it has."""
    if not _serves(by, case.agency):
        raise MayNotRemark(agency=case.agency)


def _serves(by: Actor, agency: str) -> bool:
    person = by.agency == agency and by.has(Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD)
    return person or (by.agency in (None, agency) and by.has(Role.SYSTEM, Role.IMPORTER))


def check_may_assign(by: Actor, case: Case, visit: Visit) -> None:
    """The head of the visit's division assigns it, or the head of the agency."""
    if not (_heads_division(by, case, visit) or heads_agency(by, case) or imports(by, case.agency)):
        raise MayNotAssign(where=visit.step, division=visit.division)


def check_may_work_on(by: Actor, case: Case, visit: Visit) -> None:
    """Work on a step is for the official that has it (nobody: all of the division), or the division head.

    What was left to the head of the agency is the head's.
    """
    if _heads_division(by, case, visit) or imports(by, case.agency):
        return
    if heads_agency(by, case) and visit.official == by.name:
        return
    if not _works_in_division(by, case, visit):
        raise NotOfHoldingDivision(where=visit.step, division=visit.division)
    if visit.official is not None and visit.official != by.name:
        raise AssignedToAnother(where=visit.step, official=visit.official)


def check_may_lead(by: Actor, case: Case) -> None:
    """Suspending, resuming, extending and cancelling are the agency head's."""
    if not (heads_agency(by, case) or imports(by, case.agency)):
        raise AgencyHeadOnly(agency=case.agency)


def check_may_complete_case(by: Actor, case: Case) -> None:
    """Those who hold the last step end the case, or the agency head."""
    if not _has_part(by, case):
        raise MayNotCompleteCase


def check_has_part(by: Actor, case: Case) -> None:
    """Those whose division holds a step of the case, and the agency head."""
    if not _has_part(by, case):
        raise NoPartInCase(agency=case.agency)


def _has_part(by: Actor, case: Case) -> bool:
    if heads_agency(by, case) or imports(by, case.agency):
        return True
    visits = case.visits.values()
    return any(_works_in_division(by, case, one) or _heads_division(by, case, one) for one in visits)


def imports(by: Actor, agency: str) -> bool:
    """Whether the actor records a history from a log into this agency."""
    return Role.IMPORTER in by.roles and by.agency in (None, agency)


def heads_agency(by: Actor, case: Case) -> bool:
    """Whether the actor heads the case's agency."""
    return Role.AGENCY_HEAD in by.roles and by.agency == case.agency


def _heads_division(by: Actor, case: Case, visit: Visit) -> bool:
    return Role.DIVISION_HEAD in by.roles and by.division == visit.division and by.agency == case.agency


def _works_in_division(by: Actor, case: Case, visit: Visit) -> bool:
    return Role.OFFICIAL in by.roles and by.division == visit.division and by.agency == case.agency


# ---- when


def check_time(act: Act, agency: str, *not_before: datetime | None) -> None:
    """An act takes effect after what it builds on, not in the future, and is recorded within the bound.

    Beyond it with a leader's approval, which `approving` has looked at.
    A time that nobody gave is that of the record, or of what it builds on where the store's clock was ahead.
    """
    at = act.at
    for cause in not_before:
        if cause is not None and at < cause:
            raise EffectiveTooEarly(where="at", at=at, not_before=cause)
    if act.at_given:
        free = act.approval is not None or is_of_history(act, agency)
        check_recorded_in_time(at, act.recorded_at, history=free)


def is_of_history(act: Act, agency: str) -> bool:
    """Whether the act was done elsewhere, and is taken in from a log or a history."""
    return act.history or imports(act.by, agency)


def check_time_at_visit(act: Act, case: Case, visit: Visit) -> None:
    """An act at a visit builds on the visit's last event, and on the last start of the clock."""
    asked = (one.since for one in case.asked_by(visit))
    check_time(act, case.agency, visit.since, *asked, case.running_since)


def check_time_of_move(act: Act, case: Case) -> None:
    """A move builds on everything in the stage that it leaves."""
    check_time(act, case.agency, *(visit.since for visit in case.visits.values()), case.running_since)


def check_time_of_remark(act: Act, case: Case) -> None:
    """A remark builds on the last start of the clock, and nothing builds on it."""
    check_time(act, case.agency, case.running_since)


# ---- where the case stands


def check_alive(case: Case) -> None:
    """The case has been opened and has not ended."""
    if case.phase is Phase.UNOPENED:
        raise CaseNotOpened(case_number=case.number)
    if case.phase is Phase.COMPLETED:
        raise CaseAlreadyCompleted
    if case.phase is Phase.CANCELLED:
        raise CaseAlreadyCancelled


def check_running(case: Case) -> None:
    """The case is alive, and its clock runs."""
    if case.phase is not Phase.RUNNING:
        check_alive(case)
        raise CaseIsSuspended


def held(case: Case, step: str) -> Visit:
    """The present visit of a step, open or in hand, of a running case."""
    check_running(case)
    visit = case.visits.get(step)
    if visit is None:
        if step not in case.route.steps:
            raise StepUnknown(where=step, step=step)
        raise StepNotHeld(where=step, step=step, present=", ".join(case.visits))
    return visit


def open_visit(case: Case, step: str) -> Visit:
    """The present visit of a step that isn't completed yet."""
    visit = held(case, step)
    if visit.completed:
        raise StepAlreadyCompleted(where=step, step=step)
    return visit


def completed_visit(case: Case, step: str) -> Visit:
    """The present visit of a step that is completed, in hand."""
    visit = held(case, step)
    if not visit.completed:
        raise StepNotCompleted(where=step, step=step)
    return visit


def reason_of(reason: str) -> str:
    """The reason without blanks around it; there must be one."""
    reason = reason.strip()
    if not legible(reason):
        raise ReasonMissing(where="reason")
    return reason
