"""What may be held against people, and is contested: completed visits, claims of a cause, and returns."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.contracts.vocabulary import TimeLimit


def mark_key(step: str, number: int) -> str:
    """The key of a visit among the marks; a text, as snapshots of a case can hold it."""
    return f"{number} {step}"


@dataclass(frozen=True, slots=True)
class MarkedVisit:
    """A visit that is somebody's: completed by them, or open and held by them."""

    step: str
    number: int
    division: str
    official: str  #: a delegate for themselves
    opened_at: datetime
    time_limit: TimeLimit
    ended_at: datetime | None  #: None: it is open

    @property
    def key(self) -> str:
        """What tells it from others of the case."""
        return mark_key(self.step, self.number)


@dataclass(slots=True)
class CauseClaim:
    """An objective cause that somebody claimed for a visit."""

    step: str
    number: int
    division: str
    official: str
    claimed_at: datetime
    confirmed: bool | None = None  #: None: nobody has decided


@dataclass(slots=True)
class ReturnedWork:
    """Completed visits that somebody sent back."""

    visits: tuple[MarkedVisit, ...]
    returned_at: datetime
    cleared: bool = False


@dataclass(slots=True)
class Marks:
    """All of a case."""

    completed: dict[str, MarkedVisit] = field(default_factory=dict)
    claims: dict[str, CauseClaim] = field(default_factory=dict)
    returns: dict[int, ReturnedWork] = field(default_factory=dict)  #: by the version of what sent it back

    def last_completed(self, step: str) -> MarkedVisit | None:
        """The last completed visit of a step."""
        done = (one for one in self.completed.values() if one.step == step)
        return max(done, key=lambda one: one.number, default=None)
