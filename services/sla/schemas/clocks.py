"""What is told of the time of cases, steps and coordinations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.application.moved_by_calendar import CalendarMove
from services.sla.domain.explanation import CountedInterval
from services.sla.schemas.calendars import ProvisionalDays
from services.sla.schemas.escalations import ListedEscalation
from services.sla.schemas.moved import MovedDue
from services.sla.schemas.standing import OpenedList, StandingAnswer, StandingList
from services.sla.views.documents import CaseClockDocument, StepClockDocument
from shared.contracts.cases.coordination import AskedAgency, ChildCase, CoordinationNumber
from shared.contracts.vocabulary import TimeLimit
from shared.documents.values import InstantText
from shared.errors import Language

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
    provisional_days: ProvisionalDays


@dataclass(slots=True, kw_only=True)
class ListedStepClock(StepClockDocument):
    """The time of a visit of a step, with names."""

    procedure_name: str | None
    division_name: str | None
    official_name: str | None
    remaining_working_minutes: Remaining
    overdue_working_minutes: Overdue
    late_working_minutes: Late
    provisional_days: ProvisionalDays


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
    receipt_due_at: Annotated[
        InstantText | None, Field(description="By when it is to be received; null: nobody limits it.")
    ]
    receipt_late: Annotated[bool, Field(description="Whether it wasn't received by then.")]
    receipt_overdue: Annotated[bool, Field(description="Whether it is late, and waited for still.")]
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
    provisional_days: ProvisionalDays


@dataclass(slots=True, kw_only=True)
class CaseClockAnswer(ListedCaseClock):
    """The time of a case, of its steps in the order of their visits, and of its coordinations."""

    steps: list[ListedStepClock]
    coordinations: list[ListedAskedClock]
    escalations: Annotated[
        list[ListedEscalation],
        Field(description="What of it was overdue and went up the ladder, in that order."),
    ]


class CaseClocksAnswer(OpenedList):
    """Times of cases, what is due first at the beginning."""

    cases: list[ListedCaseClock]


class StepClocksAnswer(OpenedList):
    """Times of visits of steps, what is due first at the beginning."""

    steps: list[ListedStepClock]


class WorkAnswer(StandingList):
    """Steps to work on, the least time left first."""

    work: list[WorkRow]


class InformedAnswer(StandingList):
    """Cases of which one's agencies are only told, the newest first."""

    informed: Annotated[list[InformedRow], Field(description="A row for each coordination.")]


class BoxAnswer(BaseModel):
    """How much a box holds: steps, or cases in `handled`, `completed` and `informed`."""

    box: str
    count: int


class BoxesAnswer(StandingAnswer):
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


class AskedClocksAnswer(StandingList):
    """Times of coordinations, what is due first at the beginning."""

    coordinations: list[ListedAskedClock]


class MovedDueAnswer(MovedDue):
    """A due instant that a change of the working calendar moved: of the case, a visit, or a coordination."""

    moved_at: Annotated[datetime, Field(description="When it was counted anew.")]
    reason: Annotated[str, Field(description="Which change it was, with the decisions behind it.")]

    @classmethod
    def of(cls, move: CalendarMove) -> "MovedDueAnswer":
        """The move as an answer shows it."""
        return cls(
            **move.name._asdict(),
            due_at=move.due_at,
            moved_to=move.moved_to,
            moved_at=move.moved_at,
            reason=move.reason,
        )


class Interval(BaseModel):
    """A part of the way to a due instant: counted or not, why, and by what source."""

    start: datetime
    end: datetime
    counted: bool
    reason: str
    label: str
    name: str
    source: str
    provisional: Annotated[
        bool, Field(description="Whether the day isn't certain: where it changes, the due instant moves.")
    ]

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
            provisional=interval.provisional,
        )
