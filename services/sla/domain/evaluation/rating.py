"""EVALUATION: what people enter and decide of an official's evaluations, and who may."""

from dataclasses import dataclass, field
from fractions import Fraction

from services.sla.domain.evaluation.events import LeadershipEntered, ProductEntered
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.work import EnteredPoints, EnteredProduct
from services.sla.errors import EvaluatesOneself, EvaluationIsClosed, MayNotEvaluate, PeriodUnreadable
from shared.contracts.evaluation import (
    EvaluationCorrected,
    EvaluationPeriodClosed,
    EvaluationPolicy,
    EvaluationResult,
)
from shared.decider import Act, Decider
from shared.kernel import Role

_HEADS = frozenset({Role.DIVISION_HEAD.value, Role.AGENCY_HEAD.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedOfficial:
    """Whom a command is about, as the catalog has it, with what is known of the period now."""

    official: str
    agency: str
    divisions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    policy: EvaluationPolicy
    result: EvaluationResult | None = None  #: as of now, where it is decided upon


@dataclass(slots=True)
class OfficialEvaluations:
    """An official's, over all periods."""

    general: dict[str, Fraction] = field(default_factory=dict)  #: by period
    leadership: dict[str, LeadershipEntered] = field(default_factory=dict)
    products: dict[tuple[str, str], ProductEntered] = field(default_factory=dict)  #: by period and name
    closed: dict[str, EvaluationPeriodClosed] = field(default_factory=dict)
    corrected: dict[str, list[EvaluationCorrected]] = field(default_factory=dict)

    def stands(self, period: str) -> EvaluationPeriodClosed | EvaluationCorrected | None:
        """What was said of a period last, once it is closed; None: it isn't."""
        corrections = self.corrected.get(period)
        return corrections[-1] if corrections else self.closed.get(period)

    def entered(self, official: str, period: EvaluationPeriod) -> EnteredPoints:
        """What was entered for a period; its products are those of the periods in it, too."""
        leadership = self.leadership.get(period.code)
        return EnteredPoints(
            general=self.general.get(period.code),
            leadership=None if leadership is None else leadership.leadership,
            products=tuple(
                _product(official, one)
                for one in self.products.values()
                if period.covers(EvaluationPeriod.parse(one.period))
            ),
        )


def _product(official: str, entered: ProductEntered) -> EnteredProduct:
    return EnteredProduct(
        official=official,
        period=entered.period,
        name=entered.name,
        factor_thousandths=entered.factor_thousandths,
        done=entered.done,
        returns=entered.returns,
        delays=entered.delays,
        confirmed_by=entered.entered_by,
    )


#: Key: the official's identifier.
EVALUATION = Decider[OfficialEvaluations]("evaluation", OfficialEvaluations)

#: How whoever may not evaluate is refused.
RATERS = (EvaluatesOneself, MayNotEvaluate)
PERIOD = (PeriodUnreadable, EvaluationIsClosed)


def check_may_rate(act: Act, known: EvaluatedOfficial) -> None:
    """Nobody enters anything of themselves; heads do of their people, and leaders of heads.

    Raises `EvaluatesOneself` or `MayNotEvaluate`.
    """
    by = act.by
    if known.official in (by.id, by.name):
        raise EvaluatesOneself
    if by.has(Role.PROVINCE_LEADER):
        return
    heads_agency = by.has(Role.AGENCY_HEAD) and by.agency == known.agency
    if heads_agency and Role.AGENCY_HEAD.value not in known.roles:
        return
    in_division = by.agency == known.agency and by.division in known.divisions
    if by.has(Role.DIVISION_HEAD) and in_division and _HEADS.isdisjoint(known.roles):
        return
    raise MayNotEvaluate(official=known.official)


def check_may_close(act: Act, known: EvaluatedOfficial) -> None:
    """The head of the agency, of everybody else; a leader of the province. Raises as `check_may_rate`."""
    check_may_rate(act, known)
    if not act.by.has(Role.AGENCY_HEAD, Role.PROVINCE_LEADER):
        raise MayNotEvaluate(official=known.official)


def open_period(evaluations: OfficialEvaluations, period: str) -> EvaluationPeriod:
    """The period, where it isn't closed. Raises `PeriodUnreadable` or `EvaluationIsClosed`."""
    found = EvaluationPeriod.parse(period)
    closed = evaluations.closed.get(found.code)
    if closed is not None:
        raise EvaluationIsClosed(period=found.code, decision=closed.decision_number)
    return found
