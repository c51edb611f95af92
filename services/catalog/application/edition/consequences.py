"""What an act on one edition means for another of the agency's, in the same transaction."""

from collections.abc import Callable, Mapping

from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue, catalogue_key
from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.yearly.concluding import ConcludeByNext, ReopenReview
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueWithdrawn
from shared.decider import Act
from shared.eventstore.unit_of_work import UnitOfWork


def after_issue(work: UnitOfWork, state: Catalogue, act: Act) -> None:
    """An edition was issued: the yearly review of the one in force has found its end."""
    present = Editions.of(work.state, state.agency).present
    if present is None or present.edition >= state.edition:
        return
    command = ConcludeByNext(next_edition=state.edition)
    key = catalogue_key(present.agency, present.edition)
    work.decide(CATALOGUE, key, command, act, correlation=state.agency)


def after_withdrawal(work: UnitOfWork, state: Catalogue, act: Act) -> None:
    """An edition was withdrawn: unless another waits for its day, the one in force is to be reviewed."""
    editions = Editions.of(work.state, state.agency)
    present = editions.present
    if present is None:
        return
    waiting = [one for one in editions.issued if not one.force.entered and not one.force.ended]
    if not any(one.edition > present.edition for one in waiting):
        key = catalogue_key(present.agency, present.edition)
        work.decide(CATALOGUE, key, ReopenReview(), act, correlation=state.agency)


#: By the event of the act.
CONSEQUENCES: Mapping[type, Callable[[UnitOfWork, Catalogue, Act], None]] = {
    CatalogueIssued: after_issue,
    CatalogueWithdrawn: after_withdrawal,
}
