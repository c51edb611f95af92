"""What the catalog service tells of procedures that are issued."""

from typing import Any, ClassVar

from pydantic import Field

from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    LegalBasis,
    SuspensionRule,
    Template,
    UrgentLimit,
)
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
    official: str = Field(
        default="", description="Who does it, by position; empty: whom the division assigns."
    )
    result: str = Field(default="", description="What comes out of it; empty: not stated.")
    urgent_limits: tuple[UrgentLimit, ...] = Field(
        default=(), description="Its limits where the case is urgent, the most urgent last."
    )
    coordination: Coordination | None = Field(
        default=None, description="What another agency does of it; null: the agency does it alone."
    )


class Stage(Part):
    """Steps of a procedure that run side by side. Stages follow one another."""

    code: str = Field(description="Code of the stage, unique in its procedure.")
    name: str = Field(description="Name in Vietnamese.")
    steps: tuple[Step, ...] = Field(description="The stage's steps, in the order of the catalogue.")


#: A procedure in full; what tells one in full shows it too.
ISSUED_EXAMPLE: dict[str, Any] = {
    "agency": "SNV",
    "edition": 1,
    "procedure": "SNV-07",
    "name": "Bổ nhiệm công chức giữ chức vụ lãnh đạo",
    "kind": "coordinated",
    "time_limit": {"duration": "PT40H", "counting": "working_hours"},
    "stages": [
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
                    "official": "Chuyên viên",
                    "result": "Phiếu tiếp nhận hồ sơ",
                    "urgent_limits": [],
                    "coordination": None,
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
                    "official": "Trưởng phòng",
                    "result": "Báo cáo thẩm định",
                    "urgent_limits": [
                        {
                            "urgency": "urgent",
                            "time_limit": {"duration": "PT16H", "counting": "working_hours"},
                        }
                    ],
                    "coordination": {
                        "responding_agency": "STC",
                        "responding_procedure": "STC-12",
                        "answers": ["agree", "disagree"],
                        "silence_is_agreement": True,
                    },
                }
            ],
        },
    ],
    "in_force_from": "2026-12-01",
    "working_calendar": "VN",
    "position": 1,
    "issued_by": "snv.binh",
    "issued_at": "2026-11-20T02:30:00Z",
    "legal_basis": [
        {
            "document": "Điều 46 Nghị định 138/2020/NĐ-CP",
            "title": "Quy định về tuyển dụng, sử dụng và quản lý công chức",
            "valid_from": "2020-12-01",
            "valid_until": None,
        }
    ],
    "dossier": [
        {
            "name": "Tờ trình về việc bổ nhiệm",
            "copies": 1,
            "original": True,
            "required": True,
            "template": "M01",
        }
    ],
    "result": "Quyết định bổ nhiệm",
    "templates": [
        {
            "code": "M01",
            "name": "Mẫu tờ trình về việc bổ nhiệm",
            "address": "https://snv.example.gov.vn/bieu-mau/m01.docx",
            "sha256": "",
        }
    ],
    "suspension": {
        "conditions": "Hồ sơ chưa đủ thành phần, chờ đơn vị trình bổ sung",
        "most_times": 1,
        "longest": {"duration": "P10D", "counting": "working_days"},
    },
    "extension": {
        "conditions": "Cần xác minh thêm về tiêu chuẩn, điều kiện",
        "most_times": 1,
        "longest": {"duration": "PT16H", "counting": "working_hours"},
        "ask_before": {"duration": "PT8H", "counting": "working_hours"},
    },
    "cooperating_units": ["STC"],
    "informed_units": ["VPUB"],
    "conversion_factor": "1.5",
    "urgent_limits": [
        {"urgency": "urgent", "time_limit": {"duration": "PT24H", "counting": "working_hours"}}
    ],
}


class ProcedureInFull(PublishedEvent):
    """What every event says that tells a procedure of an issued edition in full."""

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
    issued_at: Instant = Field(description="When the edition was issued.")
    legal_basis: tuple[LegalBasis, ...] = Field(default=(), description="What it rests on.")
    dossier: tuple[DossierComponent, ...] = Field(
        default=(), description="The papers that a case's dossier needs."
    )
    result: str = Field(default="", description="What the whole ends in; empty: not stated.")
    templates: tuple[Template, ...] = Field(default=(), description="Forms to be filled in.")
    suspension: SuspensionRule | None = Field(
        default=None, description="When its cases may be suspended; null: no rule of its own."
    )
    extension: ExtensionRule | None = Field(
        default=None, description="When a leader may grant more time; null: not foreseen."
    )
    cooperating_units: tuple[str, ...] = Field(
        default=(), description="Codes of agencies that do a part, sorted."
    )
    informed_units: tuple[str, ...] = Field(
        default=(), description="Codes of agencies that only read, sorted."
    )
    conversion_factor: str = Field(
        default="1",
        description=(
            "How many standard products one case counts for in evaluation: a decimal number with at most "
            "three decimals, as text, so that no reader rounds it."
        ),
        examples=["1.5"],
    )
    urgent_limits: tuple[UrgentLimit, ...] = Field(
        default=(),
        description="The totals of urgent cases, the most urgent last: sums as the ordinary total is one.",
    )


class ProcedureIssued(ProcedureInFull):
    """A procedure of an issued edition, in full: cases may be opened under it from its first day in force."""

    event_type: ClassVar[str] = "tthc.catalog.ProcedureIssued.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(**ISSUED_EXAMPLE)

    issued_by: PersonId


EVENTS: tuple[type[PublishedEvent], ...] = (ProcedureIssued,)
