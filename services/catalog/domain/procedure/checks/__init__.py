"""The rules for procedures: what no draft takes, and what a draft may lack but an issued edition may not."""

from collections.abc import Collection, Iterable, Iterator

from services.catalog.domain.procedure.checks import (
    chains,
    conditions,
    coordination,
    papers,
    steps,
    sums,
    units,
    urgency,
)
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import Surroundings
from shared.errors import Refusal

#: What keeps a procedure, and an edition, from being issued.
FINDINGS: tuple[type[Refusal], ...] = (
    *steps.FINDINGS,
    *sums.FINDINGS,
    *urgency.FINDINGS,
    *coordination.FINDINGS,
    *conditions.FINDINGS,
    *papers.FINDINGS,
    *units.FINDINGS,
    *chains.FINDINGS,
)


def findings(procedure: Procedure, agency_divisions: Collection[str]) -> Iterator[Refusal]:
    """What keeps the procedure from being issued that its own agency can tell, each with its place."""
    yield from steps.findings(procedure, agency_divisions)
    unsound = list(sums.findings(procedure))
    yield from unsound
    yield from urgency.findings(procedure, may_be_added=not unsound)
    yield from coordination.findings(procedure)
    yield from conditions.findings(procedure)
    yield from papers.findings(procedure)


def findings_of_edition(procedures: Iterable[Procedure], around: Surroundings) -> Iterator[Refusal]:
    """Everything that keeps an edition of these procedures from being issued; nothing if it is sound."""
    procedures = tuple(procedures)
    map_of_chains = chains.of_edition(procedures, around)
    for procedure in procedures:
        yield from findings(procedure, around.divisions)
        yield from papers.expired(procedure, around.in_force_from)
        yield from units.findings(procedure, around)
        yield from chains.findings(procedure, around, map_of_chains)
