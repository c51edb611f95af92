"""How a yearly review ends: the head records that nothing changes, or the next edition is issued."""

from datetime import timedelta

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.known import Known
from services.catalog.domain.edition.yearly_review import ReviewOutcome, months_after
from services.catalog.domain.procedure.naming import WORDED, Content, check_content
from services.catalog.errors.edition.editions import EditionNotInForce
from services.catalog.errors.yearly import ReviewConcludedAlready, ReviewNotAnnounced
from shared.contracts.catalog.reviews import YearlyReviewConcluded, YearlyReviewReopened
from shared.decider import Act, command
from shared.kernel import day_of


@command
class ConcludeReview:
    """Conclude the yearly review: nothing changes."""

    agency: str
    edition: int
    note: Content = ""


@CATALOGUE.decides(
    ConcludeReview,
    known=Known,
    refuses=(
        *rules.LEADER,
        *rules.VALID,
        *WORDED,
        EditionNotInForce,
        ReviewConcludedAlready,
        ReviewNotAnnounced,
    ),
)
def conclude(state: Catalogue, command: ConcludeReview, act: Act, known: Known) -> YearlyReviewConcluded:
    """The head concludes what is announced or due. The next due day lies ahead, however late this one is."""
    rules.check_leader(command.agency, act)
    rules.check_valid(state, command)
    check_content(command.note, "note")
    yearly, policy, today = state.yearly, known.policy, day_of(act.at)
    if yearly.due_on is None or yearly.announced_on is None:
        raise EditionNotInForce(where="edition", agency=command.agency, edition=command.edition)
    if yearly.concluded:
        raise ReviewConcludedAlready(where="edition")
    if not yearly.announced and today < yearly.announced_on:
        raise ReviewNotAnnounced(where="at", announced_on=rules.day_in_words(yearly.announced_on))
    months = policy.review_months
    while (next_due := months_after(yearly.due_on, months)) <= today:
        months += policy.review_months
    return YearlyReviewConcluded(
        **rules.named(command, act),
        outcome=ReviewOutcome.NOTHING_CHANGES.value,
        due_on=yearly.due_on,
        note=command.note.strip(),
        next_announced_on=next_due - timedelta(days=policy.review_announced_days),
        next_due_on=next_due,
        concluded_by=act.by.name,
        concluded_at=act.at,
    )


@command
class ConcludeByNext:
    """A later edition was issued by this act: the review of the one in force has come to its end."""

    next_edition: int


@CATALOGUE.decides(ConcludeByNext)
def conclude_by_next(state: Catalogue, command: ConcludeByNext, act: Act) -> YearlyReviewConcluded | None:
    """If it was awaited."""
    yearly = state.yearly
    if state.force.ended or not yearly.awaited or yearly.due_on is None:
        return None
    return YearlyReviewConcluded(
        agency=state.agency,
        edition=state.edition,
        outcome=ReviewOutcome.NEXT_EDITION.value,
        due_on=yearly.due_on,
        next_edition=command.next_edition,
        concluded_by=act.by.name,
        concluded_at=act.at,
    )


@CATALOGUE.evolves(YearlyReviewConcluded)
def concluded(state: Catalogue, event: YearlyReviewConcluded) -> None:
    """The next review is due a year on, or there is nothing more to review in this edition."""
    yearly = state.yearly
    if event.outcome == ReviewOutcome.NEXT_EDITION:
        yearly.concluded = True
        return
    yearly.announced_on, yearly.due_on = event.next_announced_on, event.next_due_on
    yearly.announced = yearly.fell_due = False


@command
class ReopenReview:
    """The next edition was withdrawn before it began, by this act: this one is to be reviewed after all."""


@CATALOGUE.decides(ReopenReview)
def reopen(state: Catalogue, _command: ReopenReview, act: Act) -> YearlyReviewReopened | None:
    """The review is awaited again, by the same day."""
    yearly = state.yearly
    if state.force.ended or not yearly.concluded or yearly.due_on is None or yearly.announced_on is None:
        return None
    return YearlyReviewReopened(
        agency=state.agency,
        edition=state.edition,
        due_on=yearly.due_on,
        announced_on=yearly.announced_on,
        reopened_at=act.at,
    )


@CATALOGUE.evolves(YearlyReviewReopened)
def reopened(state: Catalogue, _event: YearlyReviewReopened) -> None:
    """As if it hadn't been concluded."""
    state.yearly.concluded = state.yearly.announced = state.yearly.fell_due = False
