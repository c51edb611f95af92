"""What the cases service tells: the life of a case, every event of its stream."""

from typing import ClassVar

from pydantic import Field

from shared.contracts.case_facts import EXAMPLE_APPRAISAL, EXAMPLE_CASE, EXAMPLE_RECEPTION, CaseFact
from shared.contracts.published import (
    DivisionCode,
    Instant,
    MaybeOfficial,
    OpenedStep,
    Part,
    PersonId,
    PublishedEvent,
    ReasonText,
    StepCode,
    StepTimeLimit,
    TotalTimeLimit,
    Visit,
    WorkingCalendar,
    example,
)
from shared.contracts.topics import Topic

_CASE = EXAMPLE_CASE | {"recorded_by": None}
_EIGHT_HOURS = {"duration": "PT8H", "counting": "working_hours"}
_FOUR_DAYS = {"duration": "PT32H", "counting": "working_hours"}


class CaseEvent(CaseFact):
    """Something happened to a case."""

    topic: ClassVar[Topic] = Topic.CASES

    recorded_by: str | None = Field(
        default=None,
        description="Who gave the command in the name of the person it counts for; null: that person.",
    )


class StepEvent(CaseEvent):
    """Something happened to one visit of a step of a case."""

    step: StepCode
    visit: Visit
    division: DivisionCode
    official: MaybeOfficial = None


class CaseStep(Part):
    """A step of the procedure as the case carries it for its whole life."""

    step: StepCode
    name: str = Field(description="Name in Vietnamese.")
    stage: str = Field(description="Code of the stage; steps of one stage run side by side.")
    division: str = Field(description="Code of the responsible division.")
    other_divisions: tuple[str, ...] = Field(
        default=(), description="Codes of divisions besides the responsible one that may hold the step."
    )
    time_limit: StepTimeLimit
    optional: bool = Field(default=False, description="Whether a hand-off may pass over the step.")


class ClosedVisit(Part):
    """A visit of a step that was still open, and whose time ends."""

    step: StepCode
    visit: Visit


class CaseOpened(CaseEvent):
    """A case was opened under an issued procedure, and its first steps with it."""

    event_type: ClassVar[str] = "tthc.cases.CaseOpened.v1"
    model_config = example(
        **_CASE,
        subject="Bổ nhiệm Phó Trưởng phòng Cải cách hành chính",
        opened_by="snv.lan",
        opened_at="2026-12-01T01:00:00Z",
        working_calendar="VN",
        time_limit={"duration": "PT40H", "counting": "working_hours"},
        due_at=None,
        imported=False,
        external_reference="1523/TTr-CCHC",
        steps=[
            {
                "step": "tiep-nhan",
                "name": "Tiếp nhận hồ sơ",
                "stage": "tiep-nhan",
                "division": "VP",
                "other_divisions": [],
                "time_limit": _EIGHT_HOURS,
                "optional": False,
            },
            {
                "step": "tham-dinh",
                "name": "Thẩm định hồ sơ",
                "stage": "tham-dinh",
                "division": "CCVC",
                "other_divisions": ["TTr"],
                "time_limit": _FOUR_DAYS,
                "optional": False,
            },
        ],
        first=[{**EXAMPLE_RECEPTION, "time_limit": _EIGHT_HOURS}],
    )

    subject: str = Field(description="What the case is about, in Vietnamese.")
    opened_by: PersonId
    opened_at: Instant = Field(description="When the case was opened; its time runs from here.")
    working_calendar: WorkingCalendar
    time_limit: TotalTimeLimit
    due_at: Instant | None = Field(
        default=None,
        description="Exact instant by which the case is due, instead of the limit; null: the limit counts.",
    )
    imported: bool = Field(
        default=False,
        description="Whether the case is a history from a log, judged by the time of its events only.",
    )
    external_reference: str | None = Field(
        default=None, description="Number of the case or document in another system; null: there is none."
    )
    steps: tuple[CaseStep, ...] = Field(description="All steps of the procedure, in its order.")
    first: tuple[OpenedStep, ...] = Field(description="The visits that were opened with the case.")


class StepAssigned(StepEvent):
    """An open step was given to an official, `official`; a second time is a reassignment."""

    event_type: ClassVar[str] = "tthc.cases.StepAssigned.v1"
    model_config = example(
        **_CASE, **EXAMPLE_RECEPTION, assigned_by="snv.hoa", assigned_at="2026-12-01T01:10:00Z"
    )

    assigned_by: PersonId
    assigned_at: Instant = Field(description="When it took effect.")


class StepReceived(StepEvent):
    """Whoever holds the step took it up. Its time has run since it was opened."""

    event_type: ClassVar[str] = "tthc.cases.StepReceived.v1"
    model_config = example(
        **_CASE, **EXAMPLE_RECEPTION, received_by="snv.lan", received_at="2026-12-01T01:25:00Z"
    )

    received_by: PersonId
    received_at: Instant = Field(description="When it took effect.")


class StepCompleted(StepEvent):
    """The work of a step is done; its time ends."""

    event_type: ClassVar[str] = "tthc.cases.StepCompleted.v1"
    model_config = example(
        **_CASE, **EXAMPLE_RECEPTION, completed_by="snv.lan", completed_at="2026-12-01T04:00:00Z"
    )

    completed_by: PersonId
    completed_at: Instant = Field(description="When it took effect.")


class StepHandedOff(StepEvent):
    """A finished step was passed on; the time of the visits in `to` starts now."""

    event_type: ClassVar[str] = "tthc.cases.StepHandedOff.v1"
    model_config = example(
        **_CASE,
        **EXAMPLE_RECEPTION,
        to=[{**EXAMPLE_APPRAISAL, "official": None, "time_limit": _FOUR_DAYS}],
        handed_off_by="snv.lan",
        handed_off_at="2026-12-01T04:05:00Z",
    )

    to: tuple[OpenedStep, ...] = Field(description="The visits that were opened.")
    handed_off_by: PersonId
    handed_off_at: Instant = Field(description="When it took effect.")


class StepReturned(StepEvent):
    """A step was sent back to an earlier one; its time ends, and that of the visits in `to` starts."""

    event_type: ClassVar[str] = "tthc.cases.StepReturned.v1"
    model_config = example(
        **_CASE,
        **EXAMPLE_APPRAISAL,
        to=[{**EXAMPLE_RECEPTION, "visit": 2, "time_limit": _EIGHT_HOURS}],
        closed=[{"step": "tham-dinh", "visit": 1}],
        reason="Thiếu bản kê khai tài sản, thu nhập",
        returned_by="snv.minh",
        returned_at="2026-12-02T02:00:00Z",
    )

    to: tuple[OpenedStep, ...] = Field(description="The visits that were opened.")
    closed: tuple[ClosedVisit, ...] = Field(
        description="The visits that were still open and are no more, the one sent back from among them."
    )
    reason: ReasonText
    returned_by: PersonId
    returned_at: Instant = Field(description="When it took effect.")


class StepReopened(StepEvent):
    """A finished step was opened again; the time of the visits in `to` starts now."""

    event_type: ClassVar[str] = "tthc.cases.StepReopened.v1"
    model_config = example(
        **_CASE,
        **EXAMPLE_RECEPTION,
        to=[{**EXAMPLE_RECEPTION, "visit": 3, "time_limit": _EIGHT_HOURS}],
        reason="Bổ sung văn bản đồng ý của cấp ủy",
        reopened_by="snv.hoa",
        reopened_at="2026-12-03T02:00:00Z",
    )

    to: tuple[OpenedStep, ...] = Field(description="The visits that were opened.")
    reason: ReasonText
    reopened_by: PersonId
    reopened_at: Instant = Field(description="When it took effect.")


class CaseSuspended(CaseEvent):
    """The time of the case and of its open steps stands still, for a recorded, lawful reason."""

    event_type: ClassVar[str] = "tthc.cases.CaseSuspended.v1"
    model_config = example(
        **_CASE,
        reason="Chờ kết luận của cơ quan kiểm tra",
        suspended_by="snv.binh",
        suspended_at="2026-12-03T03:00:00Z",
    )

    reason: ReasonText
    suspended_by: PersonId
    suspended_at: Instant = Field(description="When it took effect.")


class CaseResumed(CaseEvent):
    """The time of a suspended case goes on."""

    event_type: ClassVar[str] = "tthc.cases.CaseResumed.v1"
    model_config = example(**_CASE, resumed_by="snv.binh", resumed_at="2026-12-07T01:00:00Z")

    resumed_by: PersonId
    resumed_at: Instant = Field(description="When it took effect.")


class ExtensionGranted(CaseEvent):
    """A leader gave the case more time."""

    event_type: ClassVar[str] = "tthc.cases.ExtensionGranted.v1"
    model_config = example(
        **_CASE,
        due_at="2026-12-18T10:30:00Z",
        reason="Hồ sơ phức tạp, phải xác minh thêm",
        granted_by="snv.binh",
        granted_at="2026-12-07T01:30:00Z",
    )

    due_at: Instant = Field(description="The exact instant by which the case is due from now on.")
    reason: ReasonText
    granted_by: PersonId
    granted_at: Instant = Field(description="When it took effect.")


class CaseCompleted(CaseEvent):
    """The case has its result; all its times end."""

    event_type: ClassVar[str] = "tthc.cases.CaseCompleted.v1"
    model_config = example(**_CASE, completed_by="snv.minh", completed_at="2026-12-16T08:00:00Z")

    completed_by: PersonId
    completed_at: Instant = Field(description="When it took effect.")


class CaseCancelled(CaseEvent):
    """The case ended without a result; all its times end."""

    event_type: ClassVar[str] = "tthc.cases.CaseCancelled.v1"
    model_config = example(
        **_CASE,
        closed=[{"step": "tham-dinh", "visit": 1}],
        reason="Đơn vị đề nghị rút hồ sơ",
        cancelled_by="snv.binh",
        cancelled_at="2026-12-10T02:00:00Z",
    )

    closed: tuple[ClosedVisit, ...] = Field(description="The visits that were still open.")
    reason: ReasonText
    cancelled_by: PersonId
    cancelled_at: Instant = Field(description="When it took effect.")


EVENTS: tuple[type[PublishedEvent], ...] = (
    CaseOpened,
    StepAssigned,
    StepReceived,
    StepCompleted,
    StepHandedOff,
    StepReturned,
    StepReopened,
    CaseSuspended,
    CaseResumed,
    ExtensionGranted,
    CaseCompleted,
    CaseCancelled,
)
