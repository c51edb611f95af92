"""Dead letters that wait for a decision: told as a note, since that is what they are for."""

from collections import Counter

from shared.eventstore.records import RecordedEvent
from shared.messaging.dead_letters import DeadLetterAdded, DeadLetterDropped, DeadLetterRetried
from shared.runtime.findings import Area, Findings


class LetterCheck:
    """Follows one store's dead letters, and collects which records were set aside at all."""

    def __init__(self, service: str, findings: Findings) -> None:
        self.origins: set[tuple[str, int, int]] = set()  #: topic, partition, offset
        self._service = service
        self._findings = findings
        self._waiting: dict[str, DeadLetterAdded] = {}

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        match recorded.event:
            case DeadLetterAdded() as letter:
                self._waiting[recorded.key] = letter
                self.origins.add((letter.topic, letter.partition, letter.offset))
            case DeadLetterRetried() | DeadLetterDropped():
                self._waiting.pop(recorded.key, None)

    def finish(self) -> None:
        """Tell how many wait, by what is wrong with them."""
        for reason, count in sorted(Counter(one.reason for one in self._waiting.values()).items()):
            text = f"{count} dead letters wait ({reason}): tthc dlq list {self._service}"
            self._findings.note(Area.STORE, self._service, text)
