"""What the catalog service tells of divisions that change, and of officials who leave, are away, or delegate.

Why somebody is away is kept and not told: nobody needs it for the work.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import UNTOLD, event, part
from shared.contracts.vocabulary import AgencyCode, DivisionCode, EffectiveAt, Instant, OfficialId, PersonId


@part
class StaffEvent:
    """Something about an agency's divisions or officials."""

    agency: AgencyCode


@event("tthc.catalog.DivisionRenamed.v1", at="renamed_at")
class DivisionRenamed(StaffEvent):
    """A division has another name from now on; its code stays."""

    division: DivisionCode
    name: Annotated[str, Field(description="Name in Vietnamese.")]
    renamed_by: PersonId
    renamed_at: EffectiveAt


@event("tthc.catalog.DivisionClosed.v1", at="closed_at")
class DivisionClosed(StaffEvent):
    """A division takes no more work; nobody works in it any longer."""

    division: DivisionCode
    closed_by: PersonId
    closed_at: EffectiveAt


@event("tthc.catalog.OfficialLeft.v1", at="left_at")
class OfficialLeft(StaffEvent):
    """An official's appointment in an agency ended."""

    official: OfficialId
    transferred_to: Annotated[
        str | None,
        Field(description="Code of the agency that the official went to; null: none of the system."),
    ] = None
    left_by: Annotated[PersonId, Field(description="Who recorded it.")]
    left_at: EffectiveAt


@event("tthc.catalog.AbsenceRecorded.v1", at="recorded_at")
class AbsenceRecorded(StaffEvent):
    """An official is away on these days."""

    official: OfficialId
    first_day: Annotated[date, Field(description="First day away.")]
    last_day: Annotated[date, Field(description="Last day away.")]
    kind: Annotated[str, UNTOLD] = ""  #: why, as far as the agency says; empty: it isn't told
    recorded_by: PersonId
    recorded_at: Annotated[Instant, Field(description="When it was recorded.")]


@event("tthc.catalog.AbsenceWithdrawn.v1", at="withdrawn_at")
class AbsenceWithdrawn(StaffEvent):
    """The absence that begins on that day is taken back."""

    official: OfficialId
    first_day: Annotated[date, Field(description="First day of the absence.")]
    withdrawn_by: PersonId
    withdrawn_at: EffectiveAt


@event("tthc.catalog.DelegationGranted.v1", at="granted_at")
class DelegationGranted(StaffEvent):
    """A colleague may act for an official on these days; what is done so counts for the official."""

    official: OfficialId
    delegate: OfficialId
    first_day: Annotated[date, Field(description="First day on which the delegate may act.")]
    last_day: Annotated[date, Field(description="Last day on which the delegate may act.")]
    roles: Annotated[
        tuple[str, ...], Field(description="The roles that are delegated, sorted. Further may come.")
    ]
    divisions: Annotated[
        tuple[str, ...],
        Field(
            description="Codes of the divisions in which it holds, sorted; none: the roles have no division."
        ),
    ]
    granted_by: PersonId
    granted_at: Annotated[Instant, Field(description="When it was granted.")]


@event("tthc.catalog.DelegationRevoked.v1", at="revoked_at")
class DelegationRevoked(StaffEvent):
    """The delegation that begins on that day ended at once."""

    official: OfficialId
    delegate: OfficialId
    first_day: Annotated[date, Field(description="First day of the delegation.")]
    revoked_by: PersonId
    revoked_at: EffectiveAt
