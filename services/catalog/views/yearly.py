"""The yearly review of each edition that came into force, as documents."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from shared.contracts.catalog.force import CatalogueEnteredIntoForce, CatalogueSuperseded, CatalogueWithdrawn
from shared.contracts.catalog.reviews import (
    YearlyReviewAnnounced,
    YearlyReviewConcluded,
    YearlyReviewFellDue,
    YearlyReviewReopened,
)
from shared.contracts.vocabulary import described
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import DateText, InstantText, instant
from shared.restating import restate


@dataclass(slots=True, kw_only=True)
class Conclusion:
    """How a yearly review ended."""

    due_on: DateText
    outcome: Annotated[str, described("`nothing_changes` or `next_edition`.")]
    note: str
    concluded_by: str
    concluded_at: InstantText


@dataclass(slots=True, kw_only=True)
class YearlyDocument:
    """The yearly review of an edition that came into force."""

    agency: str
    edition: int
    in_force_from: DateText
    announced_on: DateText | None
    due_on: Annotated[DateText | None, described("Null: none is foreseen.")]
    awaited: bool
    announced: bool = False
    next_edition: Annotated[int | None, described("The edition that ended it.")] = None
    concluded: Annotated[list[Conclusion], described("Those before, the oldest first.")] = field(
        default_factory=list
    )


YEARLY_REVIEWS = Collection(
    "yearly_reviews", indexes=(("awaited", "due_on"), ("agency", "edition")), document=YearlyDocument
)
YEARLY_VIEW = View("yearly_reviews", YEARLY_REVIEWS, keys=lambda event: [(YEARLY_REVIEWS.name, event.key)])


@YEARLY_VIEW.on(CatalogueEnteredIntoForce)
def _entered(event: RecordedEvent, session: ProjectionSession) -> None:
    entered: CatalogueEnteredIntoForce = event.event
    review = YearlyDocument(
        agency=entered.agency,
        edition=entered.edition,
        in_force_from=entered.in_force_from.isoformat(),
        announced_on=_text(entered.review_announced_on),
        due_on=_text(entered.review_due_on),
        awaited=entered.review_due_on is not None,
    )
    session.put(YEARLY_REVIEWS.name, event.key, review, event.version)


def _text(day: date | None) -> DateText | None:
    return day.isoformat() if day else None


@YEARLY_VIEW.on(YearlyReviewAnnounced, YearlyReviewFellDue)
def _announced(event: RecordedEvent, session: ProjectionSession) -> None:
    review = session.document(YEARLY_REVIEWS, event.key)
    if review is not None:
        review.announced = True
        session.put(YEARLY_REVIEWS.name, event.key, review, event.version)


@YEARLY_VIEW.on(YearlyReviewConcluded)
def _concluded(event: RecordedEvent, session: ProjectionSession) -> None:
    concluded: YearlyReviewConcluded = event.event
    review = session.document(YEARLY_REVIEWS, event.key)
    if review is None:
        return
    conclusion = restate(
        Conclusion,
        concluded,
        due_on=concluded.due_on.isoformat(),
        concluded_at=instant(concluded.concluded_at),
    )
    review.concluded.append(conclusion)
    if concluded.next_due_on and concluded.next_announced_on:
        review.due_on, review.announced_on = _text(concluded.next_due_on), _text(concluded.next_announced_on)
        review.announced = False
    else:
        review.awaited, review.next_edition = False, concluded.next_edition
    session.put(YEARLY_REVIEWS.name, event.key, review, event.version)


@YEARLY_VIEW.on(YearlyReviewReopened)
def _reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    review = session.document(YEARLY_REVIEWS, event.key)
    if review is not None:
        review.awaited, review.announced, review.next_edition = True, False, None
        session.put(YEARLY_REVIEWS.name, event.key, review, event.version)


@YEARLY_VIEW.on(CatalogueSuperseded, CatalogueWithdrawn)
def _ended(event: RecordedEvent, session: ProjectionSession) -> None:
    """One that never came into force has no review to end."""
    review = session.document(YEARLY_REVIEWS, event.key)
    if review is not None:
        review.awaited = False
        session.put(YEARLY_REVIEWS.name, event.key, review, event.version)
