"""What the SLA service tells: how the time of cases and steps stands against their limits.

Each tells all that a subscriber needs to act, so that nobody has to ask back. Whether something is overdue
follows from recorded facts alone; `detected_at` says when the system noticed.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from pydantic import Field

from shared.contracts.case_facts import CaseFact
from shared.contracts.cases.coordination import AskedAgency, ChildCase, CoordinationNumber
from shared.contracts.cases.course import AnsweredCoordination
from shared.contracts.declaring import UNTOLD, event, part
from shared.contracts.vocabulary import (
    CalendarCode,
    CaseNumber,
    DivisionCode,
    EffectiveAt,
    History,
    Instant,
    MaybeOfficial,
    PersonId,
    StepCode,
    StepTimeLimit,
    TimeLimit,
    TotalTimeLimit,
    VisitNumber,
)

WaitingFor = Annotated[
    tuple[str, ...],
    Field(
        description=(
            "Codes of the agencies of which an answer that was asked for at the step was owed then, sorted; "
            "empty: none, and whoever held the step could go on."
        ),
        examples=[["STC"]],
    ),
]


BeforeMinutes = Annotated[
    int | None,
    Field(
        description=(
            "Working minutes before the due instant at which this is told, where a policy says so; null: "
            "it is told at that share."
        )
    ),
]
OldNews = Annotated[
    bool,
    Field(
        description=(
            "Whether it took effect before the case was taken over from elsewhere: nobody is notified of it."
        )
    ),
]


@part
class ClockEvent(CaseFact):
    """Something about the time of a case."""

    #: the version of the case's stream that it follows from; None: none, time or a calendar brought it about
    source_version: Annotated[int | None, UNTOLD] = None


@part
class StepClockEvent(ClockEvent):
    """Something about the time of one visit of a step, and who holds it."""

    step: StepCode
    step_name: Annotated[
        str | None, Field(description="Name of the step in Vietnamese; null: not known.")
    ] = None
    visit: VisitNumber
    division: DivisionCode
    official: MaybeOfficial = None
    started_at: Annotated[Instant, Field(description="When the visit was opened; its time runs from here.")]
    due_at: Annotated[
        Instant, Field(description="The instant at which its allowed time ends, pauses left out.")
    ]
    time_limit: StepTimeLimit
    detected_at: Annotated[
        Instant, Field(description="When the system noticed; never decides whether it is so.")
    ]
    old_news: OldNews = False


@event("tthc.sla.ClockStarted.v1", at="started_at")
class ClockStarted(ClockEvent):
    """The time of a case runs."""

    started_at: Annotated[Instant, Field(description="When the case was opened; its time runs from here.")]
    due_at: Annotated[
        Instant, Field(description="The instant at which its allowed time ends, as known at the start.")
    ]
    time_limit: TotalTimeLimit
    working_calendar: CalendarCode
    imported: Annotated[bool, Field(description="Whether an importer brought the case in.")] = False
    history: History = None
    runs_on: Annotated[bool, UNTOLD] = False  #: what happened elsewhere is being taken in still
    due_soon_at: Annotated[Instant | None, UNTOLD] = None  #: None: not before it is due
    due_given: Annotated[bool, UNTOLD] = False  #: the due instant was given exactly; the limit didn't make it
    due_soon_percent: Annotated[int, UNTOLD] = 0  #: the share of a time at which its end is called near
    due_soon_minutes: Annotated[int | None, UNTOLD] = None  #: or the working time before it; None: the share
    subject: Annotated[str | None, UNTOLD] = None  #: what the case is about; None: not known
    step_names: Annotated[Mapping[str, str], UNTOLD] = field(default_factory=dict)  #: of all steps, by code
    answers: Annotated[AnsweredCoordination | None, UNTOLD] = None  #: what the case was opened for
    external_reference: Annotated[str | None, UNTOLD] = None  #: its number elsewhere; None: it has none
    alarm: Annotated[Instant | None, UNTOLD] = None  #: when the sweeper is to look at the case; None: never


@event("tthc.sla.StepGiven.v1", at="given_at")
class StepGiven(StepClockEvent):
    """Somebody has a step to do: it was passed on to them or to their division, or came back to its queue.

    Not told of histories; of the steps that a case is opened with, to an official whom who opened it named.
    """

    way: Annotated[
        str,
        Field(
            description=(
                "`opened`, `handed_off`, `returned`, `refused`, `reopened`, `assigned`; `released`: "
                "who held it has left. Further values may come."
            ),
            examples=["handed_off"],
        ),
    ]
    given_by: Annotated[PersonId, Field(description="Who passed it on, or, of a released step, held it.")]
    given_at: EffectiveAt


@event("tthc.sla.StepDueSoon.v1", at="detected_at")
class StepDueSoon(StepClockEvent):
    """An open step has used most of its allowed time. At most once a visit."""

    used_percent: Annotated[
        int, Field(description="Share of the allowed time at which this is told, in percent.")
    ]
    before_minutes: BeforeMinutes = None


@event("tthc.sla.StepOverdue.v1", at="due_at")
class StepOverdue(StepClockEvent):
    """A step was not finished when its allowed time ended. At most once for each due instant of a visit."""

    waiting_for: WaitingFor = ()


@part
class OpenStep:
    """A visit of a step that was open when its case fell overdue, and who held it."""

    step: StepCode
    step_name: Annotated[
        str | None, Field(description="Name of the step in Vietnamese; null: not known.")
    ] = None
    visit: VisitNumber
    division: DivisionCode
    official: MaybeOfficial = None
    waiting_for: WaitingFor = ()


@event("tthc.sla.CaseOverdue.v1", at="due_at")
class CaseOverdue(ClockEvent):
    """A case was not finished when its allowed time ended. At most once a due instant."""

    started_at: Annotated[Instant, Field(description="When the case was opened; its time runs from here.")]
    due_at: Annotated[
        Instant, Field(description="The instant at which its allowed time ended, pauses left out.")
    ]
    time_limit: TotalTimeLimit
    open_steps: Annotated[
        tuple[OpenStep, ...],
        Field(description="The visits that were open then, with who held them; empty: between two steps."),
    ] = ()
    detected_at: Annotated[
        Instant, Field(description="When the system noticed; never decides whether it is so.")
    ]
    old_news: OldNews = False


@part
class CoordinationClockEvent(StepClockEvent):
    """Something about the time of one coordination; the step and its holder are of the agency that asks."""

    coordination: CoordinationNumber
    asked_agency: AskedAgency
    child_case: ChildCase = None
    started_at: Annotated[
        Instant, Field(description="When the agency was asked; the time for its answer runs from here.")
    ]
    due_at: Annotated[
        Instant,
        Field(
            description="The instant at which the time for the answer ends, what stood still of it left out."
        ),
    ]
    time_limit: Annotated[TimeLimit, Field(description="Allowed time for the answer.")]


@event("tthc.sla.CoordinationDueSoon.v1", at="detected_at")
class CoordinationDueSoon(CoordinationClockEvent):
    """An answer is owed to another agency, and most of the time for it is used. At most once."""

    used_percent: Annotated[
        int, Field(description="Share of the allowed time at which this is told, in percent.")
    ]
    before_minutes: BeforeMinutes = None


@event("tthc.sla.CoordinationOverdue.v1", at="due_at")
class CoordinationOverdue(CoordinationClockEvent):
    """An answer that is owed was not there when the time for it ended. At most once for each due instant."""

    silence_is_agreement: Annotated[
        bool, Field(description="Whether no answer by then counts as agreement; the asked agency is late.")
    ] = False


@event("tthc.sla.OverdueWithdrawn.v1", at="withdrawn_at")
class OverdueWithdrawn(ClockEvent):
    """A fact recorded late disproved an overdue that had been told; it counts for nobody any more."""

    step: Annotated[str | None, Field(description="Code of the step; null: the case as a whole.")] = None
    visit: Annotated[
        int | None, Field(description="Number of the visit, from 1; null: the case as a whole.")
    ] = None
    division: Annotated[
        str | None, Field(description="Code of the division that held the step; null: the case.")
    ] = None
    official: MaybeOfficial = None
    coordination: Annotated[
        int | None,
        Field(
            description=(
                "The how-manyeth coordination of the case, asked for at the step, that is overdue no more; "
                "null: the step, or the case as a whole."
            )
        ),
    ] = None
    due_at: Annotated[Instant, Field(description="The due instant that the withdrawn overdue had named.")]
    reason: Annotated[
        str,
        Field(
            description=(
                "`completed_in_time`: it had been finished by then; `suspended`: its time had stood "
                "still; `extended`: more time had been granted; `case_ended`: the case had ended; "
                "`recounted`: the calendar had been changed; `not_due_yet`: the wall clock had been ahead; "
                "of a coordination `answered_in_time`, `declined`: it was another's, `withdrawn`: the asker "
                "no longer wants it. "
                "Further values may come."
            ),
            examples=["completed_in_time"],
        ),
    ]
    withdrawn_at: Annotated[Instant, Field(description="When the system noticed.")]


@event("tthc.sla.SuspensionEnded.v1", at="ended_at")
class SuspensionEnded(ClockEvent):
    """A suspension ended by itself, having lasted as long as the procedure allows; its case goes on."""

    suspended_at: Annotated[Instant, Field(description="When it had begun.")]
    reason: Annotated[str, Field(description="Why the case had been suspended, in the words of who did it.")]
    ended_at: Annotated[Instant, Field(description="When it ended.")]
    due_at: Annotated[Instant, Field(description="The instant by which the case is due from now on.")]


@event("tthc.sla.CaseDueMoved.v1", at="moved_at")
class CaseDueMoved:
    """A case is due at another instant than was told of it before."""

    case_number: CaseNumber
    due_at: Annotated[
        Instant, Field(description="The instant at which its allowed time ends now, pauses left out.")
    ]
    reason: Annotated[
        str,
        Field(
            description=(
                "`resumed`: a suspension has ended; `extended`: more time was granted; `recounted`: the "
                "calendar was changed; `moved`: another agency has the case, with other hours; `reopened`: a "
                "completed case was opened again. Further values may come."
            ),
            examples=["resumed"],
        ),
    ]
    moved_at: EffectiveAt


@event("tthc.sla.ClockStopped.v1", at="stopped_at")
class ClockStopped(ClockEvent):
    """The time of a case ended with the case."""

    outcome: Annotated[
        str,
        Field(
            description="How the case ended: `completed` or `cancelled`. Further values may come.",
            examples=["completed"],
        ),
    ]
    stopped_at: Annotated[Instant, Field(description="When the case ended.")]
    started_at: Annotated[Instant, Field(description="When the case was opened.")]
    time_limit: TotalTimeLimit
    due_at: Annotated[Instant, Field(description="The instant by which the case was due at its end.")]
    used_minutes: Annotated[
        int, Field(description="Working time from start to end, pauses left out, in minutes.")
    ]
    late: Annotated[bool, Field(description="Whether the case ended after that instant.")]
