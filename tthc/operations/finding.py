"""How a thing was found that a person asks about, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.errors import Language, Text


class Verdict(StrEnum):
    """How a thing was found."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do about it."""

    what: str  #: the thing's name, the same in every language
    verdict: Verdict
    text: Text
    todo: Text | None = None

    def told(self, language: Language) -> dict[str, Any]:
        """The finding as JSON."""
        todo = self.todo.told(language) if self.todo else ""
        return {
            "what": self.what,
            "verdict": self.verdict.value,
            "text": self.text.told(language),
            "todo": todo,
        }


def start_or_check(setting: str) -> Text:
    """What to do about a server that doesn't answer."""
    return Text(f"hãy khởi động nó, hoặc kiểm tra {setting}", f"start it, or check {setting}")
