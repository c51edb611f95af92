"""What the notify service does about other services' events: it tells people, and keeps who they are."""

from datetime import datetime, time

from services.notify.application import list_official, tell, tell_of_catalogue
from services.notify.domain import ListDelegate, ListOfficial, NotificationKind, UnlistDelegate
from services.notify.domain.texts import VIETNAM
from shared.contracts import catalog, sla
from shared.contracts.topics import Topic
from shared.eventstore.work import Work
from shared.kernel import Role
from shared.messaging.consumer import Subscription
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


def _on_official_appointed(work: Work, event: catalog.OfficialAppointed, message: Message) -> None:
    known = {role.value for role in Role}  # values may grow: what isn't known here leads nobody
    list_official(
        work,
        ListOfficial(
            agency=event.agency,
            official=event.official,
            name=event.name,
            divisions=event.divisions,
            roles=tuple(Role(role) for role in event.roles if role in known),
            agency_version=message.version,
            at=message.time,
        ),
    )


_WRITERS = (Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR)


def _on_comments_asked(
    work: Work, event: catalog.EditionSentForComments | catalog.CommentsReminded, message: Message
) -> None:
    tell_of_catalogue(
        work,
        cause=message.id,
        kind=NotificationKind.COMMENTS_ASKED,
        told=event.reviewing_agency,
        roles=(Role.REVIEWER,),
        owner=event.agency,
        edition=event.edition,
        due_at=datetime.combine(event.comments_due, time(23, 59), VIETNAM),
    )


def _on_round_closed(work: Work, event: catalog.ReviewRoundClosed, message: Message) -> None:
    if event.comments:
        tell_of_catalogue(
            work,
            cause=message.id,
            kind=NotificationKind.COMMENTS_TO_ANSWER,
            told=event.agency,
            roles=_WRITERS,
            owner=event.agency,
            edition=event.edition,
            due_at=event.closed_at,
        )


def _on_sent(
    work: Work, event: catalog.CatalogueSent | catalog.AcknowledgementReminded, message: Message
) -> None:
    tell_of_catalogue(
        work,
        cause=message.id,
        kind=NotificationKind.CATALOGUE_TO_ACKNOWLEDGE,
        told=event.recipient,
        roles=_WRITERS,
        owner=event.agency,
        edition=event.edition,
        due_at=message.time,
    )


def _on_review(
    work: Work, event: catalog.YearlyReviewAnnounced | catalog.YearlyReviewFellDue, message: Message
) -> None:
    tell_of_catalogue(
        work,
        cause=message.id,
        kind=NotificationKind.YEARLY_REVIEW_DUE,
        told=event.agency,
        roles=_WRITERS,
        owner=event.agency,
        edition=event.edition,
        due_at=datetime.combine(event.due_on, time.min, VIETNAM),
    )


def _on_official_left(work: Work, event: catalog.OfficialLeft, message: Message) -> None:
    """Who has left holds no role there any longer, and is told nothing as one who leads."""
    list_official(
        work,
        ListOfficial(
            agency=event.agency,
            official=event.official,
            name=event.official,
            divisions=(),
            roles=(),
            agency_version=message.version,
            at=message.time,
        ),
    )


def _on_delegation_granted(work: Work, event: catalog.DelegationGranted, message: Message) -> None:
    list_official(
        work,
        ListDelegate(
            agency=event.agency,
            official=event.official,
            delegate=event.delegate,
            first_day=event.first_day,
            last_day=event.last_day,
            agency_version=message.version,
            at=message.time,
        ),
    )


def _on_delegation_revoked(work: Work, event: catalog.DelegationRevoked, message: Message) -> None:
    list_official(
        work,
        UnlistDelegate(
            agency=event.agency,
            official=event.official,
            first_day=event.first_day,
            agency_version=message.version,
            at=message.time,
        ),
    )


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
            catalog.OfficialAppointed: _on_official_appointed,
            catalog.EditionSentForComments: _on_comments_asked,
            catalog.CommentsReminded: _on_comments_asked,
            catalog.ReviewRoundClosed: _on_round_closed,
            catalog.CatalogueSent: _on_sent,
            catalog.AcknowledgementReminded: _on_sent,
            catalog.YearlyReviewAnnounced: _on_review,
            catalog.YearlyReviewFellDue: _on_review,
            catalog.OfficialLeft: _on_official_left,
            catalog.DelegationGranted: _on_delegation_granted,
            catalog.DelegationRevoked: _on_delegation_revoked,
        },
    ),
)
