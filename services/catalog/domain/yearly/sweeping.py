"""What time alone brings about in an edition: reminders, the end of a round, a review that falls due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.in_force import begin_of
from services.catalog.domain.edition.review import RoundOutcome, ended
from shared.contracts.catalog.deliveries import AcknowledgementReminded
from shared.contracts.catalog.reviews import CommentsReminded, YearlyReviewAnnounced, YearlyReviewFellDue
from shared.decider import Act, by_itself, command
from shared.restating import restate


@command
class Sweep:
    """Raise what has come due by `today`, a day in Vietnam."""

    today: date


@CATALOGUE.decides(Sweep)
def sweep(state: Catalogue, command: Sweep, _act: Act) -> list[Any]:
    """Everything that has come due and isn't told yet, each once; what happened is dated by its day."""
    return [
        *_round(state, command.today),
        *_deliveries(state, command.today),
        *_yearly(state, command.today),
    ]


def _round(state: Catalogue, today: date) -> Iterator[Any]:
    found = state.review.open
    if found is None:
        return
    sent = found.sent
    if sent.comments_due < today:
        over = begin_of(sent.comments_due + timedelta(days=1))
        yield ended(found, RoundOutcome.LAPSED, by_itself(over))
    elif sent.remind_on is not None and sent.remind_on <= today and not found.reminded:
        yield restate(CommentsReminded, sent, reminded_at=max(begin_of(sent.remind_on), sent.sent_at))


#: So many reminders go into one save at most; the rest follows with the next round.
_TOGETHER = 100


def _deliveries(state: Catalogue, today: date) -> Iterator[AcknowledgementReminded]:
    if state.force.ended:
        return
    waiting = [(one, one.due(today)) for one in state.dispatch.deliveries.values()]
    for delivery, reminder in [(one, number) for one, number in waiting if number][:_TOGETHER]:
        sent, last = delivery.sent, reminder >= delivery.sent.reminders
        yield restate(
            AcknowledgementReminded,
            sent,
            reminded_at=max(begin_of(delivery.day_of(reminder)), sent.sent_at),
            reminder=reminder,
            last=last,
            again_on=None if last else delivery.day_of(reminder + 1),
        )


def _yearly(state: Catalogue, today: date) -> Iterator[YearlyReviewAnnounced | YearlyReviewFellDue]:
    yearly = state.yearly
    if state.force.ended or not yearly.awaited or yearly.due_on is None or yearly.announced_on is None:
        return
    review: dict[str, Any] = {"agency": state.agency, "edition": state.edition, "due_on": yearly.due_on}
    if yearly.due_on <= today:
        if not yearly.fell_due:
            yield YearlyReviewFellDue(**review, fell_due_at=begin_of(yearly.due_on))
    elif yearly.announced_on <= today and not yearly.announced:
        yield YearlyReviewAnnounced(**review, announced_at=begin_of(yearly.announced_on))


@CATALOGUE.evolves(YearlyReviewAnnounced)
def announced(state: Catalogue, _event: YearlyReviewAnnounced) -> None:
    """Once for each review."""
    state.yearly.announced = True


@CATALOGUE.evolves(YearlyReviewFellDue)
def fell_due(state: Catalogue, _event: YearlyReviewFellDue) -> None:
    """It is overdue until it is concluded."""
    state.yearly.announced = state.yearly.fell_due = True
