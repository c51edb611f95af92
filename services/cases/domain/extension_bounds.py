"""How much more time a procedure allows: how often, by how much, and asked for until when."""

from datetime import datetime

from services.cases.domain.case import Case
from services.cases.domain.deadline import deadline_of
from services.cases.domain.directory import RETRY_AFTER
from services.cases.domain.known import Known, edition_of
from services.cases.errors.course import DueNotLater
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.procedure_rules import (
    ExtensionAfterDue,
    ExtensionNotForeseen,
    ExtensionsUsedUp,
    ExtensionTooLate,
    ExtensionTooLong,
)
from shared.contracts.catalog.parts import ExtensionRule
from shared.working_time.errors import LimitBeyondCalendar
from shared.working_time.wording import limits_in_words

#: How more time may be refused.
BOUNDED = (
    DueNotLater,
    ExtensionNotForeseen,
    ExtensionsUsedUp,
    ExtensionAfterDue,
    ExtensionTooLate,
    ExtensionTooLong,
    CalendarNotKnownYet,
    LimitBeyondCalendar,
)


def check_extension(
    case: Case, due_at: datetime, at: datetime, asked_at: datetime, known: Known
) -> ExtensionRule:
    """The procedure's rule, which allows it: asked for at one instant, and to be granted at another.

    Never less time than there is. Asked for in time is in time, however soon before the end it is granted.
    """
    present, rule = deadline_of(case, known), edition_of(case, known).extension
    if present is not None and due_at <= present.at:
        raise DueNotLater(where="due_at", due_at=due_at, present=present.at)
    if rule is None:
        raise ExtensionNotForeseen(procedure=case.procedure, edition=case.edition)
    if case.extensions >= rule.most_times:
        raise ExtensionsUsedUp(procedure=case.procedure, most_times=rule.most_times)
    if present is None:
        raise CalendarNotKnownYet(calendar=case.working_calendar, retry_after=RETRY_AFTER)
    if at >= present.at:
        raise ExtensionAfterDue(where="at", at=at, due_at=present.at)
    if rule.ask_before is not None and not present.leaves(asked_at, rule.ask_before):
        notice = limits_in_words(notice=rule.ask_before)
        raise ExtensionTooLate(where="at", at=asked_at, due_at=present.at, **notice)
    if rule.longest is not None and due_at > (latest := present.extended_by(rule.longest)):
        longest = limits_in_words(longest=rule.longest)
        raise ExtensionTooLong(where="due_at", due_at=due_at, latest=latest, **longest)
    return rule
