"""What was answered under idempotency keys, against what happened."""

from typing import Any

from shared.eventstore.idempotency import CommandAnswered
from shared.eventstore.records import RecordedEvent
from shared.runtime.findings import Area, Findings


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
