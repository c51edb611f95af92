"""The decisions to take a draft back: from the reviewing agency, to work on it again; or for good."""

from dataclasses import dataclass
from datetime import datetime

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_events import CatalogueEvent, DraftDiscarded
from services.catalog.domain.edition.drafting import check_draft
from services.catalog.domain.edition.review import ReviewRoundClosed, RoundOutcome, closed
from services.catalog.domain.edition.rights import check_preparer, reason_of
from services.catalog.errors.edition.editions import IssuedEditionNotDiscarded
from services.catalog.errors.review import EditionNotInReview
from shared.kernel import Actor

# --- commands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallDraft:
    """Take a draft back from the reviewing agency before the round has ended.

    What was commented stays and is to be answered. The round counts for nothing: a first edition is sent
    again before it is issued.
    """

    agency: str
    edition: int
    reason: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft:
    """Give a draft up; its content stays readable, and its number isn't used again."""

    agency: str
    edition: int
    reason: str
    by: Actor
    at: datetime


TakingBackCommand = RecallDraft | DiscardDraft

# --- decisions -----------------------------------------------------------------------------------


def recall(state: Catalogue, command: RecallDraft) -> list[CatalogueEvent]:
    """End the open round as recalled; the draft can be changed again."""
    check_preparer(command.agency, command.by)
    check_draft(state, command.agency, command.edition)
    ended = _ended_round(state, command, reason_of(command.reason), RoundOutcome.RECALLED)
    if ended is None:
        raise EditionNotInReview(where="edition", agency=command.agency, edition=command.edition)
    return [ended]


def discard(state: Catalogue, command: DiscardDraft) -> list[CatalogueEvent]:
    """Give the draft up, and end the round where it lies before the reviewing agency."""
    check_preparer(command.agency, command.by)
    if state.issue is not None:
        raise IssuedEditionNotDiscarded(where="edition", agency=command.agency, edition=command.edition)
    check_draft(state, command.agency, command.edition)
    reason = reason_of(command.reason)
    discarded = DraftDiscarded(
        agency=command.agency,
        edition=command.edition,
        reason=reason,
        discarded_by=command.by.name,
        discarded_at=command.at,
    )
    ended = _ended_round(state, command, reason, RoundOutcome.DISCARDED)
    return [ended, discarded] if ended else [discarded]


def _ended_round(
    state: Catalogue, command: TakingBackCommand, reason: str, outcome: RoundOutcome
) -> ReviewRoundClosed | None:
    found = state.review.open
    if found is None:
        return None
    return closed(found, outcome, command.by.name, command.at, reason)
