"""What is told of catalogues, and to whom."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from services.notify.application.telling import tell_of_catalogue
from services.notify.domain.delivery import NotificationKind
from shared.contracts.catalog.deliveries import AcknowledgementReminded, CatalogueSent
from shared.contracts.catalog.reviews import (
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
    YearlyReviewAnnounced,
    YearlyReviewFellDue,
)
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role
from shared.messaging.message import Message, Reaction
from shared.vietnam_time import VIETNAM

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
                    one.roles,
                    agency=getattr(event, one.told),
                    cause=message.id,
                    kind=one.kind,
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
    due=lambda event: datetime.combine(event.comments_due, time(23, 59), VIETNAM).astimezone(UTC),
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
    due=lambda event: datetime.combine(event.due_on, time.min, VIETNAM).astimezone(UTC),
)
#: A line for each event.
REACTIONS: dict[type, Reaction] = {
    EditionSentForComments: _telling(_ASKED),
    CommentsReminded: _telling(_ASKED),
    ReviewRoundClosed: _telling(_RECALLED, _COMMENTED),
    CatalogueSent: _telling(_SENT),
    AcknowledgementReminded: _telling(_REMINDED, _UNACKNOWLEDGED),
    YearlyReviewAnnounced: _telling(_TO_REVIEW),
    YearlyReviewFellDue: _telling(_TO_REVIEW),
}
