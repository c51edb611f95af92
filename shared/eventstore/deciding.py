"""Decides commands inside a unit of work: a refusal is looked at twice, what fails leaves no trace."""

from collections.abc import Sequence

import structlog

from shared.errors import Refusal
from shared.eventstore.duplicate_commands import DuplicateCommands
from shared.eventstore.errors import DecisionTooLong, StoreUnavailable, TooLarge
from shared.eventstore.idempotency import find_answer, store_answer
from shared.eventstore.pending_command import PendingCommand
from shared.eventstore.saving import unanswered
from shared.eventstore.unit_of_work import Limits, Savepoint, UnitOfWork
from shared.eventstore.watchdog import DECISION_SECONDS, Interrupted, Watchdog

log = structlog.get_logger()


class Deciding:
    """How the commands of one store are decided. For the commit thread alone."""

    def __init__(self, store: str, limits: Limits, watchdog: Watchdog, duplicates: DuplicateCommands) -> None:
        self._store = store
        self._limits = limits
        self._watchdog = watchdog
        self._duplicates = duplicates

    def decide_group(self, commands: Sequence[PendingCommand], work: UnitOfWork) -> list[PendingCommand]:
        """Decide as many as one save may carry; those."""
        group: list[PendingCommand] = []
        largest = 0
        for command in commands:
            if group and work.size + largest > self._limits.save_bytes:
                break  # it would hardly fit, and deciding in vain costs the states that it changes
            savepoint = work.begin(command.context)
            self.decide(command, work)
            largest = max(largest, work.size - savepoint.size)
            if work.size > self._limits.save_bytes:
                size = work.size - savepoint.size
                work.undo(savepoint)
                if group:
                    break  # it begins the next group
                command.refuse(TooLarge(size=size, maximum=self._limits.save_bytes, what="command"))
            group.append(command)
        return group

    def decide(self, command: PendingCommand, work: UnitOfWork) -> None:
        """Run a command inside a begun work. A refusal is looked at twice before it is believed."""
        savepoint = work.begin(command.context)
        try:
            self._act(command, work)
        except DecisionTooLong as error:  # a second look would take as long
            self.fail(command, work, savepoint, error)
        except Refusal as refusal:
            stale = work.forget_stale()
            work.undo(savepoint)
            self._second_look(command, work, refusal, stale)
        except Exception as error:
            self.fail(command, work, savepoint, error)

    def _second_look(self, command: PendingCommand, work: UnitOfWork, refusal: Refusal, stale: bool) -> None:
        savepoint = work.begin(command.context)
        try:
            if self.answered_before(command, work):
                return
            if stale:
                self._act(command, work)
            else:
                command.refuse(refusal)
        except Exception as second:
            self.fail(command, work, savepoint, second)

    def fail(self, command: PendingCommand, work: UnitOfWork, savepoint: Savepoint, error: Exception) -> None:
        """Undo a command that could not be decided; its neighbours in the group go on."""
        work.forget_stale()
        work.undo(savepoint)
        if isinstance(error, StoreUnavailable):
            raise error
        if unanswered(error):
            raise StoreUnavailable(retry_after=2) from error
        if not isinstance(error, Refusal):
            log.error("command failed", store=self._store, exc_info=error)
        command.refuse(error)

    def _act(self, command: PendingCommand, work: UnitOfWork) -> None:
        try:
            with self._watchdog.deciding():
                answer = command.handler(work)
                store_answer(work, answer)
                work.take(command.positions)
        except Interrupted:
            raise DecisionTooLong(seconds=DECISION_SECONDS) from None
        command.answer_with(answer)

    def answered_before(self, command: PendingCommand, work: UnitOfWork) -> bool:
        """Answer a command that was carried out before, under the same key. Raises `KeyReused`."""
        with self._watchdog:
            used = find_answer(work)
        if used is not None:
            self._duplicates.seen()
            command.answer_with(used.answer)
        return used is not None
