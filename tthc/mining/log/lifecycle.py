"""Which events of a lifecycle are work that was done, and what of a log is left out because none was."""

from collections import Counter
from collections.abc import Iterator

from tthc.mining.log.notices import NAMED, Notice, NoticeKind

TRANSITION = "lifecycle:transition"
#: What the lifecycle extension of IEEE 1849 calls before work's end, or instead of it. A system's own states
#: (`Awaiting Assignment`, `Closed`) aren't among these: each of their events is something that was done.
_BEFORE_ITS_END = ("schedule", "assign", "reassign", "start", "suspend", "resume")
_INSTEAD_OF_IT = ("withdraw", "autoskip", "manualskip", "pi_abort", "ate_abort")
_NOT_DONE = frozenset((*_BEFORE_ITS_END, *_INSTEAD_OF_IT))


class LifecycleCount:
    """What one reading of a log passes over."""

    def __init__(self) -> None:
        self.events: Counter[str] = Counter()  #: by transition
        self._cases = 0
        self._first_cases: list[str] = []

    def passes_over(self, transition: str) -> bool:
        """Whether an event with this transition isn't work that was done; it is counted."""
        state = transition.strip().lower()
        if state not in _NOT_DONE:
            return False
        self.events[state] += 1
        return True

    def without_work(self, case: str) -> None:
        """Count a case of which nothing is completed."""
        self._cases += 1
        if len(self._first_cases) <= NAMED:  # one more than a message names, which shows that there are more
            self._first_cases.append(case)

    @property
    def states(self) -> tuple[str, ...]:
        """The transitions that were passed over, each with how often, the most first."""
        return tuple(f"{state} {events}" for state, events in self.events.most_common())

    def notices(self) -> Iterator[Notice]:
        """What is told of it to whoever reads the log."""
        if self.events:
            yield Notice(NoticeKind.EVENTS_NOT_COMPLETED, self.states, self.events.total())
        if self._cases:
            yield Notice(NoticeKind.CASES_NOT_COMPLETED, tuple(self._first_cases), self._cases)
