"""Findings of urgent limits: each degree once, counted alike, never longer, and with a total that agrees."""

from collections.abc import Iterator

from services.catalog.domain.procedure.checks.sums import sum_of
from services.catalog.domain.procedure.checks.wording import urgency_in_words
from services.catalog.domain.procedure.conditions import Urgency, limit_for, rank_of
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.procedure.limits import (
    UrgencyOrdinary,
    UrgencyRepeated,
    UrgentCountingDiffers,
    UrgentLimitLonger,
    UrgentSumsDisagree,
    UrgentTotalMissing,
)
from shared.contracts.catalog.parts import UrgentLimit
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Refusal
from shared.working_time.wording import limits_in_words

#: What it may find.
FINDINGS = (
    UrgencyOrdinary,
    UrgencyRepeated,
    UrgentCountingDiffers,
    UrgentLimitLonger,
    UrgentTotalMissing,
    UrgentSumsDisagree,
)


def findings(procedure: Procedure, *, may_be_added: bool) -> Iterator[Refusal]:
    """The sums are judged only where the ordinary ones could be, and no urgent limit is unfit by itself."""
    code = procedure.code
    unfit = list(_unfit(code, procedure.place, procedure.time_limit, procedure.urgent_limits))
    for place, step in procedure.placed_steps():
        unfit += _unfit(code, place, step.time_limit, step.urgent_limits)
    yield from unfit or (_disagreeing(procedure) if may_be_added else ())


def _unfit(
    procedure: str, place: str, ordinary: TimeLimit | None, limits: tuple[UrgentLimit, ...]
) -> Iterator[Refusal]:
    seen: set[str] = set()
    for one in limits:
        where = place_of(place, Urgency(one.urgency))
        if one.urgency == Urgency.NORMAL:
            yield UrgencyOrdinary(where=where, procedure=procedure)
        elif one.urgency in seen:
            yield UrgencyRepeated(where=where, procedure=procedure, **urgency_in_words(Urgency(one.urgency)))
        elif ordinary is not None:
            yield from _unfit_beside(procedure, where, ordinary, limits, one)
        seen.add(one.urgency)


def _unfit_beside(
    procedure: str, where: str, ordinary: TimeLimit, limits: tuple[UrgentLimit, ...], one: UrgentLimit
) -> Iterator[Refusal]:
    limit, urgency = one.time_limit, Urgency(one.urgency)
    degree = urgency_in_words(urgency)
    below = tuple(other for other in limits if rank_of(other) < urgency.rank)
    lower = limit_for(urgency, ordinary, below) or ordinary
    if limit.counting != ordinary.counting:
        words = limits_in_words(limit=limit, ordinary=ordinary)
        yield UrgentCountingDiffers(where=where, procedure=procedure, **degree, **words)
    elif lower.counting == limit.counting and limit.amount > lower.amount:
        words = limits_in_words(limit=limit, lower=lower)
        yield UrgentLimitLonger(where=where, procedure=procedure, **degree, **words)


def _disagreeing(procedure: Procedure) -> Iterator[Refusal]:
    totals = {Urgency(one.urgency): one.time_limit for one in procedure.urgent_limits}
    shortened = {one.urgency for _, step in procedure.placed_steps() for one in step.urgent_limits}
    for urgency in Urgency:
        where, degree = place_of(procedure.place, urgency), urgency_in_words(urgency)
        stated = totals.get(urgency)
        if stated is None:
            if urgency in shortened:
                yield UrgentTotalMissing(where=where, procedure=procedure.code, **degree)
            continue
        steps, added_up = sum_of(procedure, urgency, stated)
        if added_up != stated:
            words = limits_in_words(stated=stated, sum=added_up)
            yield UrgentSumsDisagree(where=where, procedure=procedure.code, steps=steps, **degree, **words)


def place_of(place: str, urgency: Urgency) -> str:
    """Where the limit of a degree stands."""
    return f"{place}/urgent_limits/{urgency.value}"
