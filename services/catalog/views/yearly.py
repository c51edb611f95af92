"""The yearly review of each edition that came into force, as documents."""

from typing import Any

from services.catalog.domain.edition.in_force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
)
from services.catalog.domain.edition.yearly_review import (
    YearlyReviewAnnounced,
    YearlyReviewConcluded,
    YearlyReviewFellDue,
    YearlyReviewReopened,
)
from services.catalog.views.bodies import change
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant

YEARLY_REVIEWS = Collection("yearly_reviews", indexes=(("awaited", "due_on"), ("agency", "edition")))
YEARLY_VIEW = View("yearly_reviews", YEARLY_REVIEWS, keys=lambda event: [(YEARLY_REVIEWS.name, event.key)])


@YEARLY_VIEW.on(CatalogueEnteredIntoForce)
def _entered(event: RecordedEvent, session: ProjectionSession) -> None:
    entered: CatalogueEnteredIntoForce = event.event
    due, announced = entered.review_due_on, entered.review_announced_on
    body = {
        "agency": entered.agency,
        "edition": entered.edition,
        "in_force_from": entered.in_force_from.isoformat(),
        "announced_on": announced.isoformat() if announced else None,
        "due_on": due.isoformat() if due else None,
        "awaited": due is not None,
        "announced": False,
        "next_edition": None,
        "concluded": [],
    }
    session.put(YEARLY_REVIEWS.name, event.key, body, event.version)


@YEARLY_VIEW.on(YearlyReviewAnnounced, YearlyReviewFellDue)
def _announced(event: RecordedEvent, session: ProjectionSession) -> None:
    change(YEARLY_REVIEWS, event.key, event, session, announced=True)


@YEARLY_VIEW.on(YearlyReviewConcluded)
def _concluded(event: RecordedEvent, session: ProjectionSession) -> None:
    concluded: YearlyReviewConcluded = event.event
    before = session.get(YEARLY_REVIEWS.name, event.key) or {}
    record = {
        "due_on": concluded.due_on.isoformat(),
        "outcome": concluded.outcome.value,
        "note": concluded.note,
        "concluded_by": concluded.concluded_by,
        "concluded_at": instant(concluded.concluded_at),
    }
    changes: dict[str, Any] = {"concluded": [*before.get("concluded", ()), record]}
    if concluded.next_due_on and concluded.next_announced_on:
        changes |= {
            "due_on": concluded.next_due_on.isoformat(),
            "announced_on": concluded.next_announced_on.isoformat(),
            "announced": False,
        }
    else:
        changes |= {"awaited": False, "next_edition": concluded.next_edition}
    change(YEARLY_REVIEWS, event.key, event, session, **changes)


@YEARLY_VIEW.on(YearlyReviewReopened)
def _reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    change(YEARLY_REVIEWS, event.key, event, session, awaited=True, announced=False, next_edition=None)


@YEARLY_VIEW.on(CatalogueSuperseded, CatalogueWithdrawn)
def _ended(event: RecordedEvent, session: ProjectionSession) -> None:
    """One that never came into force has no review to end."""
    change(YEARLY_REVIEWS, event.key, event, session, awaited=False)
