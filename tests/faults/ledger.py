"""The witness: what was asked and what was answered, written down before anything can be lost."""

import json
import os
from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from shared.errors import Refusal

T = TypeVar("T")


class Outcome(StrEnum):
    """What the client knows of a command."""

    OK = "ok"
    REFUSED = "refused"
    UNKNOWN = "unknown"  #: no answer, or one that says "perhaps" (503)


@dataclass(frozen=True, slots=True)
class Entry:
    """One command, and what became of it as far as the client knows."""

    key: str
    command: str
    outcome: Outcome


class Ledger:
    """An append-only file of commands, synced at each line; a command without an answer is unknown."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.doubts = 0  #: how often an answer was "perhaps"
        self._file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    def asked(self, key: str, command: str) -> None:
        """The command is about to be sent."""
        self._write({"key": key, "command": command})

    def answered(self, key: str, outcome: Outcome) -> None:
        """Its answer has come; a later one, to a repetition, counts instead."""
        self.doubts += outcome is Outcome.UNKNOWN
        self._write({"key": key, "outcome": outcome})

    async def witness(self, key: str, command: str, act: Awaitable[T]) -> T | Exception:
        """Send a command and write down what came: its answer, or the error."""
        self.asked(key, command)
        try:
            answer = await act
        except Exception as error:
            self.answered(key, outcome_of(error))
            return error
        self.answered(key, Outcome.OK)
        return answer

    def entries(self) -> dict[str, Entry]:
        """Every command by its key, as the file tells it: also that of a process which is gone."""
        found: dict[str, Entry] = {}
        for line in self._path.read_text().splitlines():
            told: dict[str, Any] = json.loads(line)
            before = found.get(told["key"])
            command = told.get("command") or (before.command if before else "")
            outcome = Outcome(told.get("outcome", Outcome.UNKNOWN))
            found[told["key"]] = Entry(told["key"], command, outcome)
        return found

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _write(self, told: dict[str, str]) -> None:
        os.write(self._file, json.dumps(told).encode() + b"\n")
        os.fsync(self._file)


def outcome_of(error: Exception) -> Outcome:
    """What an error tells the client: only a refusal that is not a 503 says that nothing was done."""
    if isinstance(error, Refusal) and error.status != 503:
        return Outcome.REFUSED
    return Outcome.UNKNOWN
