"""Dead letters: those that wait for a decision are noted, since that is what they are for."""

from collections import Counter
from dataclasses import dataclass, field

from shared.eventstore.records import RecordedEvent
from shared.messaging.dead_letters import DeadLetterAdded, DeadLetterDropped, DeadLetterRetried
from shared.runtime.findings import Area, Findings
from tthc.operations.checks.topic_reading import Standing

Origin = tuple[str, int, int]  #: topic, partition, offset


@dataclass(slots=True)
class SetAside:
    """The records that any service has set aside: by their place, and by their dead letters' keys."""

    origins: set[Origin] = field(default_factory=set)
    waiting: set[Origin | str] = field(default_factory=set)
    decided: set[Origin | str] = field(default_factory=set)

    def settled(self, record: Standing) -> bool:
        """Whether a record's dead letters were all retried or dropped, and there is one."""
        return not {record.origin, record.letter}.isdisjoint(self.decided - self.waiting)


class LetterCheck:
    """Follows one store's dead letters; tells `aside` of them."""

    def __init__(self, service: str, findings: Findings, aside: SetAside) -> None:
        self._service = service
        self._findings = findings
        self._aside = aside
        self._waiting: dict[str, DeadLetterAdded] = {}

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        match recorded.event:
            case DeadLetterAdded() as letter:
                self._waiting[recorded.key] = letter
                self._aside.origins.add(_origin(letter))
            case DeadLetterRetried() | DeadLetterDropped():
                decided = self._waiting.pop(recorded.key, None)
                if decided is not None:
                    self._aside.decided |= _names(decided)

    def finish(self) -> None:
        """Tell how many wait, by what is wrong with them."""
        for letter in self._waiting.values():
            self._aside.waiting |= _names(letter)
        for reason, count in sorted(Counter(one.reason for one in self._waiting.values()).items()):
            text = f"{count} dead letters wait ({reason}): tthc dlq list {self._service}"
            self._findings.note(Area.STORE, self._service, text)


def _origin(letter: DeadLetterAdded) -> Origin:
    return letter.topic, letter.partition, letter.offset


def _names(letter: DeadLetterAdded) -> set[Origin | str]:
    return {_origin(letter), letter.key.removeprefix(f"{letter.consumer}.")}
