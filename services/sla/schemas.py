"""The shapes of the sla service's answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.domain.deadline_policy import (
    DEFAULT,
    PROVINCE,
    DeadlinePolicy,
    DeadlinePolicyAdopted,
    EscalationStep,
)
from services.sla.domain.explanation import CountedInterval
from services.sla.views.documents import CaseClockDocument, StepClockDocument
from services.sla.views.escalation_documents import EscalationDocument
from shared.contracts.cases.coordination import AskedAgency, ChildCase, CoordinationNumber
from shared.contracts.vocabulary import TimeLimit
from shared.documents.values import InstantText
from shared.errors import Language
from shared.http.paging import ListAnswer
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Holiday, LocalDifference, MakeUpDay

#: Of a time that hasn't ended; pauses are left out.
Remaining = Annotated[
    int | None, Field(description="Working minutes until it is due; null: it has ended, or is past due.")
]
Overdue = Annotated[
    int | None, Field(description="Working minutes since it was due; null: it has ended, or isn't past due.")
]
Late = Annotated[
    int | None,
    Field(
        description="Working minutes from its due instant until it ended, or until now; null: it isn't late."
    ),
]


@dataclass(slots=True, kw_only=True)
class ListedCaseClock(CaseClockDocument):
    """The time of a case, with names."""

    procedure_name: str | None
    remaining_working_minutes: Remaining
    overdue_working_minutes: Overdue
    late_working_minutes: Late


@dataclass(slots=True, kw_only=True)
class ListedStepClock(StepClockDocument):
    """The time of a visit of a step, with names."""

    procedure_name: str | None
    division_name: str | None
    official_name: str | None
    remaining_working_minutes: Remaining
    overdue_working_minutes: Overdue
    late_working_minutes: Late


@dataclass(slots=True, kw_only=True)
class WorkRow(ListedStepClock):
    """A step that is to be worked on, with who sent it."""

    box: Annotated[
        str | None,
        Field(
            description=(
                "`waiting`, `overdue`, `due_soon`, `came_back`, `to_receive`, `to_work_on` or `to_hand_off`; "
                "null: it is neither open nor in hand."
            )
        ),
    ]
    sender_name: str | None
    sender_division_name: str | None
    role: Annotated[
        str | None,
        Field(
            description=(
                "What the agency is in the coordination that the case answers: `lead` (chủ trì) or "
                "`cooperating` (phối hợp); null: it answers none."
            )
        ),
    ]
    asked_by: Annotated[str | None, Field(description="Code of the agency that asked for it.")]


@dataclass(slots=True, kw_only=True)
class InformedRow:
    """A case of which one's agency is only told: what is seen of it, and nothing else."""

    case_number: str
    subject: Annotated[str | None, Field(description="What the case is about; null: not known.")]
    agency: Annotated[str, Field(description="Code of the agency that leads it.")]
    due_at: Annotated[InstantText | None, Field(description="When the case is due.")]
    coordination: CoordinationNumber
    asked_agency: AskedAgency
    role: Annotated[str, Field(description="`informed` (nhận để biết): it owes no answer.")]
    informed_at: InstantText
    received_at: Annotated[InstantText | None, Field(description="When it gave a receipt; null: it hasn't.")]


@dataclass(slots=True, kw_only=True)
class ListedAskedClock:
    """The time of a coordination: `agency` asks, and the asked agency owes the answer.

    Procedure and step are the asking agency's own: null for whoever may not read its case.
    """

    case_number: str
    subject: Annotated[str | None, Field(description="What the case is about; null: not known.")]
    agency: Annotated[str, Field(description="Code of the agency that asks.")]
    coordination: CoordinationNumber
    asked_agency: AskedAgency
    child_case: ChildCase
    procedure: str | None
    procedure_name: str | None
    step: str | None
    step_name: str | None
    visit: int | None
    role: Annotated[str, Field(description="Of the asked agency: `lead` or `cooperating`.")]
    state: Annotated[str, Field(description="`running`: an answer is owed; else `stopped`.")]
    outcome: Annotated[
        str | None,
        Field(description="`answered`, `declined`, `withdrawn` or `case_ended`; null: an answer is owed."),
    ]
    silence_is_agreement: Annotated[bool, Field(description="Whether no answer by then counts as agreement.")]
    started_at: Annotated[InstantText, Field(description="When the agency was asked.")]
    time_limit: TimeLimit
    due_at: InstantText
    due_soon_at: InstantText
    received_at: InstantText | None
    waited_minutes: Annotated[
        int | None, Field(description="Working minutes of the asked agency from request to receipt.")
    ]
    stopped_at: Annotated[
        InstantText | None, Field(description="When it was answered, declined or withdrawn; null: it isn't.")
    ]
    used_minutes: Annotated[
        int | None, Field(description="Working minutes of the asked agency, what stood still left out.")
    ]
    accepted_at: Annotated[
        InstantText | None, Field(description="When the answer was accepted; null: it isn't.")
    ]
    late: Annotated[bool, Field(description="Whether an answer was still owed when it was due.")]
    overdue: Annotated[bool, Field(description="Whether it is late, and owed still.")]
    remaining_working_minutes: Remaining
    overdue_working_minutes: Overdue
    late_working_minutes: Late


@dataclass(slots=True, kw_only=True)
class ListedEscalation(EscalationDocument):
    """One escalation, with names.

    Procedure and step of a coordination are the asking agency's own: null for whoever may not read its case.
    """

    procedure_name: str | None
    division_name: str | None
    official_name: str | None


@dataclass(slots=True, kw_only=True)
class CaseClockAnswer(ListedCaseClock):
    """The time of a case, of its steps in the order of their visits, and of its coordinations."""

    steps: list[ListedStepClock]
    coordinations: list[ListedAskedClock]
    escalations: Annotated[
        list[ListedEscalation],
        Field(description="What of it was overdue and went up the ladder, in that order."),
    ]


class CaseClocksAnswer(ListAnswer):
    """Times of cases, what is due first at the beginning."""

    cases: list[ListedCaseClock]


class StepClocksAnswer(ListAnswer):
    """Times of visits of steps, what is due first at the beginning."""

    steps: list[ListedStepClock]


class WorkAnswer(ListAnswer):
    """Steps to work on, the least time left first."""

    work: list[WorkRow]


class InformedAnswer(ListAnswer):
    """Cases of which one's agencies are only told, the newest first."""

    informed: Annotated[list[InformedRow], Field(description="A row for each coordination.")]


class BoxAnswer(BaseModel):
    """How much a box holds: steps, or cases in `handled`, `completed` and `informed`."""

    box: str
    count: int


class BoxesAnswer(BaseModel):
    """One's boxes."""

    boxes: list[BoxAnswer]


class OverdueAnswer(StepClocksAnswer):
    """Open steps past their due instant, and how many of them wait for another agency."""

    overdue_steps: Annotated[
        int | None,
        Field(description="How many of them wait for no other agency; null on further pages."),
    ]
    overdue_steps_waiting: Annotated[
        int | None, Field(description="How many wait for another agency; null on further pages.")
    ]


class EscalationsAnswer(ListAnswer):
    """Escalations, the newest first."""

    escalations: list[ListedEscalation]


class AskedClocksAnswer(ListAnswer):
    """Times of coordinations, what is due first at the beginning."""

    coordinations: list[ListedAskedClock]


class Interval(BaseModel):
    """A part of the way to a due instant: counted or not, why, and by what source."""

    start: datetime
    end: datetime
    counted: bool
    reason: str
    label: str
    name: str
    source: str

    @classmethod
    def of(cls, interval: CountedInterval, language: Language) -> "Interval":
        """The interval in a reader's language."""
        return cls(
            start=interval.start,
            end=interval.end,
            counted=interval.counted,
            reason=interval.reason.value,
            label=interval.reason.label(language),
            name=interval.name,
            source=interval.source,
        )


# ---- escalation


class ClockVersion(BaseModel):
    """A case, and the version of its clock."""

    case_number: str
    version: int


class PolicyVersion(BaseModel):
    """Whose policy it is, and its version."""

    policy: str
    version: int


class AdoptedPolicy(BaseModel):
    """What was adopted: for a procedure, or for all that have none of their own."""

    procedure: str | None
    in_force_from: date
    effective_at: Annotated[datetime, Field(description="What is due before goes by what was in force then.")]
    steps: tuple[EscalationStep, ...]
    acknowledged_minutes: int
    reason: str
    adopted_by: str
    adopted_at: datetime


class DeadlinePolicyAnswer(BaseModel):
    """How overdue work of an agency climbs."""

    policy: Annotated[str, Field(description="The agency's code, or `province`.")]
    version: Annotated[int, Field(description="0: nothing was adopted for it.")]
    holds: Annotated[
        str, Field(description="Whose rules hold there now: the agency's own, `province`, or `default`.")
    ]
    steps: Annotated[
        tuple[EscalationStep, ...],
        Field(description="What holds now, of a procedure without rules of its own."),
    ]
    acknowledged_minutes: Annotated[
        int, Field(description="Working minutes after an acknowledgement in which nothing climbs further.")
    ]
    adopted: Annotated[
        list[AdoptedPolicy], Field(description="All that was adopted for it, by its first day.")
    ]

    @classmethod
    def of(
        cls, key: str, version: int, policy: DeadlinePolicy, province: DeadlinePolicy, now: datetime
    ) -> "DeadlinePolicyAnswer":
        """The policy as an answer shows it."""
        found = ((key, policy.at(None, now)), (PROVINCE, province.at(None, now)), ("default", DEFAULT))
        holds, rules = next((name, one) for name, one in found if one is not None)
        return cls(
            policy=key,
            version=version,
            holds=holds,
            steps=rules.steps,
            acknowledged_minutes=rules.acknowledged_minutes,
            adopted=[_adopted(one) for one in policy.adopted],
        )


def _adopted(event: DeadlinePolicyAdopted) -> AdoptedPolicy:
    return AdoptedPolicy(
        procedure=event.procedure,
        in_force_from=event.in_force_from,
        effective_at=event.effective_at,
        steps=event.rules.steps,
        acknowledged_minutes=event.rules.acknowledged_minutes,
        reason=event.reason,
        adopted_by=event.adopted_by,
        adopted_at=event.adopted_at,
    )


# ---- calendars


class CalendarVersion(BaseModel):
    """A calendar's code and its version."""

    calendar: str
    version: int


class CalendarAnswer(BaseModel):
    """A working calendar: hours, holidays, make-up days."""

    code: str
    time_zone: str
    week: Annotated[list[list[str]], Field(description="Hours of Monday to Sunday.")]
    week_source: str
    holidays: tuple[Holiday, ...]
    make_up_days: tuple[MakeUpDay, ...]
    differences: tuple[LocalDifference, ...]

    @classmethod
    def of(cls, calendar: WorkingCalendar) -> "CalendarAnswer":
        """The calendar as an answer shows it."""
        return cls(
            code=calendar.code,
            time_zone=calendar.time_zone,
            week=[[str(hours) for hours in day] for day in calendar.weekly],
            week_source=calendar.week_source,
            holidays=calendar.holidays,
            make_up_days=calendar.make_up_days,
            differences=calendar.differences,
        )


class DueAnswer(BaseModel):
    """When a limit ends, the day that it was counted to, and the day it was moved to."""

    due_at: datetime
    last_day: date
    moved_to: date | None


class ElapsedAnswer(BaseModel):
    """Whole minutes of working time."""

    working_minutes: int
