"""When a procedure's time may stand still, be longer, or be shorter."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentLimit:
    """A limit where the case is urgent; never longer than the ordinary one."""

    urgency: Urgency
    time_limit: TimeLimit


def limit_for(
    urgency: Urgency, ordinary: TimeLimit | None, urgent: tuple[UrgentLimit, ...]
) -> TimeLimit | None:
    """The limit at a degree of urgency: its own, or the nearest lower degree's that is stated."""
    fitting = [one for one in urgent if one.urgency.rank <= urgency.rank]
    return max(fitting, key=lambda one: one.urgency.rank).time_limit if fitting else ordinary


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionRule:
    """When, how often and for how long a case may be suspended."""

    conditions: str  #: in words, with their legal source
    most_times: int | None = None  #: None: as often as the conditions hold
    longest: TimeLimit | None = None  #: of one suspension; None: as long as they hold


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """When, how often and by how much a leader may grant more time, and until when it is asked for."""

    conditions: str  #: in words, with their legal source
    most_times: int = 1
    longest: TimeLimit | None = None  #: of one extension; None: what the leader finds right
    ask_before: TimeLimit | None = None  #: at least so long before the limit ends; None: until it ends
