"""Findings of chains: a step leads to a procedure that is in force, and no chain leads back to its start."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping

from services.catalog.domain.procedure.coordination import ProcedureOf, responding
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import Surroundings
from services.catalog.errors.procedure.coordination import CoordinationCycle, RespondingProcedureNotInForce
from shared.errors import Refusal

Chains = Mapping[ProcedureOf, Collection[ProcedureOf]]


#: What it may find.
FINDINGS = (RespondingProcedureNotInForce, CoordinationCycle)


def of_edition(procedures: Iterable[Procedure], around: Surroundings) -> Chains:
    """What each procedure leads to: others' as they are in force, its own as the edition says."""
    others = {one: to for one, to in around.related.in_force.items() if one[0] != around.agency}
    own = {(around.agency, one.code): one.leads_to() for one in procedures}
    return {**others, **own}


def findings(procedure: Procedure, around: Surroundings, chains: Chains) -> Iterator[Refusal]:
    start = (around.agency, procedure.code)
    for place, step in procedure.placed_steps():
        asked = responding(step.coordination)
        if asked is None or asked[0] == around.agency:  # asking itself is found already
            continue
        where = f"{place}/coordination"
        if asked not in chains:
            yield RespondingProcedureNotInForce(
                where=where,
                procedure=procedure.code,
                step=step.code,
                agency=asked[0],
                responding=asked[1],
                day=f"{around.in_force_from:%d/%m/%Y}",
            )
        elif way := _way(asked, start, chains):
            chain = " → ".join("/".join(one) for one in (start, *way))
            yield CoordinationCycle(where=where, step=step.code, chain=chain)


def _way(begin: ProcedureOf, end: ProcedureOf, chains: Chains) -> tuple[ProcedureOf, ...]:
    """The shortest way from one to the other, both included; empty where there is none."""
    came_from: dict[ProcedureOf, ProcedureOf | None] = {begin: None}
    ahead = deque([begin])
    while ahead:
        here = ahead.popleft()
        if here == end:
            return tuple(reversed(list(_back(here, came_from))))
        for following in chains.get(here, ()):
            if following not in came_from:
                came_from[following] = here
                ahead.append(following)
    return ()


def _back(
    here: ProcedureOf | None, came_from: Mapping[ProcedureOf, ProcedureOf | None]
) -> Iterator[ProcedureOf]:
    while here is not None:
        yield here
        here = came_from[here]
