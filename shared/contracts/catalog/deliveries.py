"""What the catalog service tells of posted editions and their deliveries to related agencies."""

from typing import ClassVar

from pydantic import Field

from shared.contracts.published import AgencyCode, Edition, Instant, PersonId, PublishedEvent, example
from shared.contracts.topics import Topic


class _OfAnEdition(PublishedEvent):
    """What happened to an issued edition on its way to others."""

    topic: ClassVar[Topic] = Topic.CATALOG

    agency: AgencyCode
    edition: Edition


class _Delivery(_OfAnEdition):
    """What happened between two agencies."""

    recipient: str = Field(description="Code of the agency that it was sent to.", examples=["STC"])


class CataloguePublished(_OfAnEdition):
    """An issued edition is posted for everybody."""

    event_type: ClassVar[str] = "tthc.catalog.CataloguePublished.v1"
    model_config = example(
        agency="SNV",
        edition=1,
        address="https://snv.example.gov.vn/quyet-dinh/512",
        published_by="snv.lan",
        published_at="2026-11-21T02:30:00Z",
    )

    address: str = Field(description="Where it is posted.")
    published_by: PersonId
    published_at: Instant = Field(description="When it took effect.")


class CatalogueSent(_Delivery):
    """An issued edition was sent to a related agency, which is to acknowledge it."""

    event_type: ClassVar[str] = "tthc.catalog.CatalogueSent.v1"
    model_config = example(
        agency="SNV",
        edition=1,
        recipient="STC",
        chosen=False,
        address="https://snv.example.gov.vn/quyet-dinh/512",
        sent_by="snv.lan",
        sent_at="2026-11-21T02:35:00Z",
    )

    chosen: bool = Field(description="Whether the sender chose it; otherwise the catalogue names it.")
    address: str = Field(description="Where the edition is posted.")
    sent_by: PersonId
    sent_at: Instant = Field(description="When it took effect.")


class AcknowledgementReminded(_Delivery):
    """An agency had not acknowledged an edition in time, and was reminded."""

    event_type: ClassVar[str] = "tthc.catalog.AcknowledgementReminded.v1"
    model_config = example(
        agency="SNV", edition=1, recipient="STC", reminded_at="2026-11-25T17:00:00Z", reminder=1, last=False
    )

    reminded_at: Instant = Field(description="When it took effect.")
    reminder: int = Field(default=1, ge=1, description="Which reminder it is, from 1.")
    last: bool = Field(default=True, description="Whether no further reminder will come.")


class CatalogueAcknowledged(_Delivery):
    """An agency has acknowledged an edition that was sent to it."""

    event_type: ClassVar[str] = "tthc.catalog.CatalogueAcknowledged.v1"
    model_config = example(
        agency="SNV",
        edition=1,
        recipient="STC",
        acknowledged_by="stc.hung",
        acknowledged_at="2026-11-26T01:00:00Z",
    )

    acknowledged_by: PersonId
    acknowledged_at: Instant = Field(description="When it took effect.")


EVENTS: tuple[type[PublishedEvent], ...] = (
    CataloguePublished,
    CatalogueSent,
    AcknowledgementReminded,
    CatalogueAcknowledged,
)
