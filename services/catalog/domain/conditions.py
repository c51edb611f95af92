"""When a procedure's time may stand still, be longer, or be shorter."""

from dataclasses import dataclass
from enum import StrEnum

from shared.kernel import TimeLimit


class Urgency(StrEnum):
    """Degrees of urgency (Decree 30/2020/NĐ-CP, Art. 8 and Appendix I), the least urgent first."""

    NORMAL = "normal"  #: thường
    URGENT = "urgent"  #: khẩn
    VERY_URGENT = "very_urgent"  #: thượng khẩn
    IMMEDIATE = "immediate"  #: hoả tốc


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentLimit:
    """A step's limit where the case is urgent; never longer than its ordinary one."""

    urgency: Urgency
    time_limit: TimeLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionRule:
    """When, how often and for how long a case may be suspended."""

    conditions: str  #: in words, with their legal source
    most_times: int | None = None  #: None: as often as the conditions hold
    longest: TimeLimit | None = None  #: of one suspension; None: as long as they hold


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """When, how often and by how much a leader may grant more time, and until when it is asked for."""

    conditions: str
    most_times: int = 1
    longest: TimeLimit | None = None  #: of one extension; None: what the leader finds right
    ask_before: TimeLimit | None = None  #: at least so long before the limit ends; None: until it ends
