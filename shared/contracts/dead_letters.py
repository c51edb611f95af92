"""What a service tells of a message that it could not process."""

from typing import ClassVar

from pydantic import Field

from shared.contracts.published import Instant, PublishedEvent, example
from shared.contracts.topics import Topic


class DeadLetterAdded(PublishedEvent):
    """A message could not be processed; it waits for an operator's decision."""

    event_type: ClassVar[str] = "tthc.messaging.DeadLetterAdded.v1"
    topic: ClassVar[Topic] = Topic.CASES_DEAD_LETTERS  # told on the `.dlq` of the message's own topic
    model_config = example(
        dead_letter="sla.tthc.cases.3.1041",
        consumer="sla",
        origin_topic="tthc.cases",
        origin_partition=3,
        origin_offset=1041,
        reason="not-json",
        detail="the value is not a JSON object",
        event_id=None,
        added_at="2026-12-01T01:00:00Z",
    )

    dead_letter: str = Field(description="The dead letter's id, for `tthc dlq show`.")
    consumer: str = Field(description="The service that could not process the message.")
    origin_topic: str = Field(description="The topic that the message came from.")
    origin_partition: int = Field(description="Its partition.")
    origin_offset: int = Field(description="Its offset in the partition.")
    reason: str = Field(description="A code: what is wrong; further values may come.")
    detail: str = Field(description="The same in words, in English.")
    event_id: str | None = Field(default=None, description="The message's own event id, if it could be read.")
    added_at: Instant = Field(description="When the service gave up.")
