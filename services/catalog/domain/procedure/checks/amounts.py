"""Absurd figures, which not even a draft takes: limits, counts and factors."""

from collections.abc import Iterator

from services.catalog.domain.procedure.naming import check_content
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.writing import is_factor
from services.catalog.errors.procedure.conditions import UnfitCount, UnfitFactor
from services.catalog.errors.procedure.limits import LimitTooLong
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.working_time.wording import limits_in_words

#: Ten years; what is longer is a slip of the pen.
LONGEST_LIMIT_DAYS = 3660
MOST_TIMES = 99  #: of suspensions, extensions or copies

#: How an amount may be refused.
UNFIT_AMOUNTS = (UnfitCount, UnfitFactor, LimitTooLong)


def refuse_unfit_conditions(procedure: Procedure) -> None:
    """Refuse what a draft can't say of suspension, extension, limits and the conversion factor."""
    for name, rule in (("suspension", procedure.suspension), ("extension", procedure.extension)):
        if rule is not None:
            where = f"{procedure.place}/{name}"
            check_content(rule.conditions, where)
            if rule.most_times is not None:
                check_count(rule.most_times, where)
    for where, limit in _limits(procedure):
        if limit is not None:
            _check_length(limit, where)
    if not is_factor(procedure.conversion_factor):
        raise UnfitFactor(
            where=f"{procedure.place}/conversion_factor",
            procedure=procedure.code,
            given=procedure.conversion_factor,
        )


def _limits(procedure: Procedure) -> Iterator[tuple[str, TimeLimit | None]]:
    """Every limit that the procedure states, with its place."""
    yield f"{procedure.place}/time_limit", procedure.time_limit
    for urgent in procedure.urgent_limits:
        yield f"{procedure.place}/urgent_limits/{urgent.urgency}", urgent.time_limit
    for place, step in procedure.placed_steps():
        yield f"{place}/time_limit", step.time_limit
        for urgent in step.urgent_limits:
            yield f"{place}/urgent_limits/{urgent.urgency}", urgent.time_limit
        if step.coordination:
            yield f"{place}/coordination", step.coordination.time_limit
    if procedure.suspension:
        yield f"{procedure.place}/suspension", procedure.suspension.longest
    if procedure.extension:
        yield f"{procedure.place}/extension", procedure.extension.longest
        yield f"{procedure.place}/extension", procedure.extension.ask_before


def _check_length(limit: TimeLimit, where: str) -> None:
    per_day = 24 * 60 if limit.counting == Counting.WORKING_HOURS else 1
    most = TimeLimit.of(LONGEST_LIMIT_DAYS * per_day, limit.counting)
    if limit.amount > most.amount:
        raise LimitTooLong(where=where, **limits_in_words(limit=limit, most=most))


def check_count(count: int, where: str) -> None:
    """A number of times, or of copies."""
    if not 1 <= count <= MOST_TIMES:
        raise UnfitCount(where=where, most=MOST_TIMES, given=count)
