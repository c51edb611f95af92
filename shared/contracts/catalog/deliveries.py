"""What the catalog service tells of posted editions and their deliveries to related agencies."""

from typing import Annotated

from msgspec import Meta
from pydantic import Field

from shared.contracts.catalog.kept import KeptActor, KeptCount, KeptDay
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import AgencyCode, Edition, EffectiveAt, PersonId


@part
class _OfAnEdition:
    """What happened to an issued edition on its way to others."""

    agency: AgencyCode
    edition: Edition


@part
class _Delivery(_OfAnEdition):
    """What happened between two agencies."""

    recipient: Annotated[str, Field(description="Code of the agency that it was sent to.", examples=["STC"])]


@event("tthc.catalog.CataloguePublished.v1", at="published_at")
class CataloguePublished(_OfAnEdition):
    """An issued edition is posted for everybody."""

    address: Annotated[str, Field(description="Where it is posted.")]
    published_by: PersonId
    published_at: EffectiveAt
    recorded_by: KeptActor = None


@event("tthc.catalog.CatalogueSent.v1", at="sent_at")
class CatalogueSent(_Delivery):
    """An issued edition was sent to a related agency, which is to acknowledge it."""

    chosen: Annotated[
        bool, Field(description="Whether the sender chose it; otherwise the catalogue names it.")
    ]
    address: Annotated[str, Field(description="Where the edition is posted.")]
    sent_by: PersonId
    sent_at: EffectiveAt
    remind_on: KeptDay = None
    reminders: KeptCount = 1
    reminder_days: KeptCount = 0
    recorded_by: KeptActor = None


@event("tthc.catalog.AcknowledgementReminded.v1", at="reminded_at")
class AcknowledgementReminded(_Delivery):
    """An agency had not acknowledged an edition in time, and was reminded."""

    reminded_at: EffectiveAt
    reminder: Annotated[int, Meta(ge=1), Field(ge=1, description="Which reminder it is, from 1.")] = 1
    last: Annotated[bool, Field(description="Whether no further reminder will come.")] = True
    again_on: KeptDay = None


@event("tthc.catalog.CatalogueAcknowledged.v1", at="acknowledged_at")
class CatalogueAcknowledged(_Delivery):
    """An agency has acknowledged an edition that was sent to it."""

    acknowledged_by: PersonId
    acknowledged_at: EffectiveAt
    recorded_by: KeptActor = None
