"""The yearly review of an edition in force: announced, due, and concluded in one of two ways."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.catalog.domain.edition.attribution import AttributedEvent
from services.catalog.domain.edition.in_force import CatalogueEnteredIntoForce

# --- events --------------------------------------------------------------------------------------


class ReviewOutcome(StrEnum):
    """What a yearly review came to."""

    NOTHING_CHANGES = "nothing_changes"
    NEXT_EDITION = "next_edition"  #: it is issued; there is nothing more to review in this one


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyReviewAnnounced:
    """The edition's yearly review will soon be due."""

    agency: str
    edition: int
    due_on: date
    announced_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyReviewFellDue:
    """The day of the yearly review has come, and it isn't concluded."""

    agency: str
    edition: int
    due_on: date
    fell_due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyReviewConcluded(AttributedEvent):
    """The review ended: nothing changes and the next is due a year on, or a new edition is issued."""

    agency: str
    edition: int
    outcome: ReviewOutcome
    due_on: date  #: when it was due
    note: str = ""
    next_edition: int | None = None
    next_announced_on: date | None = None
    next_due_on: date | None = None
    concluded_by: str
    concluded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyReviewReopened:
    """The next edition was withdrawn before it began: the present one is to be reviewed after all."""

    agency: str
    edition: int
    due_on: date
    announced_on: date
    reopened_at: datetime


YearlyEvent = YearlyReviewAnnounced | YearlyReviewFellDue | YearlyReviewConcluded | YearlyReviewReopened
YEARLY_EVENTS: tuple[type, ...] = (
    YearlyReviewAnnounced,
    YearlyReviewFellDue,
    YearlyReviewConcluded,
    YearlyReviewReopened,
)

# --- state ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Yearly:
    """The review that is next, or was last."""

    announced_on: date | None = None  #: the day on which it is to be announced
    due_on: date | None = None  #: None: not in force yet
    announced: bool = False
    fell_due: bool = False
    concluded: bool = False  #: by the next edition

    @property
    def awaited(self) -> bool:
        """Whether a review is due one day."""
        return self.due_on is not None and not self.concluded


def begin(state: Yearly, event: CatalogueEnteredIntoForce) -> None:
    """The first review follows from the entry into force."""
    state.announced_on, state.due_on = event.review_announced_on, event.review_due_on


def evolve(state: Yearly, event: YearlyEvent) -> None:
    """Apply one event, in place."""
    match event:
        case YearlyReviewAnnounced():
            state.announced = True
        case YearlyReviewFellDue():
            state.announced = state.fell_due = True
        case YearlyReviewConcluded(outcome=ReviewOutcome.NEXT_EDITION):
            state.concluded = True
        case YearlyReviewConcluded():
            state.announced_on, state.due_on = event.next_announced_on, event.next_due_on
            state.announced = state.fell_due = False
        case YearlyReviewReopened():
            state.concluded = state.announced = state.fell_due = False
