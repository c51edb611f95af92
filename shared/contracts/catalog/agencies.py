"""What the catalog service tells of agencies and their people."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.contracts.published import (
    AgencyCode,
    DivisionCode,
    Instant,
    OfficialId,
    PersonId,
    PublishedEvent,
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


EVENTS: tuple[type[PublishedEvent], ...] = (AgencyRegistered, DivisionAdded, OfficialAppointed)
