"""Commands that come again under their key: seldom, and then many together, as when an import is repeated."""

import time
from collections.abc import Sequence

from shared.eventstore.errors import KeyReused
from shared.eventstore.idempotency import IDEMPOTENCY_KEY, CommandAnswered, key_of
from shared.eventstore.pending_command import PendingCommand
from shared.eventstore.store import EventStore

#: After a repeated command keys are looked up before commands are decided, for so long, in seconds.
_EXPECTED_FOR = 5.0


class DuplicateCommands:
    """Answers what was answered before, many with one read. For the commit thread alone."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._until = 0.0

    @property
    def expected(self) -> bool:
        """Whether there was one lately: then deciding first would mostly be in vain."""
        return time.monotonic() < self._until

    def seen(self) -> None:
        """There was one."""
        self._until = time.monotonic() + _EXPECTED_FOR

    def answer(self, commands: Sequence[PendingCommand]) -> list[PendingCommand]:
        """Answer those whose key was used, from the first time; the others, in order."""
        streams = {
            id(command): IDEMPOTENCY_KEY.stream(key_of(command.context))
            for command in commands
            if _has_key(command)
        }
        used = {one.stream: one.event for one in self._store.first_events(set(streams.values()))}
        others = [
            command for command in commands if not _answer(command, used.get(streams.get(id(command), "")))
        ]
        if len(others) < len(commands):
            self.seen()
        return others


def _has_key(command: PendingCommand) -> bool:
    return command.context.idempotency_key is not None


def _answer(command: PendingCommand, used: CommandAnswered | None) -> bool:
    if used is None:
        return False
    if used.fingerprint != command.context.fingerprint:
        command.refuse(KeyReused(where="Idempotency-Key"))
    else:
        command.answer_with(used.answer)
    return True
