"""What the notify service does about other services' events: it tells people, and keeps who they are."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, time
from typing import Any

from services.notify.application import list_official, tell, tell_of_catalogue
from services.notify.domain import ListDelegate, ListOfficial, NotificationKind, UnlistDelegate
from services.notify.domain.texts import VIETNAM
from shared.contracts import catalog, sla
from shared.contracts.topics import Topic
from shared.eventstore.work import Work
from shared.kernel import Role
from shared.messaging.consumer import Reaction, Subscription
from shared.messaging.message import Message


def _on_step(kind: NotificationKind, work: Work, event: sla.StepClockEvent, message: Message) -> None:
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


def _on_step_due_soon(work: Work, event: sla.StepDueSoon, message: Message) -> None:
    _on_step(NotificationKind.STEP_DUE_SOON, work, event, message)


def _on_step_overdue(work: Work, event: sla.StepOverdue, message: Message) -> None:
    _on_step(NotificationKind.STEP_OVERDUE, work, event, message)


def _on_case_overdue(work: Work, event: sla.CaseOverdue, message: Message) -> None:
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


def _tells(
    kind: NotificationKind,
    due_at: Callable[[Any, Message], datetime],
    *,
    told: str = "agency",
    roles: tuple[Role, ...] = _WRITERS,
) -> Reaction:
    """For events of a catalogue: those with the roles are told, in the agency that the field `told` names."""

    def react(work: Work, event: Any, message: Message) -> None:
        tell_of_catalogue(
            work,
            cause=message.id,
            kind=kind,
            told=getattr(event, told),
            roles=roles,
            owner=event.agency,
            edition=event.edition,
            due_at=due_at(event, message),
        )

    return react


_tell_of_comments = _tells(NotificationKind.COMMENTS_TO_ANSWER, lambda event, _: event.closed_at)


def _on_round_closed(work: Work, event: catalog.ReviewRoundClosed, message: Message) -> None:
    """A round without comments asks nothing of anybody."""
    if event.comments:
        _tell_of_comments(work, event, message)


_on_comments_asked = _tells(
    NotificationKind.COMMENTS_ASKED,
    lambda event, _: datetime.combine(event.comments_due, time(23, 59), VIETNAM),
    told="reviewing_agency",
    roles=(Role.REVIEWER,),
)
_on_sent = _tells(
    NotificationKind.CATALOGUE_TO_ACKNOWLEDGE, lambda _, message: message.time, told="recipient"
)
_on_review = _tells(
    NotificationKind.YEARLY_REVIEW_DUE, lambda event, _: datetime.combine(event.due_on, time.min, VIETNAM)
)


def _lists(
    listing: type[ListOfficial | ListDelegate | UnlistDelegate],
    changed: Callable[[Any], dict[str, Any]] = lambda _: {},
) -> Reaction:
    """For events of an agency's staff: list them with fields of the same names, but for what is `changed`."""
    names = [one.name for one in fields(listing)]

    def react(work: Work, event: Any, message: Message) -> None:
        at = {"agency_version": message.version, "at": message.time, **changed(event)}
        same = {name: getattr(event, name) for name in names if name not in at}
        list_official(work, listing(**same, **at))

    return react


def _known_roles(event: catalog.OfficialAppointed) -> dict[str, Any]:
    known = {role.value for role in Role}  # values may grow: what isn't known here leads nobody
    return {"roles": tuple(Role(role) for role in event.roles if role in known)}


def _no_roles(event: catalog.OfficialLeft) -> dict[str, Any]:
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
            catalog.OfficialAppointed: _lists(ListOfficial, _known_roles),
            catalog.EditionSentForComments: _on_comments_asked,
            catalog.CommentsReminded: _on_comments_asked,
            catalog.ReviewRoundClosed: _on_round_closed,
            catalog.CatalogueSent: _on_sent,
            catalog.AcknowledgementReminded: _on_sent,
            catalog.YearlyReviewAnnounced: _on_review,
            catalog.YearlyReviewFellDue: _on_review,
            catalog.OfficialLeft: _lists(ListOfficial, _no_roles),
            catalog.DelegationGranted: _lists(ListDelegate),
            catalog.DelegationRevoked: _lists(UnlistDelegate),
        },
    ),
)
