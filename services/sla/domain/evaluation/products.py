"""Visits become products: one step of one case by one official is one line, however many visits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter

from services.sla.domain.evaluation.marks import Mark, mark_of, mark_of_return
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.work import EnteredProduct, ReturnedWork, VisitMinutes, WorkedVisit
from shared.contracts.evaluation import EvaluationPolicy

_ALL = 100


class ProductState(StrEnum):
    """How a product stands at the period's end."""

    DONE = "done"
    NOT_DONE = "not_done"  #: assigned, and gives nothing; open ones are assigned again in the next period
    CARRIED_OVER = "carried_over"  #: weighs nothing yet


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedVisit:
    """A visit with its minutes, and how it was marked."""

    visit: WorkedVisit
    minutes: VisitMinutes
    ended: bool  #: by the period's end
    mark: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedReturn:
    """A return, and how it was marked."""

    visit: WorkedVisit
    returned: ReturnedWork
    mark: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A line of an evaluation: of a step of a case, or entered by a person."""

    state: ProductState
    standard_products: Fraction
    returns: int
    delays: int
    visits: tuple[MarkedVisit, ...] = ()  #: none: it was entered
    sent_back: tuple[MarkedReturn, ...] = ()
    entered: EnteredProduct | None = None

    @property
    def weighs(self) -> Fraction:
        """What it counts for among what is assigned."""
        return Fraction(0) if self.state is ProductState.CARRIED_OVER else self.standard_products

    def share(self, marks: int, policy: EvaluationPolicy) -> Fraction:
        """What a done product gives of its weight with so many marks: never below nothing."""
        if self.state is not ProductState.DONE:
            return Fraction(0)
        return max(Fraction(0), 1 - Fraction(policy.per_mark_percent * marks, _ALL))

    def shown_with(self, mark: Mark) -> int:
        """How many visits have a mark that only shows, those that are open still among them."""
        return sum(one.mark is mark for one in self.visits)


def entered_product(entered: EnteredProduct) -> Product:
    """What a person entered; what isn't done gives nothing."""
    state = ProductState.DONE if entered.done else ProductState.NOT_DONE
    return Product(
        state=state,
        standard_products=entered.standard_products,
        returns=entered.returns,
        delays=entered.delays,
        entered=entered,
    )


def products_of(
    visits: Iterable[WorkedVisit], period: EvaluationPeriod, policy: EvaluationPolicy
) -> tuple[Product, ...]:
    """The lines of one official's visits in a period, by case and step; the visits come in any order."""
    grouped: dict[tuple[str, str], list[WorkedVisit]] = {}
    for visit in visits:
        grouped.setdefault((visit.case, visit.step), []).append(visit)
    lines = (_line(grouped[key], period, policy) for key in sorted(grouped))
    return tuple(line for line in lines if line is not None)


def _line(
    visits: Iterable[WorkedVisit], period: EvaluationPeriod, policy: EvaluationPolicy
) -> Product | None:
    """A product's line in a period; None where the official had nothing of it then."""
    ordered = sorted(visits, key=attrgetter("visit", "opened_at"))
    marked = [_marked(visit, period, policy) for visit in ordered if visit.opened_at < period.ends]
    marked = [one for one in marked if not _gone_in_time(one)]
    last_done = _last_done(marked, period)
    marks = [one for one in marked if not one.visit.ended_before(last_done)]
    sent_back = [
        MarkedReturn(visit=one.visit, returned=returned, mark=mark_of_return(returned, policy))
        for one in marked
        for returned in one.visit.returned
        if one.visit.completed and last_done <= returned.at < period.ends
    ]
    deciding = _deciding(marked, sent_back, period)
    if deciding is None:
        return None
    return Product(
        state=_state(deciding),
        standard_products=deciding.visit.standard_products,
        returns=sum(one.mark is Mark.RETURN for one in sent_back),
        delays=sum(one.mark is Mark.DELAY and one.ended for one in marks),
        visits=tuple(marks),
        sent_back=tuple(sent_back),
    )


def _marked(visit: WorkedVisit, period: EvaluationPeriod, policy: EvaluationPolicy) -> MarkedVisit:
    ended = visit.ended_before(period.ends)
    minutes = visit.minutes if ended else visit.minutes_at.get(period.day_after, visit.minutes)
    return MarkedVisit(visit=visit, minutes=minutes, ended=ended, mark=mark_of(visit, minutes, policy))


def _gone_in_time(one: MarkedVisit) -> bool:
    """Handed away, returned or cancelled without a delay of one's own: as if it hadn't been there."""
    return one.ended and not one.visit.completed and one.mark is not Mark.DELAY


def _last_done(marked: Sequence[MarkedVisit], period: EvaluationPeriod) -> datetime:
    """The end of the period, before this one, at which the product was done last: marks count from there."""
    found = datetime.min.replace(tzinfo=period.begins.tzinfo)
    for place, one in enumerate(marked):
        if not one.visit.completed or one.visit.ended_at is None:
            continue
        ends = EvaluationPeriod.containing(one.visit.ended_at, period.months).ends
        later = marked[place + 1 :]
        if ends <= period.begins and all(other.visit.opened_at >= ends for other in later):
            found = max(found, ends)
    return found


def _deciding(
    marked: Sequence[MarkedVisit], sent_back: Sequence[MarkedReturn], period: EvaluationPeriod
) -> MarkedVisit | None:
    """The visit by which the product stands: the last one if it is the period's, or a done one sent back."""
    if not marked:
        return None
    last = marked[-1]
    if not last.ended or (last.visit.ended_at is not None and period.has(last.visit.ended_at)):
        return last
    returned = any(period.has(one.returned.at) for one in sent_back)
    completed = [one for one in marked if one.visit.completed]
    return completed[-1] if returned and completed else None


def _state(deciding: MarkedVisit) -> ProductState:
    """Open, and late only through others or an exempted leave: nothing that the official failed to do."""
    if deciding.ended and deciding.visit.completed:
        return ProductState.DONE
    return ProductState.NOT_DONE if deciding.mark is Mark.DELAY else ProductState.CARRIED_OVER
