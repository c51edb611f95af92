"""A leader grants the whole case more time, as far as its procedure allows."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.deadline import Deadline, deadline_of
from services.cases.domain.directory import RETRY_AFTER
from services.cases.domain.known import Known, edition_of
from services.cases.errors import (
    AgencyHeadOnly,
    CalendarNotKnownYet,
    DueNotLater,
    ExtensionAfterDue,
    ExtensionNotForeseen,
    ExtensionsUsedUp,
    ExtensionTooLate,
    ExtensionTooLong,
    ReasonMissing,
)
from shared.contracts.cases import ExtensionGranted
from shared.contracts.catalog.parts import ExtensionRule
from shared.contracts.vocabulary import Instant, Text
from shared.decider import Act, command
from shared.working_time.errors import LimitBeyondCalendar
from shared.working_time.wording import limits_in_words


@command
class ExtendCase:
    """Grant the case more time, until `due_at`."""

    due_at: Instant
    reason: Text


@CASE.decides(
    ExtendCase,
    known=Known,
    refuses=(
        *rules.RUNNING,
        AgencyHeadOnly,
        ReasonMissing,
        *rules.TIMED,
        DueNotLater,
        ExtensionNotForeseen,
        ExtensionsUsedUp,
        ExtensionAfterDue,
        ExtensionTooLate,
        ExtensionTooLong,
        CalendarNotKnownYet,
        LimitBeyondCalendar,
    ),
)
def extend(case: Case, command: ExtendCase, act: Act, known: Known) -> ExtensionGranted:
    """Never less time than there is; nor more, more often or later than the procedure allows."""
    rules.check_running(case)
    rules.check_may_lead(act.by, case)
    reason = rules.reason_of(command.reason)
    rules.check_time(act, case.agency, case.running_since, case.due_from)
    present, rule = deadline_of(case, known), edition_of(case, known).extension
    if present is not None and command.due_at <= present.at:
        raise DueNotLater(where="due_at", due_at=command.due_at, present=present.at)
    if rule is None:
        raise ExtensionNotForeseen(procedure=case.procedure, edition=case.edition)
    if case.extensions >= rule.most_times:
        raise ExtensionsUsedUp(procedure=case.procedure, most_times=rule.most_times)
    if present is None:
        raise CalendarNotKnownYet(calendar=case.working_calendar, retry_after=RETRY_AFTER)
    _check_extent(command, act, rule, present)
    return ExtensionGranted(
        **case.named(act),
        due_at=command.due_at,
        reason=reason,
        conditions=rule.conditions,
        granted_by=act.by.name,
        granted_at=act.at,
    )


def _check_extent(command: ExtendCase, act: Act, rule: ExtensionRule, present: Deadline) -> None:
    """Granted while enough of the limit is left, and by no more than one extension gives."""
    if act.at >= present.at:
        raise ExtensionAfterDue(where="at", at=act.at, due_at=present.at)
    if rule.ask_before is not None and not present.leaves(act.at, rule.ask_before):
        notice = limits_in_words(notice=rule.ask_before)
        raise ExtensionTooLate(where="at", at=act.at, due_at=present.at, **notice)
    if rule.longest is not None and command.due_at > (latest := present.extended_by(rule.longest)):
        longest = limits_in_words(longest=rule.longest)
        raise ExtensionTooLong(where="due_at", due_at=command.due_at, latest=latest, **longest)


@CASE.evolves(ExtensionGranted)
def extended(case: Case, event: ExtensionGranted) -> None:
    """The case is due at an exact instant from now on; only pauses since then move it."""
    case.due_at, case.due_from = event.due_at, event.granted_at
    case.extensions += 1
    case.note_time(event.granted_at)
