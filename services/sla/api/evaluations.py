"""Evaluations: an official reads their own, heads those of their people; a unit's with its caps."""

from typing import Annotated

from fastapi import Query

from services.sla.api.evaluation_scopes import check_may_read, check_may_read_unit
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.errors import NoPolicyInForce, PeriodUnreadable, UnknownOfficial, UnknownPolicy
from services.sla.queries.evaluations import Evaluations
from services.sla.queries.evaluations_shown import EvaluationShown, UnitEvaluations
from shared.auth.errors import NotInAgency
from shared.http import refusals
from shared.http.routing import Router

evaluations = Router(
    prefix="/evaluations",
    tags=["evaluations"],
    responses=refusals(NotInAgency, PeriodUnreadable, NoPolicyInForce, UnknownPolicy),
)

Period = Annotated[str, Query(description="A month, a quarter or a year: `2026-03`, `2026-Q1`, `2026`.")]
PolicyCode = Annotated[
    str | None,
    Query(alias="policy", description="As if this policy were in force. Without it: the one that is."),
]


@evaluations.get("", summary="The evaluations of an agency's or a division's officials, with the caps")
async def list_unit(
    who: Reader,
    asked: TheQueries,
    application: TheApplication,
    agency: Annotated[str, Query(description="The agency's code.")],
    period: Period,
    division: Annotated[str | None, Query(description="A division of it. Without it: all.")] = None,
    policy: PolicyCode = None,
    excelled: Annotated[
        bool, Query(description="Whether the body itself excelled: there may be more excellent ones.")
    ] = False,
) -> UnitEvaluations:
    """Too many excellent ones are a warning: nobody's grade changes by it."""
    check_may_read_unit(who, agency, division)
    wanted, found = EvaluationPeriod.parse(period), Evaluations(asked, application)
    unit = (agency, division)
    return UnitEvaluations.of(unit, wanted.code, await found.of_unit(unit, wanted, policy), extended=excelled)


@evaluations.get(
    "/{official}/{period}",
    summary="An official's evaluation in a period, explained line by line",
    responses=refusals(UnknownOfficial),
)
async def show(
    official: str,
    period: str,
    who: Reader,
    asked: TheQueries,
    application: TheApplication,
    policy: PolicyCode = None,
) -> EvaluationShown:
    """Worked out anew each time, until a leader closes the period; corrections stand beside it then."""
    check_may_read(who, official, await asked.evidence.placed(official))
    wanted = EvaluationPeriod.parse(period)
    return EvaluationShown.of(await Evaluations(asked, application).of(official, wanted, policy))
