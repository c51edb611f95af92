"""From products to points: rationals throughout, rounded once, half up, and only then printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.sla.domain.evaluation.products import Product, ProductState
from shared.contracts.evaluation import EvaluationPolicy, Leadership

POINTS, PRODUCTS = 2, 3  #: decimals of points and percentages, and of products
_ALL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What was assigned, and what of it was done, with good content, in time: in standard products."""

    assigned: Fraction
    done: Fraction
    of_quality: Fraction
    of_progress: Fraction

    def percents(self) -> tuple[Fraction, Fraction, Fraction] | None:
        """a, b and c (Art. 14), in percent of the assigned; None where nothing was assigned."""
        if not self.assigned:
            return None
        done, quality, progress = (
            _ALL * part / self.assigned for part in (self.done, self.of_quality, self.of_progress)
        )
        return done, quality, progress


def sums_of(products: Sequence[Product], policy: EvaluationPolicy) -> Sums:
    """The sums of all lines; what is carried over weighs nothing yet."""
    done = [one for one in products if one.state is ProductState.DONE]
    return Sums(
        assigned=sum((one.weighs for one in products), Fraction(0)),
        done=sum((one.standard_products for one in done), Fraction(0)),
        of_quality=sum((one.standard_products * one.share(one.returns, policy) for one in done), Fraction(0)),
        of_progress=sum((one.standard_products * one.share(one.delays, policy) for one in done), Fraction(0)),
    )


def results_of(sums: Sums, leadership: Leadership | None, policy: EvaluationPolicy) -> Fraction | None:
    """Rounded: 70 × (a+b+c)/3, of leaders 70 × (a+b+c+d+đ+e)/6 (Art. 16); None: nothing assigned."""
    percents: Sequence[Fraction] | None = sums.percents()
    if percents is None:
        return None
    if leadership is not None:
        led = (leadership.officials, leadership.unit, leadership.unity)
        percents = (*percents, *map(Fraction, led))
    mean = sum(percents, Fraction(0)) / len(percents)
    return half_up(policy.result_points * mean / _ALL, POINTS)


def grade_of(total: Fraction, policy: EvaluationPolicy) -> str:
    """The grade of a total as it is printed."""
    return next(one.code for one in policy.grades if total >= one.points)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounded to that many decimals; a half goes up."""
    unit = 10**decimals
    return Fraction((value * unit + Fraction(1, 2)).__floor__(), unit)


def printed(value: Fraction, decimals: int = POINTS) -> str:
    """With that many decimals, rounded half up: `87.80`. Nothing is computed from it."""
    rounded = half_up(value, decimals) * 10**decimals
    whole, rest = divmod(rounded.numerator, 10**decimals)
    return f"{whole}.{rest:0{decimals}}"
