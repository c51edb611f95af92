"""A case stands still for a recorded, lawful reason, and goes on: in the end by itself."""

from datetime import datetime

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.deadline import calendar_of
from services.cases.domain.known import Known, edition_of
from services.cases.errors.course import CaseNotSuspended, ReasonMissing
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.procedure_rules import SuspensionNotForeseen, SuspensionsUsedUp
from services.cases.errors.who import AgencyHeadOnly
from shared.contracts.cases.course import CaseResumed, CaseSuspended
from shared.contracts.vocabulary import Text
from shared.decider import Act, by_itself, command
from shared.working_time.dues import Pause
from shared.working_time.errors import LimitBeyondCalendar


@command
class SuspendCase:
    """Stop the case's clocks, for a recorded reason, where its procedure allows it."""

    reason: Text


@CASE.decides(
    SuspendCase,
    known=Known,
    refuses=(
        *rules.RUNNING,
        AgencyHeadOnly,
        ReasonMissing,
        *rules.TIMED,
        SuspensionNotForeseen,
        SuspensionsUsedUp,
        CalendarNotKnownYet,
        LimitBeyondCalendar,
    ),
)
def suspend(case: Case, command: SuspendCase, act: Act, known: Known) -> CaseSuspended:
    """Nothing that is recorded already may fall into the pause; the procedure says how often and how long."""
    rules.check_running(case)
    rules.check_may_lead(act.by, case)
    reason = rules.reason_of(command.reason)
    rules.check_time(act, case.agency, case.latest_at)
    rule = edition_of(case, known).suspension
    if rule is None:
        raise SuspensionNotForeseen(procedure=case.procedure, edition=case.edition)
    if rule.most_times is not None and case.suspensions >= rule.most_times:
        raise SuspensionsUsedUp(procedure=case.procedure, most_times=rule.most_times)
    return CaseSuspended(
        **case.named(act),
        reason=reason,
        conditions=rule.conditions,
        suspended_by=act.by.name,
        suspended_at=act.at,
        ends_at=calendar_of(case, known).due_at(act.at, rule.longest) if rule.longest else None,
    )


@CASE.evolves(CaseSuspended)
def suspended(case: Case, event: CaseSuspended) -> None:
    """Only resuming and cancelling are left."""
    case.phase = Phase.SUSPENDED
    case.suspensions += 1
    case.suspended_at, case.suspension_ends_at = event.suspended_at, event.ends_at
    for asked in case.coordinations.values():
        if asked.answered_at != event.suspended_at:  # at its very instant silence has answered
            asked.unsay_silence(event.suspended_at)
        asked.stop(event.suspended_at)
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
    said_later = act.at_given and act.recorded_at > act.at and not rules.is_of_history(act, case.agency)
    return CaseResumed(
        **case.named(act),
        resumed_by=act.by.name,
        resumed_at=act.at,
        lifted_at=act.recorded_at if said_later else None,
    )


def suspension_over(case: Case, at: datetime) -> list[CaseResumed]:
    """What has happened by then to a suspension that may last no longer: it ended, when it had to."""
    ends_at = case.suspension_ends_at
    if case.phase is not Phase.SUSPENDED or ends_at is None or at < ends_at:
        return []
    act = by_itself(ends_at)
    return [CaseResumed(**case.named(act), resumed_by=act.by.name, resumed_at=ends_at, by_itself=True)]


@CASE.evolves(CaseResumed)
def resumed(case: Case, event: CaseResumed) -> None:
    """Work goes on; nothing that builds on it is earlier."""
    case.phase = Phase.RUNNING
    if case.suspended_at is not None:
        case.pauses.append(Pause(start=case.suspended_at, end=event.resumed_at, reason=""))
    case.running_since = event.resumed_at
    for asked in case.coordinations.values():
        asked.go_on(event.resumed_at)
    case.note_time(event.resumed_at)
