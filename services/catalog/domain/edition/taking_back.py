"""A draft is taken back: from the reviewing agency, to work on it again; or for good."""

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.draft_events import DraftDiscarded, EditionDrafted
from services.catalog.domain.edition.review import RoundOutcome, ended
from services.catalog.domain.procedure.naming import Content
from services.catalog.errors.edition.editions import IssuedEditionNotDiscarded
from services.catalog.errors.review import EditionNotInReview
from shared.contracts.catalog.reviews import ReviewRoundClosed
from shared.decider import Act, command


@command
class RecallDraft:
    """Take a draft back from the reviewing agency before its round has ended.

    What was commented stays and is to be answered. The round counts for nothing: a first edition is sent
    again before it is issued.
    """

    agency: str
    edition: int
    reason: Content


@CATALOGUE.decides(RecallDraft, refuses=(*rules.PREPARER, *rules.DRAFT, *rules.REASON, EditionNotInReview))
def recall(state: Catalogue, command: RecallDraft, act: Act) -> ReviewRoundClosed:
    """End the open round as recalled; the draft can be changed again."""
    rules.check_preparer(command.agency, act)
    rules.check_draft(state, command)
    reason = rules.reason_of(command.reason)
    if state.review.open is None:
        raise EditionNotInReview(where="edition", agency=command.agency, edition=command.edition)
    return ended(state.review.open, RoundOutcome.RECALLED, act, reason)


@command
class DiscardDraft:
    """Give a draft up for good; its content stays readable, and its number isn't used again."""

    agency: str
    edition: int
    reason: Content


@CATALOGUE.decides(
    DiscardDraft, refuses=(*rules.PREPARER, IssuedEditionNotDiscarded, *rules.FOUND, *rules.REASON)
)
def discard(state: Catalogue, command: DiscardDraft, act: Act) -> list[ReviewRoundClosed | DraftDiscarded]:
    """Give the draft up, and end the round where it lies before the reviewing agency."""
    rules.check_preparer(command.agency, act)
    if state.issue is not None:
        raise IssuedEditionNotDiscarded(where="edition", agency=command.agency, edition=command.edition)
    rules.check_found(state, command)
    reason = rules.reason_of(command.reason)
    discarded = DraftDiscarded(
        **rules.named(command, act), reason=reason, discarded_by=act.by.name, discarded_at=act.at
    )
    if state.review.open is None:
        return [discarded]
    return [ended(state.review.open, RoundOutcome.DISCARDED, act, reason), discarded]


@CATALOGUE.evolves(DraftDiscarded)
def discarded(state: Catalogue, event: DraftDiscarded) -> None:
    """Nothing more becomes of it."""
    state.discarded = event


def voided(agency: str, edition: int, act: Act, reason: str) -> list[EditionDrafted | DraftDiscarded]:
    """An edition that the store has lost: its number isn't used again."""
    by, at = act.by.name, act.at
    return [
        EditionDrafted(agency=agency, edition=edition, drafted_by=by, drafted_at=at),
        DraftDiscarded(agency=agency, edition=edition, reason=reason, discarded_by=by, discarded_at=at),
    ]
