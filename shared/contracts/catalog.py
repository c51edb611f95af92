"""What the catalog service tells: agencies, their people, and the procedures that are issued."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.contracts.published import (
    AgencyCode,
    DivisionCode,
    Edition,
    InForceFrom,
    Instant,
    OfficialId,
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


class AgencyRegistered(PublishedEvent):
    """An agency joined the system."""

    event_type: ClassVar[str] = "tthc.catalog.AgencyRegistered.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        kind="department",
        name_vi="Sở Nội vụ",
        name_en="Department of Home Affairs",
        parent="UBND",
        wave=1,
        working_calendar="VN",
        valid_from="2026-11-02",
        registered_by="quan-tri",
        registered_at="2026-11-02T01:00:00Z",
    )

    agency: AgencyCode
    kind: str = Field(
        description="`province`, `department`, `district` or `commune`; further values may come.",
        examples=["department"],
    )
    name_vi: str = Field(description="Name in Vietnamese.")
    name_en: str | None = Field(default=None, description="Name in English; null: none is given.")
    parent: str | None = Field(default=None, description="Code of the agency above; null: there is none.")
    wave: int | None = Field(
        default=None, description="Number of the rollout wave that it belongs to; null: no wave yet."
    )
    working_calendar: WorkingCalendar
    valid_from: date = Field(description="First day on which the agency exists under this code.")
    registered_by: PersonId
    registered_at: Instant = Field(description="When it took effect.")


class DivisionAdded(PublishedEvent):
    """An agency has a division from now on."""

    event_type: ClassVar[str] = "tthc.catalog.DivisionAdded.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        division="VP",
        name="Văn phòng Sở",
        added_by="quan-tri",
        added_at="2026-11-02T01:05:00Z",
    )

    agency: AgencyCode
    division: DivisionCode
    name: str = Field(description="Name in Vietnamese.")
    added_by: PersonId
    added_at: Instant = Field(description="When it took effect.")


class OfficialAppointed(PublishedEvent):
    """What an official is in an agency from now on; it replaces an earlier appointment there."""

    event_type: ClassVar[str] = "tthc.catalog.OfficialAppointed.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        official="snv.lan",
        name="Nguyễn Thị Lan",
        divisions=["VP"],
        position="Chuyên viên",
        roles=["official"],
        appointed_by="quan-tri",
        appointed_at="2026-11-02T01:10:00Z",
    )

    agency: AgencyCode
    official: OfficialId
    name: str = Field(description="Full name, family name first.")
    divisions: tuple[str, ...] = Field(
        description="Codes of the divisions that the official works in, sorted."
    )
    position: str = Field(description="Title of the post, in Vietnamese.")
    roles: tuple[str, ...] = Field(
        description=(
            "What the official may do there, sorted: `official`, `division_head`, `agency_head`,"
            " `catalogue_editor`, `reviewer`, `province_leader`, `auditor`. Further values may come."
        )
    )
    appointed_by: PersonId
    appointed_at: Instant = Field(description="When it took effect.")


class CatalogueIssued(PublishedEvent):
    """The head of an agency issued an edition of its catalogue by decision."""

    event_type: ClassVar[str] = "tthc.catalog.CatalogueIssued.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        edition=1,
        decision_number="512/QĐ-SNV",
        decision_date="2026-11-20",
        signed_by="Trần Văn Bình",
        in_force_from="2026-12-01",
        procedures=["SNV-07"],
        working_calendar="VN",
        issued_by="snv.binh",
        issued_at="2026-11-20T02:30:00Z",
    )

    agency: AgencyCode
    edition: Edition
    decision_number: str = Field(description="Number and notation of the decision.")
    decision_date: date = Field(description="Date of the decision.")
    signed_by: str = Field(description="Who signed the decision: name or identifier.")
    in_force_from: InForceFrom
    working_calendar: WorkingCalendar
    procedures: tuple[str, ...] = Field(
        description="Codes of all procedures of the edition; each is told by its own `ProcedureIssued`."
    )
    issued_by: PersonId
    issued_at: Instant = Field(description="When it was issued.")


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


EVENTS: tuple[type[PublishedEvent], ...] = (
    AgencyRegistered,
    DivisionAdded,
    OfficialAppointed,
    CatalogueIssued,
    ProcedureIssued,
)
