"""What time and other editions bring about in an edition: the use cases of the sweeper, and of drafting."""

from collections.abc import Callable, Mapping
from datetime import date

from services.catalog.application.edition.known_here import KnownHere
from services.catalog.application.organisation.organising import names
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.carrying import CarryOver
from services.catalog.domain.edition.catalogue import Catalogue, catalogue_key, next_in
from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.edition.entering import EnterIntoForce, Supersede, may_enter
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.edition.lineage import LINEAGE, LeaveGap
from services.catalog.domain.yearly.concluding import ConcludeByNext, ReopenReview
from services.catalog.domain.yearly.sweeping import Sweep
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueEnteredIntoForce, CatalogueWithdrawn
from shared.decider import Act, by_itself
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork


def sweep_edition(
    work: UnitOfWork, agency: str, edition: int, today: date, policy: LifecyclePolicy, seen: int = 0
) -> Answer:
    """Raise what has come due in an edition, each once, on its stream at version `seen` or later."""
    key, act = catalogue_key(agency, edition), by_itself(work.context.recorded_at)
    if work.version(CATALOGUE, key) < seen:
        work.fresh(CATALOGUE, key)
    before = work.version(CATALOGUE, key)
    record_gap(work, agency, edition, act)
    _enter(work, agency, edition, today, policy)
    events = work.decide(CATALOGUE, key, Sweep(today=today), act, correlation=agency)
    carry_next(work, agency, edition)
    return {"raised": work.version(CATALOGUE, key) - before, "events": names(events)}


def _enter(work: UnitOfWork, agency: str, edition: int, today: date, policy: LifecyclePolicy) -> None:
    """Let the edition enter into force if its day has come, and end those before it, in one save."""
    key = catalogue_key(agency, edition)
    if not may_enter(work.state(CATALOGUE, key), today):
        return
    editions = Editions.of(work.state, agency)
    passed = next((one.force.entered for one in editions.all if one.edition == editions.furthest), None)
    if passed is not None:
        _supersede(work, agency, edition, passed)
    act, known = by_itself(work.context.recorded_at), KnownHere(work.state, policy)
    for entry in work.decide(CATALOGUE, key, EnterIntoForce(today=today), act, known, agency):
        for earlier in editions.all:
            if earlier.edition < edition:
                _supersede(work, agency, earlier.edition, entry)


def _supersede(work: UnitOfWork, agency: str, edition: int, entry: CatalogueEnteredIntoForce) -> None:
    command, act = Supersede(by_edition=entry.edition), by_itself(entry.entered_at)
    work.decide(CATALOGUE, catalogue_key(agency, edition), command, act, correlation=agency)


def record_gap(work: UnitOfWork, agency: str, edition: int, act: Act) -> None:
    """Record an edition whose predecessor in number doesn't exist, once."""
    if edition > 1 and not work.version(CATALOGUE, catalogue_key(agency, edition - 1)):
        work.decide(LINEAGE, agency, LeaveGap(agency=agency, edition=edition), act, correlation=agency)


def carry_next(work: UnitOfWork, agency: str, edition: int) -> int:
    """Copy what one save takes from the edition that a draft is based on; how many procedures are left."""
    key = catalogue_key(agency, edition)
    state = work.state(CATALOGUE, key)
    if not state.to_carry or state.drafted is None or state.drafted.based_on is None:
        return 0
    base = work.state(CATALOGUE, catalogue_key(agency, state.drafted.based_on)).procedures
    chosen = next_in(state.to_carry, base, work.limits.save_bytes * 3 // 4)
    command = CarryOver(agency=agency, edition=edition, procedures=tuple(base[code] for code in chosen))
    work.decide(CATALOGUE, key, command, by_itself(work.context.recorded_at), correlation=agency)
    return len(work.state(CATALOGUE, key).to_carry)


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


#: What an act on one edition means for another of the agency's, in the same transaction.
CONSEQUENCES: Mapping[type, Callable[[UnitOfWork, Catalogue, Act], None]] = {
    CatalogueIssued: after_issue,
    CatalogueWithdrawn: after_withdrawal,
}
