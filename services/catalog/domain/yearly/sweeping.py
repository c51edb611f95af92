"""What time alone brings about in an edition: reminders, the end of a round, a review that falls due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_events import CatalogueEvent
from services.catalog.domain.edition.delivery import AcknowledgementReminded
from services.catalog.domain.edition.review import CommentsReminded, RoundOutcome, closed
from services.catalog.domain.edition.yearly_review import YearlyReviewAnnounced, YearlyReviewFellDue
from shared.kernel import VIETNAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Raise what has come due by `today`, a day in Vietnam."""

    today: date


def sweep(state: Catalogue, command: Sweep) -> list[CatalogueEvent]:
    """Everything that has come due and isn't told yet, each once; what happened is dated by its day."""
    return [
        *_round(state, command.today),
        *_deliveries(state, command.today),
        *_yearly(state, command.today),
    ]


def begin_of(day: date) -> datetime:
    """The first instant of a day in Vietnam."""
    return datetime.combine(day, time.min, VIETNAM)


def _round(state: Catalogue, today: date) -> Iterator[CatalogueEvent]:
    found = state.review.open
    if found is None:
        return
    sent = found.sent
    if sent.comments_due < today:
        ended = begin_of(sent.comments_due + timedelta(days=1))
        yield closed(found, RoundOutcome.LAPSED, None, ended)
    elif sent.remind_on <= today and not found.reminded:
        yield CommentsReminded(
            agency=sent.agency,
            edition=sent.edition,
            round=sent.round,
            reviewing_agency=sent.reviewing_agency,
            comments_due=sent.comments_due,
            reminded_at=max(begin_of(sent.remind_on), sent.sent_at),
        )


#: So many reminders go into one save at most; the rest follows with the next round.
_TOGETHER = 100


def _deliveries(state: Catalogue, today: date) -> Iterator[CatalogueEvent]:
    if state.force.ended:
        return
    waiting = [(one, one.due(today)) for one in state.dispatch.deliveries.values()]
    for delivery, reminder in [(one, number) for one, number in waiting if number][:_TOGETHER]:
        sent, last = delivery.sent, reminder >= delivery.sent.reminders
        yield AcknowledgementReminded(
            agency=sent.agency,
            edition=sent.edition,
            recipient=sent.recipient,
            reminded_at=max(begin_of(delivery.day_of(reminder)), sent.sent_at),
            reminder=reminder,
            again_on=None if last else delivery.day_of(reminder + 1),
        )


def _yearly(state: Catalogue, today: date) -> Iterator[CatalogueEvent]:
    yearly = state.yearly
    if state.force.ended or not yearly.awaited or yearly.due_on is None or yearly.announced_on is None:
        return
    if yearly.due_on <= today:
        if not yearly.fell_due:
            yield YearlyReviewFellDue(
                agency=state.agency,
                edition=state.edition,
                due_on=yearly.due_on,
                fell_due_at=begin_of(yearly.due_on),
            )
    elif yearly.announced_on <= today and not yearly.announced:
        yield YearlyReviewAnnounced(
            agency=state.agency,
            edition=state.edition,
            due_on=yearly.due_on,
            announced_at=begin_of(yearly.announced_on),
        )
