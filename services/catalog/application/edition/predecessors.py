"""What an edition has to do with the one before it: whether there is one, and what a draft copies from it."""

from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.carrying import CarryOver
from services.catalog.domain.edition.catalogue import catalogue_key, next_in
from services.catalog.domain.edition.lineage import LINEAGE, LeaveGap
from shared.decider import Act, by_itself
from shared.eventstore.unit_of_work import UnitOfWork


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
