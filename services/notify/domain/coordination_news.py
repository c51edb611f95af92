"""What is told of coordinations between agencies, and to whom: a pure function of what happened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import Directory
from services.notify.domain.recipients import recipients
from shared.contracts.cases import coordination as told
from shared.contracts.cases.coordination import CoordinationEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationNews:
    """What one agency is told of; `division` and `official` hold the work there, else its heads do.

    Which step asks is the asking agency's own business.
    """

    kind: NotificationKind
    agency: str
    division: str | None
    official: str | None
    case_number: str
    step: str | None
    visit: int | None
    coordination: int
    counterpart: str
    due_at: datetime
    done_by: str  #: who needn't be told of it

    def told_to(self, directory: Directory) -> tuple[str, ...]:
        """Who holds the work, else who leads there."""
        if self.official is not None:
            found: tuple[str, ...] = (self.official,)
        else:
            found = recipients(directory, self.agency, self.division, None)
        return tuple(one for one in found if one != self.done_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """Who is told of an event: who holds the asking step, or the heads of the agency that a field names."""

    kind: NotificationKind
    by: str  #: the event's field that says who did it
    at: str  #: the event's field that says when, or the instant that it is about
    heads_of: str | None = None
    about: Callable[[Any], datetime | None] = field(default=lambda _event: None)


_RULES: dict[type[CoordinationEvent], _Rule] = {
    told.CoordinationRequested: _Rule(
        kind=NotificationKind.COORDINATION_REQUESTED,
        by="requested_by",
        at="requested_at",
        heads_of="asked_agency",
        about=lambda event: event.due_at,
    ),
    told.CoordinationAnswered: _Rule(
        kind=NotificationKind.COORDINATION_ANSWERED, by="answered_by", at="answered_at"
    ),
    told.CoordinationDeclined: _Rule(
        kind=NotificationKind.COORDINATION_DECLINED, by="declined_by", at="declined_at"
    ),
    told.CoordinationWithdrawn: _Rule(
        kind=NotificationKind.COORDINATION_WITHDRAWN,
        by="withdrawn_by",
        at="withdrawn_at",
        heads_of="asked_agency",
    ),
    told.ClarificationAsked: _Rule(kind=NotificationKind.CLARIFICATION_ASKED, by="asked_by", at="asked_at"),
    told.ClarificationGiven: _Rule(
        kind=NotificationKind.CLARIFICATION_GIVEN, by="given_by", at="given_at", heads_of="asked_agency"
    ),
    told.AnswerReturned: _Rule(
        kind=NotificationKind.ANSWER_RETURNED, by="returned_by", at="returned_at", heads_of="asked_agency"
    ),
    told.DisagreementRaised: _Rule(
        kind=NotificationKind.DISAGREEMENT_RAISED,
        by="raised_by",
        at="raised_at",
        heads_of="asked_agency",
        about=lambda event: event.meets_at,
    ),
    told.DisagreementDecided: _Rule(
        kind=NotificationKind.DISAGREEMENT_DECIDED, by="decided_by", at="decided_at"
    ),
}
#: The events that people are told of.
TOLD = tuple(_RULES)


def news_of(event: CoordinationEvent) -> CoordinationNews | None:
    """None: nobody is told, since it is of a history, or the agency that is asked isn't in the system."""
    rule = _RULES[type(event)]
    if event.history or getattr(event, "outside", False):
        return None
    superior: str | None = getattr(event, "superior", None)
    told_agency = event.agency if rule.heads_of is None else (superior or getattr(event, rule.heads_of))
    holds = rule.heads_of is None
    return CoordinationNews(
        kind=rule.kind,
        agency=told_agency,
        division=event.division if holds else None,
        official=event.official if holds else None,
        case_number=event.case_number,
        step=event.step if holds else None,
        visit=event.visit if holds else None,
        coordination=event.coordination,
        counterpart=event.asked_agency if holds else event.agency,
        due_at=rule.about(event) or getattr(event, rule.at),
        done_by=getattr(event, rule.by),
    )
