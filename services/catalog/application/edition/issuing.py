"""The policy that carries out an issue, procedure by procedure."""

from services.catalog.application.edition.lifecycle import sweep_edition
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key, next_to_issue
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.edition.telling import IssueProcedures
from shared.decider import by_itself
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import day_of


def issue_next(work: UnitOfWork, agency: str, edition: int, told: int, policy: LifecyclePolicy) -> None:
    """Issue as many procedures of an issued edition as one save takes, if `told` of them have been told.

    Given for each event of the issue, it goes on until all are told, and then lets the edition enter into
    force if its day has come; given again, it does nothing. What else is done with the edition meanwhile, as
    its publication, doesn't keep it from going on.
    """
    key = catalogue_key(agency, edition)
    catalogue = work.state(CATALOGUE, key)
    if told != len(catalogue.issued):
        return
    now = work.context.recorded_at
    codes = next_to_issue(catalogue, work.limits.save_bytes * 3 // 4)
    if codes:
        command = IssueProcedures(agency=agency, edition=edition, codes=codes)
        work.decide(CATALOGUE, key, command, by_itself(now), correlation=agency)
    else:
        sweep_edition(work, agency, edition, day_of(now), policy)
