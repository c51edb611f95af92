"""The floor: the bare library on the same server. Aggregates are loaded from the store each time, saves are
grouped to the same size, nothing is published and nobody else is told.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from tests.bench.load import STEPS, Measured, Stopwatch

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


class BareCase(Aggregate):
    """A case as the library's own documentation would write it, with the facts that ours has."""

    class Opened(Aggregate.Created):
        agency: str
        procedure: str
        subject: str
        opened_by: str
        opened_at: datetime
        steps: list[str]

    @event(Opened)
    def __init__(
        self, agency: str, procedure: str, subject: str, opened_by: str, opened_at: datetime, steps: list[str]
    ) -> None:
        self.agency = agency
        self.procedure = procedure
        self.subject = subject
        self.opened_by = opened_by
        self.opened_at = opened_at
        self.steps = steps
        self.step = steps[0]
        self.phase = "opened"

    @event("StepReceived")
    def receive(self, step: str, division: str, received_by: str, received_at: datetime) -> None:
        self.phase = "received"

    @event("StepCompleted")
    def complete_step(self, step: str, division: str, completed_by: str, completed_at: datetime) -> None:
        self.phase = "completed"

    @event("StepHandedOff")
    def hand_off(
        self, step: str, to: str, division: str, handed_off_by: str, handed_off_at: datetime
    ) -> None:
        self.step = to
        self.phase = "opened"

    @event("CaseCompleted")
    def complete(self, completed_by: str, completed_at: datetime) -> None:
        self.phase = "ended"


def run_floor(environment: Mapping[str, str], cases: int, in_flight: int, group: int) -> Measured:
    """Work cases on the bare library, `group` commands a save."""
    application: Application[UUID] = Application({**environment, "CREATE_TABLE": "y"})
    watch = Stopwatch()
    waiting = [_commands(application) for _ in range(cases)]
    running, waiting = waiting[:in_flight], waiting[in_flight:]
    while running:
        still: list[Iterator[BareCase]] = []
        for start in range(0, len(running), group):
            chunk = running[start : start + group]
            changed = [(one, next(one, None)) for one in chunk]
            application.save(*(case for _, case in changed if case is not None))
            still += [one for one, case in changed if case is not None]
        running = still + waiting[: in_flight - len(still)]
        waiting = waiting[in_flight - len(still) :]
    seconds = watch.seconds
    application.close()
    return Measured(cases, in_flight, seconds, float(group))


def _commands(application: "Application[UUID]") -> Iterator[BareCase]:
    """One case's commands: each loads the aggregate, decides, and gives it to be saved."""
    steps = [f"S{number}" for number in range(1, STEPS + 1)]
    case = BareCase("SNV", "P01", "Bổ nhiệm công chức", "snv.lan", NOW, steps)
    case_id: UUID = case.id if isinstance(case.id, UUID) else uuid4()
    yield case
    for place, step in enumerate(steps):
        case = application.repository.get(case_id)
        case.receive(step, "VP", "snv.lan", NOW)
        yield case
        case = application.repository.get(case_id)
        case.complete_step(step, "VP", "snv.lan", NOW)
        yield case
        if place + 1 < STEPS:
            case = application.repository.get(case_id)
            case.hand_off(step, steps[place + 1], "VP", "snv.lan", NOW)
            yield case
    case = application.repository.get(case_id)
    case.complete("snv.lan", NOW)
    yield case
