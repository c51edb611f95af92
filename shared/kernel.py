"""The shared kernel: the few values that every service's domain must mean the same by.

Only what appears in the rules of more than one service stands here; it does no I/O.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from unicodedata import category

from shared.errors import EffectiveInFuture, RecordedTooLate
from shared.vietnam_time import VIETNAM

#: The years that a working calendar may be laid out for: no time of a case, a clock, a log or a question lies
#: outside of them.
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: How long after it took effect an act may still be recorded: the scheme's policy for this system, not law.
RECORDING_BOUND = timedelta(days=4)
#: How far the clocks of two machines may be apart before "in the future" is meant.
CLOCK_SKEW = timedelta(minutes=5)


_UNSEEN = {"Zs", "Zl", "Zp", "Cc", "Cf"}  #: blanks, line ends, control and formatting marks


def day_of(at: datetime) -> date:
    """The day in Vietnam on which an act takes effect."""
    return at.astimezone(VIETNAM).date()


def legible(text: str) -> bool:
    """Whether there is anything to see in a text: more than blanks, and marks such as a zero-width space."""
    return any(category(mark) not in _UNSEEN for mark in text)


class Counting(StrEnum):
    """How a time limit is counted (Civil Code 2015, Art. 145 to 148)."""

    WORKING_HOURS = "working_hours"  #: from the moment, in working time
    WORKING_DAYS = "working_days"  #: the day of the event is left out; ends with the last day's hours
    CALENDAR_DAYS = "calendar_days"  #: the day of the event is left out; ends at 24:00 of the last day


class AnswerKind(StrEnum):
    """What the answer to a coordination may be."""

    RESULT_DELIVERED = "result_delivered"  #: trả kết quả
    AGREE = "agree"  #: đồng ý
    AGREE_WITH_COMMENTS = "agree_with_comments"  #: đồng ý, có ý kiến
    DISAGREE = "disagree"  #: không đồng ý
    NO_OPINION = "no_opinion"  #: không có ý kiến


class CoordinationRole(StrEnum):
    """What an agency that is asked is in the coordination."""

    LEAD = "lead"  #: chủ trì
    COOPERATING = "cooperating"  #: phối hợp
    INFORMED = "informed"  #: nhận để biết: it owes no answer


class ReturnGrounds(StrEnum):
    """Why something is sent back."""

    CONTENT = "content"  #: nội dung
    FORM = "form"  #: hình thức
    MISSING_INPUT = "missing_input"  #: thiếu hồ sơ
    OTHER = "other"  #: khác


class Role(StrEnum):
    """What a person or a client may be, for one agency and, where it says so, one division."""

    OFFICIAL = "official"
    DIVISION_HEAD = "division_head"
    AGENCY_HEAD = "agency_head"
    CATALOGUE_EDITOR = "catalogue_editor"
    REVIEWER = "reviewer"
    PROVINCE_LEADER = "province_leader"
    SYSTEM = "system"
    IMPORTER = "importer"
    AUDITOR = "auditor"
    OPERATOR = "operator"


#: Roles that, held for the whole province, see every agency's cases; and such that see none, wherever held.
SEE_ALL_CASES = frozenset({Role.PROVINCE_LEADER, Role.AUDITOR})
SEE_NO_CASES = frozenset({Role.REVIEWER, Role.OPERATOR, Role.IMPORTER})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command: an official, or a client; and in whose name, if not in its own."""

    id: str
    agency: str | None = None
    division: str | None = None
    roles: frozenset[Role] = frozenset()
    acting_for: str | None = None

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds any of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def name(self) -> str:
        """The official that the act counts for: the one acted for, if there is one."""
        return self.acting_for or self.id


def check_recorded_in_time(at: datetime, recorded_at: datetime, *, history: bool) -> None:
    """Refuse an act that takes effect in the future, or is recorded too long after it took effect.

    `history`: whether it is recorded by an importer from a log, who is free of the bound.
    """
    ahead = at - recorded_at
    if ahead > CLOCK_SKEW:
        raise EffectiveInFuture(where="at", at=at, recorded_at=recorded_at)
    if -ahead > RECORDING_BOUND and not history:
        raise RecordedTooLate(where="at", at=at, days=RECORDING_BOUND.days)
