"""What is said of many evaluations: too many excellent ones, and the score of a year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.sla.domain.evaluation.policy import Grade
from services.sla.domain.evaluation.scoring import POINTS, grade_of, half_up
from shared.contracts.evaluation import EvaluationPolicy

_ALL, _SOME_FAIL = 100, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcellentShare:
    """How many of an agency's group of like duties are excellent, and how many may be (Art. 20(5))."""

    agency: str
    group: str
    good: int
    excellent: int
    at_most: int

    @property
    def exceeded(self) -> bool:
        """Whether there are more than may be: a warning, nobody's grade changes by it."""
        return self.excellent > self.at_most


def excellent_shares(
    grades: Iterable[tuple[str, str, str | None]], policy: EvaluationPolicy, *, extended: bool = False
) -> tuple[ExcellentShare, ...]:
    """Out of (agency, group, grade): for each group, by code; `extended`: where the body itself excelled."""
    percent = policy.excellent_share_percent_extended if extended else policy.excellent_share_percent
    counted: dict[tuple[str, str], list[str | None]] = {}
    for agency, group, grade in grades:
        counted.setdefault((agency, group), []).append(grade)
    return tuple(_share(agency, group, counted[agency, group], percent) for agency, group in sorted(counted))


def _share(agency: str, group: str, grades: Sequence[str | None], percent: int) -> ExcellentShare:
    good = grades.count(Grade.GOOD)
    return ExcellentShare(
        agency=agency,
        group=group,
        good=good,
        excellent=grades.count(Grade.EXCELLENT),
        at_most=good * percent // _ALL,
    )


def officials_led(grades: Iterable[str | None]) -> str | None:
    """What a leader gets, in percent, for the officials whom they lead: 100 where all are rated completed or
    better, else 50 (Art. 15 d); None as long as not all are rated."""
    given = set(grades)
    if not given or None in given:
        return None
    return str(_SOME_FAIL if Grade.NOT_COMPLETED in given else _ALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEvaluation:
    """A year: the mean of its scored periods, wherever they were served."""

    months: int  #: with a score
    total: Fraction | None  #: rounded; None: not rated
    grade: str | None


def year_evaluation(scored: Sequence[tuple[int, Fraction]], policy: EvaluationPolicy) -> YearEvaluation:
    """Out of (months, total) of each scored period; fewer than the least months: not rated."""
    months = sum(length for length, _ in scored)
    if not scored or months < policy.year.least_months:
        return YearEvaluation(months=months, total=None, grade=None)
    total = half_up(sum((total for _, total in scored), Fraction(0)) / len(scored), POINTS)
    return YearEvaluation(months=months, total=total, grade=grade_of(total, policy))
