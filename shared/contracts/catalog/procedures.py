"""What the catalog service tells of procedures that are issued."""

from typing import ClassVar

from pydantic import Field

from shared.contracts.published import (
    AgencyCode,
    Edition,
    InForceFrom,
    Instant,
    Part,
    PersonId,
    ProcedureCode,
    PublishedEvent,
    StepCode,
    StepTimeLimit,
    TotalTimeLimit,
    WorkingCalendar,
    example,
)
from shared.contracts.topics import Topic


class Step(Part):
    """A unit of work of a procedure."""

    code: StepCode
    name: str = Field(description="Name in Vietnamese.")
    division: str = Field(description="Code of the responsible division.")
    other_divisions: tuple[str, ...] = Field(
        default=(), description="Codes of divisions besides the responsible one that may hold the step."
    )
    content: str = Field(description="What is to be done.")
    time_limit: StepTimeLimit
    optional: bool = Field(default=False, description="Whether a hand-off may pass over the step.")


class Stage(Part):
    """Steps of a procedure that run side by side. Stages follow one another."""

    code: str = Field(description="Code of the stage, unique in its procedure.")
    name: str = Field(description="Name in Vietnamese.")
    steps: tuple[Step, ...] = Field(description="The stage's steps, in the order of the catalogue.")


class ProcedureIssued(PublishedEvent):
    """A procedure of an issued edition, in full: cases may be opened under it from its first day in force."""

    event_type: ClassVar[str] = "tthc.catalog.ProcedureIssued.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        edition=1,
        procedure="SNV-07",
        name="Bổ nhiệm công chức giữ chức vụ lãnh đạo",
        kind="internal",
        time_limit={"duration": "PT40H", "counting": "working_hours"},
        stages=[
            {
                "code": "tiep-nhan",
                "name": "Tiếp nhận",
                "steps": [
                    {
                        "code": "tiep-nhan",
                        "name": "Tiếp nhận hồ sơ",
                        "division": "VP",
                        "other_divisions": [],
                        "content": "Kiểm tra thành phần hồ sơ, vào sổ và chuyển phòng chuyên môn",
                        "time_limit": {"duration": "PT8H", "counting": "working_hours"},
                        "optional": False,
                    }
                ],
            },
            {
                "code": "tham-dinh",
                "name": "Thẩm định",
                "steps": [
                    {
                        "code": "tham-dinh",
                        "name": "Thẩm định hồ sơ",
                        "division": "CCVC",
                        "other_divisions": ["TTr"],
                        "content": "Thẩm định tiêu chuẩn, điều kiện bổ nhiệm",
                        "time_limit": {"duration": "PT32H", "counting": "working_hours"},
                        "optional": False,
                    }
                ],
            },
        ],
        in_force_from="2026-12-01",
        working_calendar="VN",
        position=1,
        issued_by="snv.binh",
        issued_at="2026-11-20T02:30:00Z",
    )

    agency: AgencyCode
    edition: Edition
    procedure: ProcedureCode
    name: str = Field(description="Name in Vietnamese.")
    kind: str = Field(
        description=(
            "`internal`: inside the agency; `coordinated`: other agencies do a part. Further values may come."
        ),
        examples=["internal"],
    )
    time_limit: TotalTimeLimit
    stages: tuple[Stage, ...] = Field(description="All stages, in their order.")
    in_force_from: InForceFrom
    working_calendar: WorkingCalendar
    position: int = Field(description="Place in the catalogue, from 1.")
    issued_by: PersonId
    issued_at: Instant = Field(description="When the edition was issued.")


EVENTS: tuple[type[PublishedEvent], ...] = (ProcedureIssued,)
