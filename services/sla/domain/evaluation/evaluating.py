"""An official's evaluation in a period: facts and a policy in, the printed result out."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from services.sla.domain.evaluation.marks import Mark
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.products import (
    MarkedReturn,
    MarkedVisit,
    Product,
    ProductState,
    entered_product,
    products_of,
)
from services.sla.domain.evaluation.scoring import PRODUCTS, grade_of, printed, results_of, sums_of
from services.sla.domain.evaluation.work import NOTHING_ENTERED, EnteredPoints, WorkedVisit
from shared.contracts.evaluation import EvaluationLine, EvaluationPolicy, EvaluationResult, ExplainedMark

_ALL = 100


class EvaluationGap(StrEnum):
    """Why there is no total."""

    NO_ASSIGNED_PRODUCTS = "no_assigned_products"
    GENERAL_NOT_ENTERED = "general_not_entered"
    FEWER_THAN_LEAST_MONTHS = "fewer_than_least_months"  #: of a year


def evaluate(
    official: str,
    period: EvaluationPeriod,
    policy: EvaluationPolicy,
    visits: Iterable[WorkedVisit],
    entered: EnteredPoints = NOTHING_ENTERED,
    *,
    simulated: bool = False,
) -> EvaluationResult:
    """Evaluate those of the visits that are the official's, in whatever agency and order."""
    work = products_of((one for one in visits if one.official == official), period, policy)
    products = (
        *work,
        *map(entered_product, sorted(entered.products, key=lambda one: (one.period, one.name))),
    )
    sums = sums_of(products, policy)
    quantity, quality, progress = sums.percents() or (None, None, None)
    results = results_of(sums, entered.leadership, policy)
    total = None if results is None or entered.general is None else results + entered.general
    return EvaluationResult(
        official=official,
        period=period.code,
        policy=policy.code,
        lines=tuple(_line(one, policy) for one in products),
        assigned=printed(sums.assigned, PRODUCTS),
        done=printed(sums.done, PRODUCTS),
        of_quality=printed(sums.of_quality, PRODUCTS),
        of_progress=printed(sums.of_progress, PRODUCTS),
        carried_over=sum(one.state is ProductState.CARRIED_OVER for one in products),
        quantity_percent=_points(quantity),
        quality_percent=_points(quality),
        progress_percent=_points(progress),
        results=_points(results),
        general=_points(entered.general),
        total=_points(total),
        grade=None if total is None else grade_of(total, policy),
        why_none=_why_none(results, total),
        policy_version=policy.version,
        leadership=entered.leadership,
        entered=bool(entered.products),
        simulated=simulated,
    )


def _why_none(results: Fraction | None, total: Fraction | None) -> str | None:
    if results is None:
        return EvaluationGap.NO_ASSIGNED_PRODUCTS.value
    return EvaluationGap.GENERAL_NOT_ENTERED.value if total is None else None


def _points(points: Fraction | None) -> str | None:
    return None if points is None else printed(points)


def _line(product: Product, policy: EvaluationPolicy) -> EvaluationLine:
    visit = product.visits[-1].visit if product.visits else _visit_sent_back(product)
    entered = product.entered
    weighs = product.state is not ProductState.CARRIED_OVER
    return EvaluationLine(
        case=None if visit is None else visit.case,
        step=None if visit is None else visit.step,
        case_number=None if visit is None else visit.case_number or None,
        agency=None if visit is None else visit.agency,
        state=product.state.value,
        standard_products=printed(product.standard_products, PRODUCTS),
        returns=product.returns,
        returns_cleared=sum(one.mark is Mark.CLEARED for one in product.sent_back),
        delays=product.delays,
        late_through_others=product.shown_with(Mark.OTHERS),
        late_through_absence=product.shown_with(Mark.ABSENCE),
        late_by_objective_cause=product.shown_with(Mark.EXEMPT),
        quality_percent=printed(_ALL * product.share(product.returns, policy)) if weighs else None,
        progress_percent=printed(_ALL * product.share(product.delays, policy)) if weighs else None,
        entered=None if entered is None else entered.name,
        confirmed_by=None if entered is None else entered.confirmed_by,
        explain=_explained(product),
    )


def _visit_sent_back(product: Product) -> WorkedVisit | None:
    return product.sent_back[-1].visit if product.sent_back else None


def _explained(product: Product) -> tuple[ExplainedMark, ...]:
    """Each visit with the returns of it; a return of what an earlier period had stands first."""
    found: list[ExplainedMark] = []
    found.extend(
        _of_return(one)
        for one in product.sent_back
        if not any(one.visit is its.visit for its in product.visits)
    )
    for one in product.visits:
        found.append(_of_visit(one))
        found.extend(_of_return(other) for other in product.sent_back if other.visit is one.visit)
    return tuple(found)


def _of_visit(marked: MarkedVisit) -> ExplainedMark:
    visit, minutes, cause = marked.visit, marked.minutes, marked.visit.cause
    return ExplainedMark(
        visit=visit.visit,
        at=visit.ended_at if marked.ended else None,
        limit=visit.limit_minutes,
        used=minutes.used,
        waiting=minutes.waiting,
        absent=minutes.absent,
        mark=_counted(marked),
        reason=None if cause is None else cause.reason,
        cause=None if cause is None else cause.state.value,
        decided_by=None if cause is None else cause.decided_by,
        events=(*visit.events, *(() if cause is None else cause.events)),
    )


def _counted(marked: MarkedVisit) -> str | None:
    """An open visit that is late by itself has no delay: the product isn't done, and that is enough."""
    if marked.mark is None or (marked.mark is Mark.DELAY and not marked.ended):
        return None
    return marked.mark.value


def _of_return(marked: MarkedReturn) -> ExplainedMark:
    returned = marked.returned
    return ExplainedMark(
        visit=marked.visit.visit,
        at=returned.at,
        mark=None if marked.mark is None else marked.mark.value,
        grounds=returned.grounds,
        reason=returned.reason,
        decided_by=returned.cleared_by,
        events=returned.events,
    )
