"""An edition enters into force when its day has come, and ends those before it."""

from datetime import date

from services.catalog.application.edition.known_here import KnownHere
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.edition.entering import EnterIntoForce, Supersede, may_enter
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from shared.contracts.catalog.force import CatalogueEnteredIntoForce
from shared.decider import by_itself
from shared.eventstore.unit_of_work import UnitOfWork


def enter(work: UnitOfWork, agency: str, edition: int, today: date, policy: LifecyclePolicy) -> None:
    """Let the edition enter into force if its day has come, and end those before it, in one save."""
    key = catalogue_key(agency, edition)
    if not may_enter(work.state(CATALOGUE, key), today):
        return
    act, known = by_itself(work.context.recorded_at), KnownHere(work.state, policy)
    editions = known.editions(agency)
    passed = next((one.force.entered for one in editions.all if one.edition == editions.furthest), None)
    if passed is not None:
        _supersede(work, agency, edition, passed)
    for entry in work.decide(CATALOGUE, key, EnterIntoForce(today=today), act, known, agency):
        for earlier in editions.all:
            if earlier.edition < edition:
                _supersede(work, agency, earlier.edition, entry)


def _supersede(work: UnitOfWork, agency: str, edition: int, entry: CatalogueEnteredIntoForce) -> None:
    command, act = Supersede(by_edition=entry.edition), by_itself(entry.entered_at)
    work.decide(CATALOGUE, catalogue_key(agency, edition), command, act, correlation=agency)
