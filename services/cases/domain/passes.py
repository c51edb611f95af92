"""What a case keeps of how it was passed on: enough to tell whether the next pass completes a pattern."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class PassKind(StrEnum):
    """How work was passed on without being done."""

    RETURN = "return"
    REFUSAL = "refusal"
    DECLINE = "decline"  #: of a coordination
    ANSWER_RETURN = "answer_return"


#: Between divisions of one agency; the others are between agencies.
INSIDE = frozenset({PassKind.RETURN, PassKind.REFUSAL})


@dataclass(frozen=True, slots=True)
class Unit:
    """A division, or an agency as a whole."""

    agency: str
    division: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """Work left one unit for others."""

    kind: PassKind
    case_number: str
    version: int  #: of the case's stream
    at: datetime
    unit: Unit
    to: tuple[Unit, ...]
    step: str
    coordination: int | None = None
    belongs_to: str | None = None  #: whose it is, as was said of what isn't one's own


@dataclass(slots=True)
class Passing:
    """The passes of a case, and when work was done last. Places are versions of the case's stream."""

    passes: list[Pass] = field(default_factory=list)
    done_by: dict[str, int] = field(default_factory=dict)  #: by division: its last completion
    done_step: dict[str, int] = field(default_factory=dict)  #: by step: its last completion
    done: int = 0  #: the last completion of any step
    done_at: datetime | None = None  #: when that was, or the last answer from another agency

    def note_done(self, step: str, division: str, version: int, at: datetime) -> None:
        """A step was completed."""
        self.done = self.done_by[division] = self.done_step[step] = version
        self.note_progress(at)

    def note_progress(self, at: datetime) -> None:
        """Something was done of what agencies ask each other."""
        self.done_at = at if self.done_at is None else max(self.done_at, at)
