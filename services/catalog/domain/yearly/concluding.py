"""How a yearly review ends: the head records that nothing changes, or the next edition is issued."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_events import CatalogueEvent
from services.catalog.domain.edition.entering import months_after
from services.catalog.domain.edition.rights import check_leader, check_valid, told
from services.catalog.domain.edition.yearly_review import (
    ReviewOutcome,
    YearlyReviewConcluded,
    YearlyReviewReopened,
)
from services.catalog.domain.procedure.naming import check_content
from services.catalog.errors.edition.in_force import EditionNotInForce
from services.catalog.errors.yearly import ReviewConcludedAlready, ReviewNotAnnounced
from shared.kernel import Actor, day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludeReview:
    """The review found that nothing changes; the next one is due `review_months` after this one was."""

    agency: str
    edition: int
    note: str = ""
    review_months: int = 12
    announced_days: int = 30
    by: Actor
    at: datetime


def conclude(state: Catalogue, command: ConcludeReview) -> list[CatalogueEvent]:
    """The head concludes what is announced or due. The next due day lies ahead, however late this one is."""
    check_leader(command.agency, command.by)
    check_valid(state, command.agency, command.edition)
    check_content(command.note, "note")
    yearly, today = state.yearly, day_of(command.at)
    if yearly.due_on is None or yearly.announced_on is None:
        raise EditionNotInForce(where="edition", agency=command.agency, edition=command.edition)
    if yearly.concluded:
        raise ReviewConcludedAlready(where="edition")
    if not yearly.announced and today < yearly.announced_on:
        raise ReviewNotAnnounced(where="at", announced_on=told(yearly.announced_on))
    months = command.review_months
    while (next_due := months_after(yearly.due_on, months)) <= today:
        months += command.review_months
    return [
        YearlyReviewConcluded(
            agency=command.agency,
            edition=command.edition,
            outcome=ReviewOutcome.NOTHING_CHANGES,
            due_on=yearly.due_on,
            note=command.note.strip(),
            next_announced_on=next_due - timedelta(days=command.announced_days),
            next_due_on=next_due,
            concluded_by=command.by.name,
            concluded_at=command.at,
        )
    ]


def conclude_by_next(state: Catalogue, next_edition: int, by: str, at: datetime) -> list[CatalogueEvent]:
    """A later edition is issued: the review of the one in force has come to its end, if it was awaited."""
    yearly = state.yearly
    if state.force.ended or not yearly.awaited or yearly.due_on is None:
        return []
    return [
        YearlyReviewConcluded(
            agency=state.agency,
            edition=state.edition,
            outcome=ReviewOutcome.NEXT_EDITION,
            due_on=yearly.due_on,
            next_edition=next_edition,
            concluded_by=by,
            concluded_at=at,
        )
    ]


def reopen(state: Catalogue, at: datetime) -> list[CatalogueEvent]:
    """The next edition was withdrawn before it began: the review is awaited again, by the same day."""
    yearly = state.yearly
    if state.force.ended or not yearly.concluded or yearly.due_on is None or yearly.announced_on is None:
        return []
    return [
        YearlyReviewReopened(
            agency=state.agency,
            edition=state.edition,
            due_on=yearly.due_on,
            announced_on=yearly.announced_on,
            reopened_at=at,
        )
    ]
