"""Findings of limits: one that is missing, and a total that its steps don't add up to."""

from collections.abc import Iterator

from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.domain.procedure.procedure import Procedure, longest_steps
from services.catalog.errors.procedure.limits import (
    CountingsMixed,
    ProcedureWithoutLimit,
    StepWithoutLimit,
    SumsDisagree,
)
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Refusal
from shared.working_time.wording import limits_in_words

#: What it may find.
FINDINGS = (ProcedureWithoutLimit, StepWithoutLimit, CountingsMixed, SumsDisagree)


def findings(procedure: Procedure) -> Iterator[Refusal]:
    """The sum is judged only where the limits can be added: all there, and with one counting."""
    unfit = [*_missing(procedure), *_mixed_countings(procedure)]
    yield from unfit
    stated = procedure.time_limit
    if unfit or stated is None:
        return
    steps, added_up = sum_of(procedure, Urgency.NORMAL, stated)
    if added_up != stated:
        yield SumsDisagree(
            where=f"{procedure.place}/time_limit",
            procedure=procedure.code,
            steps=steps,
            **limits_in_words(stated=stated, sum=added_up),
        )


def sum_of(procedure: Procedure, urgency: Urgency, stated: TimeLimit) -> tuple[str, TimeLimit]:
    """The codes of the longest steps, and what they add up to, in the counting of what is stated.

    Without any step there is nothing to add: then it is what is stated.
    """
    longest = longest_steps(procedure.stages, urgency)
    amount = sum(limit.amount for step in longest if (limit := step.limit_for(urgency)))
    return ", ".join(step.code for step in longest), TimeLimit.of(amount or stated.amount, stated.counting)


def _missing(procedure: Procedure) -> Iterator[Refusal]:
    if procedure.time_limit is None:
        yield ProcedureWithoutLimit(where=f"{procedure.place}/time_limit", procedure=procedure.code)
    for place, step in procedure.placed_steps():
        if step.time_limit is None:
            yield StepWithoutLimit(where=f"{place}/time_limit", procedure=procedure.code, step=step.code)


def _mixed_countings(procedure: Procedure) -> Iterator[Refusal]:
    total = procedure.time_limit
    for place, step in procedure.placed_steps():
        limit = step.time_limit
        if total and limit and limit.counting != total.counting:
            yield CountingsMixed(
                where=place,
                procedure=procedure.code,
                step=step.code,
                **limits_in_words(total=total, limit=limit),
            )
