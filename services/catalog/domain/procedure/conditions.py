"""Degrees of urgency, and the limit that counts at each."""

from collections.abc import Iterable
from enum import StrEnum

from shared.contracts.catalog.parts import UrgentLimit
from shared.contracts.vocabulary import TimeLimit


class Urgency(StrEnum):
    """Degrees of urgency (Decree 30/2020/NĐ-CP, Art. 8 and Appendix I), the least urgent first."""

    NORMAL = "normal"  #: thường
    URGENT = "urgent"  #: khẩn
    VERY_URGENT = "very_urgent"  #: thượng khẩn
    IMMEDIATE = "immediate"  #: hoả tốc

    @property
    def rank(self) -> int:
        """From 0, the least urgent."""
        return tuple(Urgency).index(self)


def rank_of(limit: UrgentLimit) -> int:
    """The rank of the degree that a limit is for."""
    return Urgency(limit.urgency).rank


def most_urgent_last(limits: Iterable[UrgentLimit]) -> tuple[UrgentLimit, ...]:
    """The limits in the order of their degrees."""
    return tuple(sorted(limits, key=rank_of))


def limit_for(
    urgency: Urgency, ordinary: TimeLimit | None, urgent: tuple[UrgentLimit, ...]
) -> TimeLimit | None:
    """The limit at a degree of urgency: its own, or the nearest lower degree's that is stated."""
    fitting = [one for one in urgent if rank_of(one) <= urgency.rank]
    return max(fitting, key=rank_of).time_limit if fitting else ordinary
