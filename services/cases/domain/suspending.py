"""A case stands still for a recorded, lawful reason, and goes on."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.errors import AgencyHeadOnly, CaseNotSuspended, ReasonMissing
from shared.contracts.cases import CaseResumed, CaseSuspended
from shared.contracts.vocabulary import Text
from shared.decider import Act, command


@command
class SuspendCase:
    """Stop the case's clocks, for a recorded reason."""

    reason: Text


@CASE.decides(SuspendCase, refuses=(*rules.RUNNING, AgencyHeadOnly, ReasonMissing, *rules.TIMED))
def suspend(case: Case, command: SuspendCase, act: Act) -> CaseSuspended:
    """Nothing that is recorded already may fall into the pause."""
    rules.check_running(case)
    rules.check_may_lead(act.by, case)
    reason = rules.reason_of(command.reason)
    rules.check_time(act, case.agency, case.latest_at)
    return CaseSuspended(**case.named(act), reason=reason, suspended_by=act.by.name, suspended_at=act.at)


@CASE.evolves(CaseSuspended)
def suspended(case: Case, event: CaseSuspended) -> None:
    """Only resuming and cancelling are left."""
    case.phase = Phase.SUSPENDED
    case.note_time(event.suspended_at)


@command
class ResumeCase:
    """Let the case's clocks run again."""


@CASE.decides(ResumeCase, refuses=(*rules.ALIVE, AgencyHeadOnly, CaseNotSuspended, *rules.TIMED))
def resume(case: Case, _command: ResumeCase, act: Act) -> CaseResumed:
    """Let the clocks run again."""
    rules.check_alive(case)
    rules.check_may_lead(act.by, case)
    if case.phase is not Phase.SUSPENDED:
        raise CaseNotSuspended
    rules.check_time(act, case.agency, case.latest_at)
    return CaseResumed(**case.named(act), resumed_by=act.by.name, resumed_at=act.at)


@CASE.evolves(CaseResumed)
def resumed(case: Case, event: CaseResumed) -> None:
    """Work goes on; nothing that builds on it is earlier."""
    case.phase = Phase.RUNNING
    case.running_since = event.resumed_at
    case.note_time(event.resumed_at)
