"""What an evaluation stands on: visits of steps with their minutes, returns, causes, what is entered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from services.sla.domain.measured import CauseState
from shared.contracts.evaluation import Leadership

THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMinutes:
    """Working minutes of a visit; no minute is both waiting and absent, and all are among those used."""

    used: int  #: from the opening to the end, or to where the period ends, while the case wasn't suspended
    waiting: int = 0  #: those in which another agency owed an answer that was asked for in this visit
    absent: int = 0  #: those of a recorded leave in which nobody was delegated
    held_up: int = 0  #: those in which a suspension had ended and nobody had told so yet; others' too
    #: whether it ended, or was open still, after its due instant; None: where more was used than allowed
    late: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveCause:
    """A cause that an official claims for a late visit, and what a competent leader said."""

    state: CauseState
    reason: str = ""
    decided_by: str | None = None
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedWork:
    """What the visit gave was sent back (`return`, `reopen`, `return_answer`)."""

    at: datetime
    grounds: str | None = None  #: None: none were stated
    reason: str = ""
    cleared_by: str | None = None  #: the competent leader who said that it isn't held against the official
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedVisit:
    """A visit of a step, for one official."""

    official: str
    agency: str
    case: str  #: as people know it: its number elsewhere, or its own
    case_number: str = ""
    step: str
    visit: int
    factor_thousandths: int = THOUSAND  #: of the procedure, as in the case's pinned edition
    step_limit_minutes: int  #: the step's plain limit there, without urgency; a day is 480 minutes
    steps_limit_minutes: int  #: the sum of those of all steps
    limit_minutes: int  #: what this visit was allowed
    opened_at: datetime
    ended_at: datetime | None = None
    completed: bool = False  #: whether it ended so; else it was handed away, returned, cancelled
    minutes: VisitMinutes
    #: where it was open beyond the end of a period: the minutes up to then, by the first day after it
    minutes_at: Mapping[date, VisitMinutes] = field(default_factory=dict)
    returned: tuple[ReturnedWork, ...] = ()
    cause: ObjectiveCause | None = None
    events: tuple[str, ...] = ()

    @property
    def standard_products(self) -> Fraction:
        """What one such step of one such case weighs: all steps together have the procedure's factor."""
        share = Fraction(self.step_limit_minutes, self.steps_limit_minutes) if self.steps_limit_minutes else 0
        return Fraction(self.factor_thousandths, THOUSAND) * share

    @property
    def confirmed(self) -> bool:
        """Whether a competent leader confirmed an objective cause."""
        return self.cause is not None and self.cause.state is CauseState.CONFIRMED

    def ended_before(self, at: datetime) -> bool:
        """Whether it had ended by then; what ends at the instant itself hadn't."""
        return self.ended_at is not None and self.ended_at < at


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredProduct:
    """A product outside of cases, as a person entered it."""

    official: str
    period: str
    name: str
    factor_thousandths: int
    done: bool
    returns: int = 0
    delays: int = 0
    confirmed_by: str | None = None

    @property
    def standard_products(self) -> Fraction:
        """What it weighs."""
        return Fraction(self.factor_thousandths, THOUSAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredPoints:
    """What people enter of an official for one period."""

    general: Fraction | None = None  #: points for the general criteria (tiêu chí chung); None: not yet
    leadership: Leadership | None = None  #: of those who are evaluated as leaders
    products: tuple[EnteredProduct, ...] = ()  #: of the period, and of those that it is made of


NOTHING_ENTERED = EnteredPoints()
