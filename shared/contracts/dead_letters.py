"""What a service tells of a message that it could not process."""

from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant


@event(at="added_at")
class DeadLetterAdded:
    """A message could not be processed; it waits for an operator's decision."""

    dead_letter: Annotated[str, Field(description="The dead letter's id, for `tthc dlq show`.")]
    consumer: Annotated[str, Field(description="The service that could not process the message.")]
    origin_topic: Annotated[str, Field(description="The topic that the message came from.")]
    origin_partition: Annotated[int, Field(description="Its partition.")]
    origin_offset: Annotated[int, Field(description="Its offset in the partition.")]
    reason: Annotated[str, Field(description="A code: what is wrong; further values may come.")]
    detail: Annotated[str, Field(description="The same in words, in English.")]
    event_id: Annotated[str | None, Field(description="The message's own event id, if it could be read.")] = (
        None
    )
    added_at: Annotated[Instant, Field(description="When the service gave up.")]
