"""What time brings about in an edition: the use case of the sweeper."""

from datetime import date

from services.catalog.application.edition.entering import enter
from services.catalog.application.edition.predecessors import carry_next, record_gap
from services.catalog.application.organisation.organising import names
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.yearly.sweeping import Sweep
from shared.decider import by_itself
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
    enter(work, agency, edition, today, policy)
    events = work.decide(CATALOGUE, key, Sweep(today=today), act, correlation=agency)
    carry_next(work, agency, edition)
    return {"raised": work.version(CATALOGUE, key) - before, "events": names(events)}
