"""Case numbers without gap or double."""

from datetime import datetime

from services.cases.domain.register import NumberTaken, NumberVoided
from shared.contracts.cases.course import CaseOpened
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Check
from shared.runtime.findings import Area, Findings


class NumberCheck(Check):
    """The books of case numbers against the cases that were opened; both are saved together."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._books: dict[str, int] = {}
        self._taken: dict[str, str] = {}  #: each number, and its place in a book
        self._opened: set[str] = set()

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the cases store."""
        match recorded.event:
            case NumberTaken():
                self._move_on(recorded.stream, recorded.event)
                self._taken[recorded.event.number] = f"{recorded.stream} {recorded.event.sequence}"
            case NumberVoided():
                self._move_on(recorded.stream, recorded.event)
                self._void(recorded.event)
            case CaseOpened():
                self._open(recorded, recorded.event)

    async def finish(self, now: datetime, *, running: bool) -> None:  # noqa: ARG002 - a book stands still
        """Compare numbers and cases."""
        for number in sorted(self._taken.keys() - self._opened):
            self._findings.disagree(Area.NUMBERS, f"{number}", "a case that was opened under it", "none")
        for number in sorted(self._opened - self._taken.keys()):
            self._findings.disagree(Area.NUMBERS, f"case-{number}", "its number in a book", "none")
        self._findings.checked["case numbers"] += len(self._taken)

    def _void(self, event: NumberVoided) -> None:
        self._findings.checked["void case numbers"] += 1
        if event.number is not None:
            self._findings.void(event.number, event.reason)

    def _move_on(self, book: str, event: NumberTaken | NumberVoided) -> None:
        expected = self._books.get(book, 0) + 1
        if event.sequence != expected:
            kind = "gap" if event.sequence > expected else "double"
            found = f"{event.sequence} ({event.number}): a {kind}"
            self._findings.disagree(Area.NUMBERS, book, f"number {expected}", found)
        self._books[book] = max(expected - 1, event.sequence)
        if event.number in self._taken:
            place = f"{book} {event.sequence}"
            self._findings.disagree(
                Area.NUMBERS, event.number, f"one place in the books ({self._taken[event.number]})", place
            )

    def _open(self, recorded: RecordedEvent, event: CaseOpened) -> None:
        if event.case_number != recorded.key:
            self._findings.disagree(Area.NUMBERS, recorded.stream, recorded.key, event.case_number)
        self._opened.add(event.case_number)
