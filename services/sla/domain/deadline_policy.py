"""DEADLINE_POLICY: what is told of deadlines: by an agency's own policy, a procedure's, or the province's.

A policy is dated. What falls due climbs by the one that was in force at its due instant, to the end; by when
something is to be received says the one at its hand-over, and when a case's dues are near the one at its
opening. So a change never touches what was told, and any order of arrival makes the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.sla.domain.ladder import Level
from shared.contracts.declaring import event, part
from shared.contracts.escalations import DueSoonPercent, MaybeDueSoonMinutes, WorkingMinutes
from shared.contracts.vocabulary import Instant, TimeLimit
from shared.decider import Decider
from shared.kernel import Counting
from shared.vietnam_time import VIETNAM

#: The key of the policy that holds where an agency has none of its own.
PROVINCE = "province"
#: By so much a policy is in force after its adoption at the earliest: every process has heard of it by then.
HEARD_AFTER = timedelta(minutes=1)
#: What comes is before who handles it by the next working day (Decree 30/2020/NĐ-CP, Article 23).
RECEIVED_WITHIN = TimeLimit.of(1, Counting.WORKING_DAYS)
#: The share of a time at which its end is called near.
DUE_SOON_PERCENT = 80
#: A working day has eight hours (domain: `8h` = one working day).
_HOUR = 60


@part
class EscalationStep:
    """A level, and the working time after the due instant at which it is told."""

    level: Level
    after_minutes: WorkingMinutes


@part
class PolicyRules:
    """What a policy says."""

    steps: tuple[EscalationStep, ...]
    acknowledged_minutes: WorkingMinutes = 8 * _HOUR  #: so long nothing climbs further
    receipt: TimeLimit | None = RECEIVED_WITHIN  #: to take up what was handed over; None: nobody limits it
    due_soon_percent: DueSoonPercent = DUE_SOON_PERCENT
    due_soon_minutes: MaybeDueSoonMinutes = None


#: What holds where nobody has adopted anything. At the due instant whoever holds the work knows; half a day
#: later who gives it out there can still act on the same day; after a day it is the agency's matter; after a
#: working week the agency had all the time that a small matter takes, and hasn't moved it.
DEFAULT = PolicyRules(
    steps=(
        EscalationStep(level=Level.OFFICIAL, after_minutes=0),
        EscalationStep(level=Level.DIVISION_HEAD, after_minutes=4 * _HOUR),
        EscalationStep(level=Level.AGENCY_HEAD, after_minutes=8 * _HOUR),
        EscalationStep(level=Level.PROVINCE, after_minutes=40 * _HOUR),
    )
)


@event()
class DeadlinePolicyAdopted:
    """Work of an agency, or of one of its procedures, is watched so from then on."""

    key: str  #: the agency's code, or `PROVINCE`
    procedure: str | None  #: None: all that have none of their own
    rules: PolicyRules
    reason: str
    in_force_from: date
    effective_at: Instant  #: when that day began in Vietnam, or when every process had heard of it
    adopted_by: str
    adopted_at: Instant


@dataclass(slots=True)
class DeadlinePolicy:
    """All that was adopted for an agency, in that order."""

    adopted: list[DeadlinePolicyAdopted] = field(default_factory=list)

    def at(self, procedure: str | None, instant: datetime) -> PolicyRules | None:
        """What was in force then: for the procedure, else for all without their own; None: nothing."""
        for wanted in dict.fromkeys((procedure, None)):
            found = [one for one in self.adopted if one.procedure == wanted and one.effective_at <= instant]
            if found:
                return found[-1].rules  # of several days the latest, of one day what was adopted last
        return None


#: Key: the agency's code, or `PROVINCE`.
DEADLINE_POLICY = Decider[DeadlinePolicy]("deadlinepolicy", DeadlinePolicy)


def rules_at(policies: Iterable[DeadlinePolicy], procedure: str, instant: datetime) -> PolicyRules:
    """The first of these policies that says anything, else the default."""
    found = (one.at(procedure, instant) for one in policies)
    return next((rules for rules in found if rules is not None), DEFAULT)


def begin_of(day: date) -> datetime:
    """When a day begins in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
