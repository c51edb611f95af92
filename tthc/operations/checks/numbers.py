"""Case numbers without gap or double, and what was answered under idempotency keys."""

from typing import Any

from services.cases.domain.register import NumberTaken
from shared.contracts.cases import CaseOpened
from shared.eventstore.idempotency import CommandAnswered
from shared.eventstore.records import RecordedEvent
from tthc.operations.findings import Area, Findings


class NumberCheck:
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
                self._take_number(recorded.stream, recorded.event)
            case CaseOpened():
                self._open(recorded, recorded.event)

    def finish(self) -> None:
        """Compare numbers and cases."""
        for number in sorted(self._taken.keys() - self._opened):
            self._findings.disagree(Area.NUMBERS, f"{number}", "a case that was opened under it", "none")
        for number in sorted(self._opened - self._taken.keys()):
            self._findings.disagree(Area.NUMBERS, f"case-{number}", "its number in a book", "none")
        self._findings.checked["case numbers"] += len(self._taken)

    def _take_number(self, book: str, event: NumberTaken) -> None:
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
        self._taken[event.number] = f"{book} {event.sequence}"

    def _open(self, recorded: RecordedEvent, event: CaseOpened) -> None:
        if event.case_number != recorded.key:
            self._findings.disagree(Area.NUMBERS, recorded.stream, recorded.key, event.case_number)
        self._opened.add(event.case_number)


class AnswerCheck:
    """Each idempotency key was used once, and what was answered under it is what happened.

    A command's events stand together in the log, its key's last.
    """

    def __init__(self, service: str, findings: Findings) -> None:
        self._service = service
        self._findings = findings
        self._command = ""
        self._events: list[tuple[str, str]] = []  #: key and type of what the command at hand did

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        if recorded.command_id != self._command:
            self._command, self._events = recorded.command_id, []
        if not isinstance(recorded.event, CommandAnswered):
            self._events.append((recorded.key, type(recorded.event).__name__))
            return
        self._findings.checked["idempotency keys"] += 1
        where = f"{self._service} {recorded.stream}"
        if recorded.version != 1:
            self._findings.disagree(Area.ANSWERS, where, "one answer", f"version {recorded.version}")
        self._compare(where, recorded.event.answer)

    def _compare(self, where: str, answer: dict[str, Any] | None) -> None:
        told, key = (answer.get("events"), _aggregate(answer)) if answer else (None, None)
        if not isinstance(told, list) or key is None:
            return
        happened = [name for of, name in self._events if of == key]
        if happened != told:
            self._findings.disagree(Area.ANSWERS, f"{where} ({key})", f"the events {told}", happened)


def _aggregate(answer: dict[str, Any]) -> str | None:
    """The key of the one aggregate that an answer is about, where it says so."""
    if "case_number" in answer:
        return str(answer["case_number"])
    return str(answer["agency"]) if "agency" in answer and "edition" not in answer else None
