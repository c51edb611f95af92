"""The course of a case as a whole, from its opening to its end.

Every event says when it took effect and who it counts for.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.cases.facts import (
    CaseEvent,
    CaseStep,
    ClosedVisit,
    ClosedVisits,
    Conditions,
    OpenedSteps,
)
from shared.contracts.declaring import UNTOLD, event, part
from shared.contracts.vocabulary import (
    CalendarCode,
    DivisionCode,
    EffectiveAt,
    History,
    Instant,
    MaybeOfficial,
    OpenedStep,
    PersonId,
    ReasonText,
    StepCode,
    TotalTimeLimit,
    VisitNumber,
)


@part
class AnsweredCoordination:
    """The coordination of another agency's case that a case is opened for."""

    case_number: Annotated[str, Field(description="Number of the case that asks.")]
    coordination: Annotated[int, Field(description="The how-manyeth coordination of that case.")]
    agency: Annotated[str, Field(description="Code of the agency that asks.")]


@event("tthc.cases.CaseOpened.v1", at="opened_at")
class CaseOpened(CaseEvent):
    """A case was opened under an issued procedure, and its first steps with it."""

    subject: Annotated[str, Field(description="What the case is about, in Vietnamese.")]
    opened_by: PersonId
    opened_at: Annotated[Instant, Field(description="When the case was opened; its time runs from here.")]
    working_calendar: CalendarCode
    time_limit: TotalTimeLimit
    due_at: Annotated[
        Instant | None,
        Field(
            description=(
                "Exact instant by which the case is due, instead of the limit; null: the limit counts."
            )
        ),
    ] = None
    imported: Annotated[bool, Field(description="Whether an importer brought the case in.")] = False
    history: History = None
    runs_on: Annotated[
        bool,
        Field(
            description=(
                "Whether the history is that of a case that may run still: `HistoryEnded` tells from when on "
                "it is an ordinary one."
            )
        ),
    ] = False
    external_reference: Annotated[
        str | None,
        Field(description="Number of the case or document in another system; null: there is none."),
    ] = None
    answers: Annotated[
        AnsweredCoordination | None,
        Field(description="The coordination that it is opened for; null: nobody asked."),
    ] = None
    root_case: Annotated[
        str | None,
        Field(description="Number of the case that everything began with; null: this one."),
    ] = None
    steps: Annotated[tuple[CaseStep, ...], Field(description="All steps of the procedure, in its order.")]
    first: Annotated[tuple[OpenedStep, ...], Field(description="The visits that were opened with the case.")]


@event("tthc.cases.CaseSuspended.v1", at="suspended_at")
class CaseSuspended(CaseEvent):
    """The time of the case and of its open steps stands still, for a recorded, lawful reason."""

    reason: ReasonText
    conditions: Conditions = None
    suspended_by: PersonId
    suspended_at: EffectiveAt
    ends_at: Annotated[
        Instant | None,
        Field(
            description=(
                "When it ends by itself, unless the case is resumed before: the procedure's longest time, "
                "counted by the working calendar as it was known then; null: the procedure sets none."
            )
        ),
    ] = None


@event("tthc.cases.CaseResumed.v1", at="resumed_at")
class CaseResumed(CaseEvent):
    """The time of a suspended case goes on."""

    resumed_by: PersonId
    resumed_at: EffectiveAt
    by_itself: Annotated[
        bool,
        Field(
            description=(
                "Whether nobody resumed it: the suspension had lasted as long as the procedure allows."
            )
        ),
    ] = False
    lifted_at: Annotated[
        Instant | None,
        Field(
            description=(
                "When it was recorded, where that was later than it took effect: until then nobody could "
                "work on the case; null: at once, or elsewhere."
            )
        ),
    ] = None


@event("tthc.cases.ExtensionRequested.v1", at="requested_at")
class ExtensionRequested(CaseEvent):
    """Who works on the case asked its leader for more time; it moves no limit."""

    due_at: Annotated[Instant, Field(description="The instant until which time is asked for.")]
    reason: ReasonText
    requested_by: PersonId
    requested_at: EffectiveAt


@event("tthc.cases.ExtensionDenied.v1", at="denied_at")
class ExtensionDenied(CaseEvent):
    """The leader gave no more time to who had asked for it."""

    reason: ReasonText
    denied_by: PersonId
    denied_at: EffectiveAt


@event("tthc.cases.ExtensionGranted.v1", at="granted_at")
class ExtensionGranted(CaseEvent):
    """A leader gave the case more time, whether it had been asked for or not."""

    due_at: Annotated[Instant, Field(description="The exact instant by which the case is due from now on.")]
    reason: ReasonText
    conditions: Conditions = None
    granted_by: PersonId
    granted_at: EffectiveAt


@event("tthc.cases.CaseCompleted.v1", at="completed_at")
class CaseCompleted(CaseEvent):
    """The case has its result; all its times end."""

    answer: Annotated[
        str | None,
        Field(description="The kind of answer that the result is to who asked; null: nobody asked."),
    ] = None
    answer_text: Annotated[str | None, UNTOLD] = None
    closed: Annotated[
        tuple[ClosedVisit, ...],
        Field(description="The visits of optional steps that nobody had received, and whose time ends."),
    ] = ()
    completed_by: PersonId
    completed_at: EffectiveAt


@event("tthc.cases.CaseReopened.v1", at="reopened_at")
class CaseReopened(CaseEvent):
    """A completed case was opened again; its time goes on, and that of the visits in `to` starts."""

    to: OpenedSteps
    reason: ReasonText
    grounds: Annotated[
        str | None,
        Field(
            description=(
                "Why the answer that it had given was sent back: `content`, `form`, `missing_input` or "
                "`other`; null: nobody named grounds, or no answer was sent back. Further values may come."
            )
        ),
    ] = None
    reopened_by: PersonId
    reopened_at: EffectiveAt


@event("tthc.cases.SubjectCorrected.v1", at="corrected_at")
class SubjectCorrected(CaseEvent):
    """A slip in what the case is about was mended."""

    old: Annotated[str, Field(description="What it was said to be about, in Vietnamese.")]
    new: Annotated[str, Field(description="What it is about, in Vietnamese.")]
    corrected_by: PersonId
    corrected_at: EffectiveAt


@part
class DivisionTaken:
    """Which division does from now on what a division of the agency that ended did."""

    division: Annotated[str, Field(description="Code of the division in the agency that ended.")]
    taken_by: Annotated[str, Field(description="Code of the division that takes over.")]


@part
class VisitTaken:
    """Who has a visit that the case is at from now on."""

    step: StepCode
    visit: VisitNumber
    division: DivisionCode
    official: MaybeOfficial = None


@event("tthc.cases.CaseMoved.v1", at="moved_at")
class CaseMoved(CaseEvent):
    """The case's agency ended, and a successor has it now: `agency`. Number, edition and clocks stay."""

    from_agency: Annotated[str, Field(description="Code of the agency that ended.")]
    decision_number: Annotated[str, Field(description="Number and notation of the decision on its end.")]
    decision_date: Annotated[date, Field(description="Day on which the decision was signed.")]
    effective_from: Annotated[date, Field(description="First day on which the successor has the case.")]
    divisions: Annotated[
        tuple[DivisionTaken, ...],
        Field(description="For each division that the case's steps name, sorted, which one takes over."),
    ]
    visits: Annotated[
        tuple[VisitTaken, ...], Field(description="The visits that the case is at, and who has them now.")
    ]
    left_to_head: Annotated[
        tuple[str, ...],
        Field(
            description=(
                "Codes of those divisions of the agency that ended which the decision gives to nobody here, "
                "sorted: their work is the head's of the agency."
            )
        ),
    ] = ()
    coordinations: Annotated[
        tuple[int, ...], Field(description="Numbers of what the case has asked other agencies for, all.")
    ] = ()
    moved_by: PersonId
    moved_at: EffectiveAt


@event("tthc.cases.CaseCancelled.v1", at="cancelled_at")
class CaseCancelled(CaseEvent):
    """The case ended without a result; all its times end."""

    closed: ClosedVisits
    reason: ReasonText
    cancelled_by: PersonId
    cancelled_at: EffectiveAt


@event("tthc.cases.HistoryResumed.v1", at="resumed_at")
class HistoryResumed(CaseEvent):
    """More of what had happened to the case elsewhere is taken in: it is judged by that alone once more."""

    resumed_by: PersonId
    resumed_at: EffectiveAt


@event("tthc.cases.HistoryEnded.v1", at="ended_at")
class HistoryEnded(CaseEvent):
    """All that had happened to the case elsewhere is taken in: from now on it is an ordinary case."""

    import_began_at: Annotated[
        Instant,
        Field(description="When the import began: of what took effect before nobody is told any more."),
    ]
    open_steps: OpenedSteps
    ended_by: PersonId
    ended_at: EffectiveAt
