"""What only people know: general points, products outside of cases, how leaders lead."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from services.sla.domain.evaluation.events import GeneralPointsEntered, LeadershipEntered, ProductEntered
from services.sla.domain.evaluation.rating import (
    EVALUATION,
    PERIOD,
    RATERS,
    EvaluatedOfficial,
    OfficialEvaluations,
    check_may_rate,
    open_period,
)
from services.sla.domain.evaluation.scoring import printed
from services.sla.errors import EnteredAlready, TooManyPoints
from shared.contracts.evaluation import Leadership
from shared.contracts.vocabulary import Text, Whole, described
from shared.decider import Act, command

_THOUSAND, _ALL = 1000, 100
_TWO_DECIMALS = r"^[0-9]{1,3}(\.[0-9]{1,2})?$"
Period = Annotated[str, described("The month, the quarter or the year.", max_length=7, examples=["2026-03"])]
Share = Annotated[
    str, described("In percent, at most two decimals.", pattern=_TWO_DECIMALS, examples=["100"])
]
Times = Annotated[Whole, described("How often.", ge=0, le=99)]


@command
class EnterGeneralPoints:
    """Enter an official's points for the general criteria; it replaces what was entered before."""

    period: Period
    points: Annotated[
        str, described("At most two decimals, as text.", pattern=_TWO_DECIMALS, examples=["27.50"])
    ]


@command
class EnterLeadership:
    """Enter how a leader leads: d, đ and e of Decree 335/2025, Art. 15."""

    period: Period
    officials: Share
    unit: Share
    unity: Share


@command
class EnterProduct:
    """Enter work outside of cases, confirmed by whoever enters it; the same name again replaces it."""

    period: Period
    name: Text
    factor: Annotated[
        str,
        described(
            "How many standard products it counts for: at most three decimals, as text.",
            pattern=r"^[0-9]{1,3}(\.[0-9]{1,3})?$",
            examples=["1.5"],
        ),
    ]
    done: Annotated[bool, described("Whether it was finished in the period.")]
    returns: Times = 0
    delays: Times = 0


@EVALUATION.decides(
    EnterGeneralPoints, refuses=(*RATERS, *PERIOD, TooManyPoints, EnteredAlready), known=EvaluatedOfficial
)
def enter_general_points(
    evaluations: OfficialEvaluations, command: EnterGeneralPoints, act: Act, known: EvaluatedOfficial
) -> GeneralPointsEntered:
    """No more than the policy gives."""
    check_may_rate(act, known)
    period = open_period(evaluations, command.period)
    points = _at_most(command.points, known.policy.general_points, "points")
    _check_new(evaluations.general.get(period.code) != Fraction(points), "points")
    return GeneralPointsEntered(period=period.code, points=points, entered_by=act.by.name, entered_at=act.at)


@EVALUATION.decides(
    EnterLeadership, refuses=(*RATERS, *PERIOD, TooManyPoints, EnteredAlready), known=EvaluatedOfficial
)
def enter_leadership(
    evaluations: OfficialEvaluations, command: EnterLeadership, act: Act, known: EvaluatedOfficial
) -> LeadershipEntered:
    """From then on the period's results are those of a leader."""
    check_may_rate(act, known)
    period = open_period(evaluations, command.period)
    leadership = Leadership(
        officials=_at_most(command.officials, _ALL, "officials"),
        unit=_at_most(command.unit, _ALL, "unit"),
        unity=_at_most(command.unity, _ALL, "unity"),
    )
    stands = evaluations.leadership.get(period.code)
    _check_new(stands is None or stands.leadership != leadership, "officials")
    return LeadershipEntered(
        period=period.code, leadership=leadership, entered_by=act.by.name, entered_at=act.at
    )


@EVALUATION.decides(EnterProduct, refuses=(*RATERS, *PERIOD, EnteredAlready), known=EvaluatedOfficial)
def enter_product(
    evaluations: OfficialEvaluations, command: EnterProduct, act: Act, known: EvaluatedOfficial
) -> ProductEntered:
    """What is done in cases is counted out of them."""
    check_may_rate(act, known)
    period = open_period(evaluations, command.period)
    entered = ProductEntered(
        period=period.code,
        name=command.name,
        factor_thousandths=int(Decimal(command.factor) * _THOUSAND),
        done=command.done,
        returns=command.returns,
        delays=command.delays,
        entered_by=act.by.name,
        entered_at=act.at,
    )
    stands = evaluations.products.get((period.code, command.name))
    _check_new(stands is None or _said(stands) != _said(entered), "name")
    return entered


def _said(product: ProductEntered) -> tuple[object, ...]:
    return product.factor_thousandths, product.done, product.returns, product.delays


def _check_new(is_new: bool, where: str) -> None:
    if not is_new:
        raise EnteredAlready(where=where)


def _at_most(text: str, most: int, where: str) -> str:
    points = Fraction(text)
    if points > most:
        raise TooManyPoints(where=where, points=text, most=most)
    return printed(points)


@EVALUATION.evolves(GeneralPointsEntered)
def general_points_entered(evaluations: OfficialEvaluations, event: GeneralPointsEntered) -> None:
    """The newest hold."""
    evaluations.general[event.period] = Fraction(event.points)


@EVALUATION.evolves(LeadershipEntered)
def leadership_entered(evaluations: OfficialEvaluations, event: LeadershipEntered) -> None:
    """The newest holds."""
    evaluations.leadership[event.period] = event


@EVALUATION.evolves(ProductEntered)
def product_entered(evaluations: OfficialEvaluations, event: ProductEntered) -> None:
    """The newest of the name holds."""
    evaluations.products[event.period, event.name] = event
