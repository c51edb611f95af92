"""What the SLA service tells: how the time of cases and steps stands against their limits.

Each tells all that a subscriber needs to act, so that nobody has to ask back. Whether something is overdue
follows from recorded facts alone; `detected_at` says when the system noticed.
"""

from typing import Any, ClassVar

from pydantic import Field

from shared.contracts.case_facts import EXAMPLE_APPRAISAL, EXAMPLE_CASE, CaseFact
from shared.contracts.published import (
    DivisionCode,
    Instant,
    MaybeOfficial,
    Part,
    PublishedEvent,
    StepCode,
    StepTimeLimit,
    TotalTimeLimit,
    Visit,
    WorkingCalendar,
    example,
)
from shared.contracts.topics import Topic

_APPRAISAL_TIMES: dict[str, Any] = {
    "step_name": "Thẩm định hồ sơ",
    "started_at": "2026-12-01T04:05:00Z",
    "due_at": "2026-12-07T04:05:00Z",
    "time_limit": {"duration": "PT32H", "counting": "working_hours"},
}
_CASE_TIMES: dict[str, Any] = {
    "started_at": "2026-12-01T01:00:00Z",
    "due_at": "2026-12-08T01:00:00Z",
    "time_limit": {"duration": "PT40H", "counting": "working_hours"},
}


class ClockEvent(CaseFact):
    """Something about the time of a case."""

    topic: ClassVar[Topic] = Topic.SLA


class StepClockEvent(ClockEvent):
    """Something about the time of one visit of a step, and who holds it."""

    step: StepCode
    step_name: str | None = Field(
        default=None, description="Name of the step in Vietnamese; null: not known."
    )
    visit: Visit
    division: DivisionCode
    official: MaybeOfficial = None
    started_at: Instant = Field(description="When the visit was opened; its time runs from here.")
    due_at: Instant = Field(description="The instant at which its allowed time ends, pauses left out.")
    time_limit: StepTimeLimit
    detected_at: Instant = Field(description="When the system noticed; never decides whether it is so.")


class ClockStarted(ClockEvent):
    """The time of a case runs."""

    event_type: ClassVar[str] = "tthc.sla.ClockStarted.v1"
    model_config = example(**EXAMPLE_CASE, **_CASE_TIMES, working_calendar="VN", imported=False)

    started_at: Instant = Field(description="When the case was opened; its time runs from here.")
    due_at: Instant = Field(description="The instant at which its allowed time ends, as known at the start.")
    time_limit: TotalTimeLimit
    working_calendar: WorkingCalendar
    imported: bool = Field(
        default=False,
        description="Whether the case is a history from a log, judged by the time of its events only.",
    )


class StepDueSoon(StepClockEvent):
    """An open step has used most of its allowed time. At most once a visit."""

    event_type: ClassVar[str] = "tthc.sla.StepDueSoon.v1"
    model_config = example(
        **EXAMPLE_CASE,
        **EXAMPLE_APPRAISAL,
        **_APPRAISAL_TIMES,
        used_percent=80,
        detected_at="2026-12-04T07:00:00Z",
    )

    used_percent: int = Field(description="Share of the allowed time at which this is told, in percent.")


class StepOverdue(StepClockEvent):
    """A step was not finished when its allowed time ended. At most once for each due instant of a visit."""

    event_type: ClassVar[str] = "tthc.sla.StepOverdue.v1"
    model_config = example(
        **EXAMPLE_CASE, **EXAMPLE_APPRAISAL, **_APPRAISAL_TIMES, detected_at="2026-12-07T04:05:01Z"
    )


class OpenStep(Part):
    """A visit of a step that was open when its case fell overdue, and who held it."""

    step: StepCode
    step_name: str | None = Field(
        default=None, description="Name of the step in Vietnamese; null: not known."
    )
    visit: Visit
    division: DivisionCode
    official: MaybeOfficial = None


class CaseOverdue(ClockEvent):
    """A case was not finished when its allowed time ended. At most once a due instant."""

    event_type: ClassVar[str] = "tthc.sla.CaseOverdue.v1"
    model_config = example(
        **EXAMPLE_CASE,
        **_CASE_TIMES,
        open_steps=[{**EXAMPLE_APPRAISAL, "step_name": "Thẩm định hồ sơ"}],
        detected_at="2026-12-08T01:00:01Z",
    )

    started_at: Instant = Field(description="When the case was opened; its time runs from here.")
    due_at: Instant = Field(description="The instant at which its allowed time ended, pauses left out.")
    time_limit: TotalTimeLimit
    open_steps: tuple[OpenStep, ...] = Field(
        default=(),
        description="The visits that were open then, with who held them; empty: between two steps.",
    )
    detected_at: Instant = Field(description="When the system noticed; never decides whether it is so.")


class OverdueWithdrawn(ClockEvent):
    """A fact recorded late disproved an overdue that had been told; it counts for nobody any more."""

    event_type: ClassVar[str] = "tthc.sla.OverdueWithdrawn.v1"
    model_config = example(
        **EXAMPLE_CASE,
        **EXAMPLE_APPRAISAL,
        due_at="2026-12-07T04:05:00Z",
        reason="completed_in_time",
        withdrawn_at="2026-12-07T08:00:00Z",
    )

    step: str | None = Field(default=None, description="Code of the step; null: the case as a whole.")
    visit: int | None = Field(
        default=None, description="Number of the visit, from 1; null: the case as a whole."
    )
    division: str | None = Field(
        default=None, description="Code of the division that held the step; null: the case."
    )
    official: MaybeOfficial = None
    due_at: Instant = Field(description="The due instant that the withdrawn overdue had named.")
    reason: str = Field(
        description=(
            "`completed_in_time`: it had been finished by then; `suspended`: its time had stood still;"
            " `extended`: more time had been granted; `case_ended`: the case had ended;"
            " `recounted`: the calendar had been changed. Further values may come."
        ),
        examples=["completed_in_time"],
    )
    withdrawn_at: Instant = Field(description="When the system noticed.")


class ClockStopped(ClockEvent):
    """The time of a case ended with the case."""

    event_type: ClassVar[str] = "tthc.sla.ClockStopped.v1"
    model_config = example(
        **EXAMPLE_CASE,
        **_CASE_TIMES,
        outcome="completed",
        stopped_at="2026-12-07T08:00:00Z",
        used_minutes=2310,
        late=False,
    )

    outcome: str = Field(
        description="How the case ended: `completed` or `cancelled`. Further values may come.",
        examples=["completed"],
    )
    stopped_at: Instant = Field(description="When the case ended.")
    started_at: Instant = Field(description="When the case was opened.")
    time_limit: TotalTimeLimit
    due_at: Instant = Field(description="The instant by which the case was due at its end.")
    used_minutes: int = Field(description="Working time from start to end, pauses left out, in minutes.")
    late: bool = Field(description="Whether the case ended after that instant.")


EVENTS: tuple[type[PublishedEvent], ...] = (
    ClockStarted,
    StepDueSoon,
    StepOverdue,
    CaseOverdue,
    OverdueWithdrawn,
    ClockStopped,
)
