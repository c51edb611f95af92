"""How far a work on a log is: the reading, and each going through the cases."""

from collections.abc import Callable

from tthc.mining.log.events import Progress

_READING = 2  #: a reading takes about as long as so many goings through the cases
_PARTS = 1000
_CASES_PER_REPORT = 100

AtWork = Callable[[int, int], None]
"""Is told how much of how much is done."""


class WorkProgress:
    """Tells of a work that reads the log once and goes through its cases `goings` times."""

    def __init__(self, at_work: AtWork, goings: int) -> None:
        self._at_work = at_work
        self._goings = goings
        self._done = 0
        self.cases = 0  #: of the log, once it is read

    def reading(self, at: Progress) -> None:
        """So much of the file is read."""
        self._tell(_READING * at.bytes_read / max(at.bytes_total, 1))

    def case_done(self) -> None:
        """One more case is gone through."""
        self._done += 1
        if self._done % _CASES_PER_REPORT == 0 or self._done == self._goings * self.cases:
            self._tell(_READING + self._done / max(self.cases, 1))

    def _tell(self, done: float) -> None:
        self._at_work(round(_PARTS * done), _PARTS * (_READING + self._goings))
