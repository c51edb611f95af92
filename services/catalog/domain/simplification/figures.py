"""Time and steps before and after, of each procedure and of all together, and how far that is to a target.

Working time is compared in minutes, a working day being eight hours. Calendar days are never turned into
working time: no number of hours is right for them. They are added up apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.catalog.domain.procedure.procedure import Procedure, step_count
from services.catalog.domain.simplification.programmes import Measure, Target
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting

WORKING_DAY = 8 * 60  #: minutes of working time


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How long a procedure takes and of how many steps it is."""

    time: TimeLimit | None
    steps: int

    @classmethod
    def of(cls, procedure: Procedure) -> "Extent":
        """The procedure's own."""
        return cls(time=procedure.time_limit, steps=step_count(procedure))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureFigures:
    """One procedure of the baseline; None after it: removed."""

    agency: str
    procedure: str
    name: str
    before: Extent
    after: Extent | None  #: in force now
    expected: Extent | None  #: once the accepted proposals are carried out

    @property
    def comparable(self) -> bool:
        """Whether its times before and after are counted so that they compare."""
        return all(
            one is None or _unit(one.time) == _unit(self.before.time) for one in (self.after, self.expected)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount of the baseline, now, and as expected."""

    before: int
    after: int
    expected: int

    def share(self, *, expected: bool = False) -> float | None:
        """How much of the baseline is gone, in per cent; None if there was nothing."""
        now = self.expected if expected else self.after
        return 100 * (self.before - now) / self.before if self.before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is to a target, in per cent of the baseline; None: the baseline has nothing to count."""

    target: Target
    now: float | None
    expected: float | None

    @property
    def reached(self) -> bool:
        """Whether the target is reached by what is in force."""
        return self.now is not None and self.now >= self.target.per_cent


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioFigures:
    """All procedures of the baseline together."""

    procedures: tuple[ProcedureFigures, ...]
    removed: Sum  #: procedures: how many there were, and are left
    simplified: Sum  #: procedures: how many there were, and are neither removed nor simpler
    steps: Sum
    working_minutes: Sum
    calendar_days: Sum
    not_comparable: int  #: procedures whose times don't compare, left out of both sums of time

    def share(self, measure: Measure, *, expected: bool = False) -> float | None:
        """What of the measure is gone, in per cent; of time the lower share, where both kinds occur."""
        sums = {
            Measure.PROCEDURES_REMOVED: (self.removed,),
            Measure.PROCEDURES_SIMPLIFIED: (self.simplified,),
            Measure.TIME: (self.working_minutes, self.calendar_days),
            Measure.STEPS: (self.steps,),
        }[measure]
        shares = [one.share(expected=expected) for one in sums]
        return min((share for share in shares if share is not None), default=None)

    def progress(self, targets: Iterable[Target]) -> tuple[Progress, ...]:
        """How far it is to each target."""
        return tuple(
            Progress(
                target=target,
                now=self.share(target.measure),
                expected=self.share(target.measure, expected=True),
            )
            for target in targets
        )


def procedure_figures(
    agency: str,
    before: Sequence[Procedure],
    after: Sequence[Procedure],
    accepted: Mapping[str, Sequence[Extent | None]],
) -> list[ProcedureFigures]:
    """One agency's procedures of the baseline. `accepted`: what is expected, by code; None: removed."""
    now = {procedure.code: Extent.of(procedure) for procedure in after}
    return [
        ProcedureFigures(
            agency=agency,
            procedure=one.code,
            name=one.name,
            before=Extent.of(one),
            after=now.get(one.code),
            expected=_expected(now.get(one.code), accepted.get(one.code, ())),
        )
        for one in before
    ]


def portfolio_figures(procedures: Sequence[ProcedureFigures]) -> PortfolioFigures:
    """The sums over these procedures."""
    comparable = [one for one in procedures if one.comparable]
    count = len(procedures)
    return PortfolioFigures(
        procedures=tuple(procedures),
        removed=Sum(
            before=count,
            after=sum(one.after is not None for one in procedures),
            expected=sum(one.expected is not None for one in procedures),
        ),
        simplified=Sum(
            before=count,
            after=sum(not _simpler(one.before, one.after) for one in procedures),
            expected=sum(not _simpler(one.before, one.expected) for one in procedures),
        ),
        steps=Sum(
            before=sum(one.before.steps for one in procedures),
            after=sum(one.after.steps for one in procedures if one.after),
            expected=sum(one.expected.steps for one in procedures if one.expected),
        ),
        working_minutes=_times(comparable, calendar=False),
        calendar_days=_times(comparable, calendar=True),
        not_comparable=count - len(comparable),
    )


def _times(procedures: Iterable[ProcedureFigures], *, calendar: bool) -> Sum:
    before = after = expected = 0
    for one in procedures:
        if _unit(one.before.time) is not calendar:
            continue
        before += _amount(one.before)
        after += _amount(one.after)
        expected += _amount(one.expected)
    return Sum(before=before, after=after, expected=expected)


def _unit(time: TimeLimit | None) -> bool | None:
    """Whether it is counted in calendar days; None if there is none."""
    return None if time is None else time.counting == Counting.CALENDAR_DAYS


def _amount(extent: Extent | None) -> int:
    """Minutes of working time, or calendar days."""
    if extent is None or extent.time is None:
        return 0
    return extent.time.amount * (WORKING_DAY if extent.time.counting == Counting.WORKING_DAYS else 1)


def _expected(now: Extent | None, accepted: Sequence[Extent | None]) -> Extent | None:
    """What remains once all that is accepted is carried out; never more than there is now."""
    for extent in accepted:
        if now is None or extent is None:
            return None
        shorter = _unit(extent.time) == _unit(now.time) and _amount(extent) < _amount(now)
        now = Extent(time=extent.time if shorter else now.time, steps=min(now.steps, extent.steps))
    return now


def _simpler(before: Extent, after: Extent | None) -> bool:
    """Whether it is gone, or has fewer steps or less time, and no more of the other."""
    if after is None:
        return True
    if _unit(before.time) != _unit(after.time):
        return False
    steps, time = after.steps - before.steps, _amount(after) - _amount(before)
    return steps <= 0 and time <= 0 and (steps < 0 or time < 0)
