"""What is answered about deliveries."""

from typing import Annotated

from pydantic import BaseModel, Field

from shared.documents.values import InstantText


class DeliveryShown(BaseModel):
    """What was sent to one agency, and what became of it."""

    agency: str
    edition: int
    recipient: str
    chosen: Annotated[bool, Field(description="The sender chose it; otherwise the catalogue names it.")]
    address: Annotated[str, Field(description="Where the edition is posted.")]
    sent_by: str
    sent_at: InstantText
    reminded_at: InstantText | None
    reminders: Annotated[int, Field(description="How many reminders there were.")]
    acknowledged: bool
    acknowledged_by: str | None
    acknowledged_at: InstantText | None
