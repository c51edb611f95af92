"""What the catalog service tells of agencies and their people."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import UNTOLD, event, part
from shared.contracts.vocabulary import (
    AgencyCode,
    CalendarCode,
    DivisionCode,
    EffectiveAt,
    OfficialId,
    PersonId,
)


@event("tthc.catalog.AgencyRegistered.v1", at="registered_at")
class AgencyRegistered:
    """An agency joined the system."""

    agency: AgencyCode
    kind: Annotated[
        str,
        Field(
            description="`province`, `department`, `district` or `commune`; further values may come.",
            examples=["department"],
        ),
    ]
    name_vi: Annotated[str, Field(description="Name in Vietnamese.")]
    name_en: Annotated[str | None, Field(description="Name in English; null: none is given.")] = None
    parent: Annotated[str | None, Field(description="Code of the agency above; null: there is none.")] = None
    wave: Annotated[
        int | None, Field(description="Number of the rollout wave that it belongs to; null: no wave yet.")
    ] = None
    working_calendar: CalendarCode
    valid_from: Annotated[date, Field(description="First day on which the agency exists under this code.")]
    registered_by: PersonId
    registered_at: EffectiveAt


@part
class Contact:
    """Who handles requests to an agency while it isn't live, and how they are reached: one way at least."""

    name: Annotated[str, Field(description="Who, by name or by post; empty: not said.")] = ""
    telephone: Annotated[str, Field(description="Telephone number; empty: none.")] = ""
    email: Annotated[str, Field(description="Address of electronic mail; empty: none.")] = ""
    address: Annotated[str, Field(description="Postal address; empty: none.")] = ""


@event("tthc.catalog.AgencyContactChanged.v1", at="changed_at")
class AgencyContactChanged:
    """Another contact handles requests to an agency that isn't live yet, or none. Who it is isn't told."""

    agency: AgencyCode
    contact: Annotated[Contact | None, UNTOLD] = None
    registered: Annotated[bool, Field(description="Whether there is one from now on.")]
    changed_by: PersonId
    changed_at: EffectiveAt


@event("tthc.catalog.DivisionAdded.v1", at="added_at")
class DivisionAdded:
    """An agency has a division from now on."""

    agency: AgencyCode
    division: DivisionCode
    name: Annotated[str, Field(description="Name in Vietnamese.")]
    added_by: PersonId
    added_at: EffectiveAt


@event("tthc.catalog.OfficialAppointed.v1", at="appointed_at")
class OfficialAppointed:
    """What an official is in an agency from now on; it replaces an earlier appointment there."""

    agency: AgencyCode
    official: OfficialId
    name: Annotated[str, Field(description="Full name, family name first.")]
    divisions: Annotated[
        tuple[str, ...], Field(description="Codes of the divisions that the official works in, sorted.")
    ]
    position: Annotated[str, Field(description="Title of the post, in Vietnamese.")]
    roles: Annotated[
        tuple[str, ...],
        Field(
            description=(
                "What the official may do there, sorted: `official`, `division_head`, `agency_head`, "
                "`catalogue_editor`, `reviewer`, `province_leader`, `auditor`. Further values may come."
            )
        ),
    ]
    appointed_by: PersonId
    appointed_at: EffectiveAt
