"""The yearly review of an edition in force: announced, due, and concluded in one of two ways."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class ReviewOutcome(StrEnum):
    """What a yearly review came to."""

    NOTHING_CHANGES = "nothing_changes"
    NEXT_EDITION = "next_edition"  #: it is issued; there is nothing more to review in this one


@dataclass(slots=True)
class Yearly:
    """The review that is next, or was last."""

    announced_on: date | None = None  #: the day on which it is to be announced
    due_on: date | None = None  #: None: not in force yet
    announced: bool = False
    fell_due: bool = False
    concluded: bool = False  #: by the next edition

    @property
    def awaited(self) -> bool:
        """Whether a review is due one day."""
        return self.due_on is not None and not self.concluded


def months_after(day: date, months: int) -> date:
    """The same day that many months later; where there is none, the month's last (Civil Code, Art. 148)."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))
