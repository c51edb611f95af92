"""One notification to one person: added once for each cause, and read by its recipient."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.notify.errors import NotificationAlreadyRead, NotificationNotFound
from shared.kernel import Actor


class NotificationKind(StrEnum):
    """What happened, named as the event that causes it."""

    STEP_DUE_SOON = "step_due_soon"
    STEP_OVERDUE = "step_overdue"
    CASE_OVERDUE = "case_overdue"
    COMMENTS_ASKED = "comments_asked"
    COMMENTS_TO_ANSWER = "comments_to_answer"
    COMMENTS_NO_LONGER_ASKED = "comments_no_longer_asked"
    CATALOGUE_TO_ACKNOWLEDGE = "catalogue_to_acknowledge"
    CATALOGUE_UNACKNOWLEDGED = "catalogue_unacknowledged"
    YEARLY_REVIEW_DUE = "yearly_review_due"


# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationAdded:
    """Plain facts, no sentences: those are made for the reader's language."""

    recipient: str  #: an official
    cause: str  #: the id of the event that it tells of
    kind: NotificationKind
    agency: str
    case_number: str  #: empty: it is about a catalogue
    subject: str | None = None  #: of the case
    step: str | None = None  #: None: it is about the case as a whole
    visit: int | None = None
    step_name: str | None = None
    division: str | None = None  #: that holds the work
    owner: str | None = None  #: the agency whose catalogue it is about
    edition: int | None = None  #: of that catalogue
    counterpart: str | None = None  #: another agency that it concerns
    due_at: datetime
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationRead:
    recipient: str
    cause: str
    agency: str
    case_number: str
    read_by: str  #: the recipient, or who acts for them
    read_at: datetime


DeliveryEvent = NotificationAdded | NotificationRead


# --- state ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Delivery:
    added: NotificationAdded | None = None
    read_at: datetime | None = None


def evolve(state: Delivery, event: DeliveryEvent) -> Delivery:
    match event:
        case NotificationAdded():
            state.added = event
        case NotificationRead():
            state.read_at = event.read_at
        case _:
            raise TypeError(f"not an event of a delivery: {event!r}")
    return state


# --- commands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNotification:
    """Given by what happened, never by a person, so it names no actor; given again, it does nothing."""

    recipient: str
    cause: str
    kind: NotificationKind
    agency: str
    case_number: str
    subject: str | None = None
    step: str | None = None
    visit: int | None = None
    step_name: str | None = None
    division: str | None = None
    owner: str | None = None
    edition: int | None = None
    counterpart: str | None = None
    due_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead:
    by: Actor
    at: datetime


DeliveryCommand = AddNotification | MarkRead


# --- decisions -----------------------------------------------------------------------------------


def decide(state: Delivery, command: DeliveryCommand) -> list[DeliveryEvent]:
    """The events that the command leads to; none for a notification that is there already."""
    match command:
        case AddNotification():
            return [] if state.added else [_add(command)]
        case MarkRead():
            return [_mark_read(state, command)]


def _add(command: AddNotification) -> NotificationAdded:
    return NotificationAdded(
        recipient=command.recipient,
        cause=command.cause,
        kind=command.kind,
        agency=command.agency,
        case_number=command.case_number,
        subject=command.subject,
        step=command.step,
        visit=command.visit,
        step_name=command.step_name,
        division=command.division,
        owner=command.owner,
        edition=command.edition,
        counterpart=command.counterpart,
        due_at=command.due_at,
        added_at=command.at,
    )


def _mark_read(state: Delivery, command: MarkRead) -> NotificationRead:
    added = state.added
    if added is None or added.recipient != command.by.name:
        raise NotificationNotFound
    if state.read_at is not None:
        raise NotificationAlreadyRead
    return NotificationRead(
        recipient=added.recipient,
        cause=added.cause,
        agency=added.agency,
        case_number=added.case_number,
        read_by=command.by.id,
        read_at=command.at,
    )
