"""What is kept of a visit that has ended, and of one that came back, so that scorecards count them.

Minutes are working minutes of the agency that has the case, in which the case wasn't suspended.
"""

from datetime import date
from enum import StrEnum

from shared.contracts.declaring import part
from shared.contracts.vocabulary import Instant


class CauseState(StrEnum):
    """How an objective cause of a visit's lateness stands."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@part
class VisitCause:
    """An objective cause that was claimed for a visit."""

    state: str
    reason: str
    claimed_by: str
    claimed_at: Instant
    decided_by: str | None = None  #: None: nobody has
    decided_at: Instant | None = None


@part
class MeasuredVisit:
    """A visit as it ended, by the calendar as it was known then."""

    agency: str
    procedure: str
    edition: int
    step_name: str | None
    division: str  #: that held it
    official: str | None  #: who completed it, a delegate for themselves; else who held it
    day: date  #: of its end, where the agency is
    started_at: Instant
    due_at: Instant  #: as it stood
    received_at: Instant | None
    receipt_minutes: int | None  #: from its opening until it was received; None: nobody received it
    limit_minutes: int  #: as it stood
    waiting_minutes: int  #: of those used, in which an answer that was asked for in it was owed
    late_through_others: bool
    held_up_minutes: int = (
        0  #: of those used, neither waiting nor workable: a suspension's end was told later
    )
    late_through_suspension: bool = False
    cause: VisitCause | None = None  #: of its lateness, as it stood at its end
    sources: tuple[int, ...]  #: the versions of the case's stream that say so


@part
class RedoneVisit:
    """A completed visit whose step is done once more."""

    step: str
    visit: int
    agency: str
    division: str
    official: str | None  #: who had completed it


@part
class SentBack:
    """How a visit came about that isn't the first of its step."""

    way: str  #: `returned`, `refused`, `reopened`, `case_reopened` or `answer_returned`
    at: Instant
    day: date  #: where the agency is
    agency: str
    procedure: str
    step: str | None = None  #: of the visit that it was sent back from; None: the case had ended
    visit: int | None = None
    division: str | None = None  #: that sent it back; None: it isn't of the case's agency, or its head's
    official: str  #: who sent it back, a delegate for themselves
    grounds: str | None = None  #: None: not named
    redone: RedoneVisit | None = None  #: None: it had not been completed
