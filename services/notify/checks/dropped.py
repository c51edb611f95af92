"""The events that nobody was told of, since an operator dropped their dead letter."""

from shared.eventstore.records import RecordedEvent
from shared.messaging.dead_letters import DeadLetterAdded, DeadLetterDropped


class DroppedCauses:
    """By the events' ids, as the log of the notify store goes by."""

    def __init__(self) -> None:
        self._letters: dict[str, str | None] = {}
        self._dropped: set[str | None] = set()

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        match recorded.event:
            case DeadLetterAdded() as event:
                self._letters[recorded.key] = event.event_id
            case DeadLetterDropped():
                self._dropped.add(self._letters.get(recorded.key))

    def __contains__(self, cause: str) -> bool:
        return cause in self._dropped
