"""What is asked of an edition as the store has it, before anybody acts on it."""

from dataclasses import dataclass
from datetime import date

from services.catalog.application.edition.known_here import KnownHere
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, catalogue_key
from services.catalog.domain.edition.editions import Load
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.edition.rules import check_found
from services.catalog.domain.edition.soundness import findings_in
from services.catalog.errors.review import EditionNotInReview
from shared.errors import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which edition is asked about."""

    agency: str
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(_Asked):
    """A question: what would refuse this edition's issue, with that first day in force?"""

    in_force_from: date


def check(load: Load, asked: Check, policy: LifecyclePolicy) -> list[Refusal]:
    """All that would refuse it; nothing where it would go through."""
    catalogue: Catalogue = load(CATALOGUE, catalogue_key(asked.agency, asked.edition))
    check_found(catalogue, asked)
    return list(findings_in(catalogue, KnownHere(load, policy), asked.agency, asked.in_force_from))


def reviewing_agency(load: Load, agency: str, edition: int) -> str:
    """The agency that the last round lies before, whether it is open or not."""
    catalogue: Catalogue = load(CATALOGUE, catalogue_key(agency, edition))
    check_found(catalogue, _Asked(agency=agency, edition=edition))
    if not catalogue.review.rounds:
        raise EditionNotInReview(where="edition", agency=agency, edition=edition)
    return catalogue.review.rounds[-1].sent.reviewing_agency
