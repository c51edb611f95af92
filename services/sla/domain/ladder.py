"""How far an overdue has climbed: what stands in a clock of its escalations."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """To whom an overdue is told, each the next leader up."""

    OFFICIAL = "official"  #: who holds the step; of a queue, its division
    DIVISION_HEAD = "division_head"
    AGENCY_HEAD = "agency_head"
    PROVINCE = "province"  #: the heads of the agency above, and the province's leaders


#: From the lowest to the highest.
LEVELS = tuple(Level)
#: Of what no official and no division holds: another agency's answer, or the case as a whole.
LEADERS_ONLY = (Level.AGENCY_HEAD, Level.PROVINCE)


@dataclass(slots=True)
class Escalation:
    """One that was raised and stood."""

    raised_at: datetime
    acknowledged_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(slots=True)
class Ladder:
    """The escalations of one due instant, by their levels, and when the sweeper is to look at the next."""

    due_at: datetime
    escalations: dict[str, Escalation] = field(default_factory=dict)
    alarm: datetime | None = None  #: None: never, as things stand

    def open(self) -> dict[str, Escalation]:
        """Those that haven't ended."""
        return {level: one for level, one in self.escalations.items() if one.ended_at is None}

    def acknowledged(self) -> list[datetime]:
        """When one of them was acknowledged, in order."""
        found = (one.acknowledged_at for one in self.escalations.values())
        return sorted(one for one in found if one is not None)
