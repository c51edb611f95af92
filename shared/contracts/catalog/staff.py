"""What the catalog service tells of divisions that change, and of officials who leave, are away, or delegate.

Why somebody is away is not told: nobody needs it for the work.
"""

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
    example,
)
from shared.contracts.topics import Topic

_AT = "2026-11-02T01:00:00Z"


class StaffEvent(PublishedEvent):
    """Something about an agency's divisions or officials."""

    topic: ClassVar[Topic] = Topic.CATALOG

    agency: AgencyCode


class DivisionRenamed(StaffEvent):
    """A division has another name from now on; its code stays."""

    event_type: ClassVar[str] = "tthc.catalog.DivisionRenamed.v1"
    model_config = example(
        agency="SNV", division="VP", name="Văn phòng Sở", renamed_by="snv.binh", renamed_at=_AT
    )

    division: DivisionCode
    name: str = Field(description="Name in Vietnamese.")
    renamed_by: PersonId
    renamed_at: Instant = Field(description="When it took effect.")


class DivisionClosed(StaffEvent):
    """A division takes no more work; nobody works in it any longer."""

    event_type: ClassVar[str] = "tthc.catalog.DivisionClosed.v1"
    model_config = example(agency="SNV", division="TTr", closed_by="snv.binh", closed_at=_AT)

    division: DivisionCode
    closed_by: PersonId
    closed_at: Instant = Field(description="When it took effect.")


class OfficialLeft(StaffEvent):
    """An official's appointment in an agency ended."""

    event_type: ClassVar[str] = "tthc.catalog.OfficialLeft.v1"
    model_config = example(
        agency="SNV", official="snv.lan", transferred_to="SCT", left_by="quan-tri", left_at=_AT
    )

    official: OfficialId
    transferred_to: str | None = Field(
        default=None, description="Code of the agency that the official went to; null: none of the system."
    )
    left_by: PersonId = Field(description="Who recorded it.")
    left_at: Instant = Field(description="When it took effect.")


class AbsenceRecorded(StaffEvent):
    """An official is away on these days."""

    event_type: ClassVar[str] = "tthc.catalog.AbsenceRecorded.v1"
    model_config = example(
        agency="SNV",
        official="snv.lan",
        first_day="2026-12-01",
        last_day="2026-12-04",
        recorded_by="snv.lan",
        recorded_at=_AT,
    )

    official: OfficialId
    first_day: date = Field(description="First day away.")
    last_day: date = Field(description="Last day away.")
    recorded_by: PersonId
    recorded_at: Instant = Field(description="When it was recorded.")


class AbsenceWithdrawn(StaffEvent):
    """The absence that begins on that day is taken back."""

    event_type: ClassVar[str] = "tthc.catalog.AbsenceWithdrawn.v1"
    model_config = example(
        agency="SNV",
        official="snv.lan",
        first_day="2026-12-01",
        withdrawn_by="snv.lan",
        withdrawn_at=_AT,
    )

    official: OfficialId
    first_day: date = Field(description="First day of the absence.")
    withdrawn_by: PersonId
    withdrawn_at: Instant = Field(description="When it took effect.")


class DelegationGranted(StaffEvent):
    """A colleague may act for an official on these days; what is done so counts for the official."""

    event_type: ClassVar[str] = "tthc.catalog.DelegationGranted.v1"
    model_config = example(
        agency="SNV",
        official="snv.lan",
        delegate="snv.minh",
        first_day="2026-12-01",
        last_day="2026-12-04",
        roles=["official"],
        divisions=["VP"],
        granted_by="snv.lan",
        granted_at=_AT,
    )

    official: OfficialId
    delegate: OfficialId
    first_day: date = Field(description="First day on which the delegate may act.")
    last_day: date = Field(description="Last day on which the delegate may act.")
    roles: tuple[str, ...] = Field(description="The roles that are delegated, sorted. Further may come.")
    divisions: tuple[str, ...] = Field(
        description="Codes of the divisions in which it holds, sorted; none: the roles have no division."
    )
    granted_by: PersonId
    granted_at: Instant = Field(description="When it was granted.")


class DelegationRevoked(StaffEvent):
    """The delegation that begins on that day ended at once."""

    event_type: ClassVar[str] = "tthc.catalog.DelegationRevoked.v1"
    model_config = example(
        agency="SNV",
        official="snv.lan",
        delegate="snv.minh",
        first_day="2026-12-01",
        revoked_by="snv.binh",
        revoked_at=_AT,
    )

    official: OfficialId
    delegate: OfficialId
    first_day: date = Field(description="First day of the delegation.")
    revoked_by: PersonId
    revoked_at: Instant = Field(description="When it took effect.")


EVENTS: tuple[type[PublishedEvent], ...] = (
    DivisionRenamed,
    DivisionClosed,
    OfficialLeft,
    AbsenceRecorded,
    AbsenceWithdrawn,
    DelegationGranted,
    DelegationRevoked,
)
