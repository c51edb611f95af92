"""What the notify service does about other services' events: it tells people, and keeps who they are."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime, time
from typing import Any

from services.notify.application import list_official, tell, tell_of_catalogue
from services.notify.domain import ListDelegate, ListOfficial, NotificationKind, UnlistDelegate
from shared.contracts import sla
from shared.contracts.catalog import agencies, deliveries, reviews, staff
from shared.contracts.published import PublishedEvent
from shared.contracts.topics import Topic
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import VIETNAM, Role
from shared.messaging.consumer import Reaction, Subscription
from shared.messaging.message import Message


def _on_step(kind: NotificationKind, work: UnitOfWork, event: sla.StepClockEvent, message: Message) -> None:
    tell(
        work,
        cause=message.id,
        kind=kind,
        agency=event.agency,
        case_number=event.case_number,
        division=event.division,
        official=event.official,
        step=event.step,
        visit=event.visit,
        step_name=event.step_name,
        due_at=event.due_at,
    )


def _on_step_due_soon(work: UnitOfWork, event: sla.StepDueSoon, message: Message) -> None:
    _on_step(NotificationKind.STEP_DUE_SOON, work, event, message)


def _on_step_overdue(work: UnitOfWork, event: sla.StepOverdue, message: Message) -> None:
    _on_step(NotificationKind.STEP_OVERDUE, work, event, message)


def _on_case_overdue(work: UnitOfWork, event: sla.CaseOverdue, message: Message) -> None:
    """Whoever holds an open step of the case, or leads there; nobody does: the agency's heads."""
    holders: list[tuple[str | None, str | None]] = [(one.division, one.official) for one in event.open_steps]
    for division, official in holders or [(None, None)]:
        tell(
            work,
            cause=message.id,
            kind=NotificationKind.CASE_OVERDUE,
            agency=event.agency,
            case_number=event.case_number,
            division=division,
            official=official,
            step=None,
            visit=None,
            step_name=None,
            due_at=event.due_at,
        )


_WRITERS = (Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """What an event on a catalogue is to whom: the holders of `roles` in the agency `told`."""

    kind: NotificationKind
    told: str  #: the event's field that names the agency
    roles: tuple[Role, ...] = _WRITERS
    due: Callable[[Any], datetime]  #: the instant that the entry is about
    counterpart: str | None = None  #: the event's field that names another agency
    concerns: Callable[[Any], bool] = lambda _event: True


def _telling(*tellings: _Telling) -> Reaction:
    def tell_each(work: UnitOfWork, event: Any, message: Message) -> None:
        for one in tellings:
            if one.concerns(event):
                tell_of_catalogue(
                    work,
                    cause=message.id,
                    kind=one.kind,
                    told=getattr(event, one.told),
                    roles=one.roles,
                    owner=event.agency,
                    edition=event.edition,
                    counterpart=getattr(event, one.counterpart) if one.counterpart else None,
                    due_at=one.due(event),
                )

    return tell_each


_ASKED = _Telling(
    kind=NotificationKind.COMMENTS_ASKED,
    told="reviewing_agency",
    roles=(Role.REVIEWER,),
    due=lambda event: datetime.combine(event.comments_due, time(23, 59), VIETNAM),
)
_RECALLED = _Telling(
    kind=NotificationKind.COMMENTS_NO_LONGER_ASKED,
    told="reviewing_agency",
    roles=(Role.REVIEWER,),
    due=lambda event: event.closed_at,
    concerns=lambda event: event.outcome in ("recalled", "discarded"),
)
_COMMENTED = _Telling(
    kind=NotificationKind.COMMENTS_TO_ANSWER,
    told="agency",
    due=lambda event: event.closed_at,
    concerns=lambda event: event.comments > 0 and event.outcome != "discarded",
)
_SENT = _Telling(
    kind=NotificationKind.CATALOGUE_TO_ACKNOWLEDGE, told="recipient", due=lambda event: event.sent_at
)
_REMINDED = replace(_SENT, due=lambda event: event.reminded_at)
_UNACKNOWLEDGED = _Telling(
    kind=NotificationKind.CATALOGUE_UNACKNOWLEDGED,
    told="agency",
    roles=(Role.AGENCY_HEAD,),
    due=lambda event: event.reminded_at,
    counterpart="recipient",
    concerns=lambda event: event.last,
)
_TO_REVIEW = _Telling(
    kind=NotificationKind.YEARLY_REVIEW_DUE,
    told="agency",
    due=lambda event: datetime.combine(event.due_on, time.min, VIETNAM),
)
#: What is told of catalogues: a line for each event.
_OF_CATALOGUES: dict[type[PublishedEvent], Reaction] = {
    reviews.EditionSentForComments: _telling(_ASKED),
    reviews.CommentsReminded: _telling(_ASKED),
    reviews.ReviewRoundClosed: _telling(_RECALLED, _COMMENTED),
    deliveries.CatalogueSent: _telling(_SENT),
    deliveries.AcknowledgementReminded: _telling(_REMINDED, _UNACKNOWLEDGED),
    reviews.YearlyReviewAnnounced: _telling(_TO_REVIEW),
    reviews.YearlyReviewFellDue: _telling(_TO_REVIEW),
}


def _lists(
    listing: type[ListOfficial | ListDelegate | UnlistDelegate],
    changed: Callable[[Any], dict[str, Any]] = lambda _: {},
) -> Reaction:
    """For events of an agency's staff: list them with fields of the same names, but for what is `changed`."""
    names = [one.name for one in fields(listing)]

    def react(work: UnitOfWork, event: Any, message: Message) -> None:
        at = {"agency_version": message.version, "at": message.time, **changed(event)}
        same = {name: getattr(event, name) for name in names if name not in at}
        list_official(work, listing(**same, **at))

    return react


def _known_roles(event: agencies.OfficialAppointed) -> dict[str, Any]:
    known = {role.value for role in Role}  # values may grow: what isn't known here leads nobody
    return {"roles": tuple(Role(role) for role in event.roles if role in known)}


def _no_roles(event: staff.OfficialLeft) -> dict[str, Any]:
    """Who has left holds no role there any longer, and is told nothing as one who leads."""
    return {"name": event.official, "divisions": (), "roles": ()}


SUBSCRIPTIONS = (
    Subscription(
        Topic.SLA,
        "notify",
        {
            sla.StepDueSoon: _on_step_due_soon,
            sla.StepOverdue: _on_step_overdue,
            sla.CaseOverdue: _on_case_overdue,
        },
    ),
    Subscription(
        Topic.CATALOG,
        "notify",
        {
            agencies.OfficialAppointed: _lists(ListOfficial, _known_roles),
            **_OF_CATALOGUES,
            staff.OfficialLeft: _lists(ListOfficial, _no_roles),
            staff.DelegationGranted: _lists(ListDelegate),
            staff.DelegationRevoked: _lists(UnlistDelegate),
        },
    ),
)
