"""What the laws of a case say, kept from its events and its procedure without the domain's own state."""

from datetime import datetime
from typing import Any

from shared.contracts.cases.course import (
    CaseCancelled,
    CaseCompleted,
    CaseOpened,
    CaseReopened,
    CaseResumed,
    CaseSuspended,
    SubjectCorrected,
)
from shared.contracts.cases.remarks import CaseLinked, CommentAdded, DocumentAttached
from shared.contracts.cases.steps import (
    CompletionTakenBack,
    ReceiptTakenBack,
    StepAssigned,
    StepCompleted,
    StepHandedOff,
    StepReceived,
    StepRefused,
    StepReleased,
)
from shared.contracts.catalog.procedures import Stage

#: Instants that an event tells beside the one at which it took effect.
TOLD_BESIDE = {"due_at", "ends_at", "expected_at", "lifted_at"}
#: What may be said of a case that stands still, and what nothing builds on.
REMARKS = (CommentAdded, DocumentAttached, CaseLinked, SubjectCorrected)


class Ledger:
    """Takes a case's events in their order, and fails at the first that breaks a law."""

    def __init__(self, stages: tuple[Stage, ...], opened_at: datetime) -> None:
        self.stage_of = {each.code: at for at, chosen in enumerate(stages) for each in chosen.steps}
        self.mandatory = {e.code for chosen in stages for e in chosen.steps if not e.optional}
        self.visits: dict[str, int] = {}
        self.open: dict[str, int] = {}
        self.received: set[str] = set()
        self.completed: set[tuple[str, int]] = set()
        self.end: type | None = None
        self.suspended = False
        self.running_since = opened_at
        self.latest_at: datetime | None = None

    def take(self, happened: Any) -> None:
        self._check_alive(happened)
        self._check_time(happened)
        self._work(happened)
        self._close(happened)
        if isinstance(happened, CaseOpened):
            self._check_forward(-1, {first.step for first in happened.first})
        if isinstance(happened, StepHandedOff):
            self._check_forward(self.stage_of[happened.step], {to.step for to in happened.to})
        if isinstance(happened, StepRefused):
            assert {to.step for to in happened.to} <= self.visits.keys(), "it goes back where it was"
        for to in (*getattr(happened, "first", ()), *getattr(happened, "to", ())):
            self.visits[to.step] = self.visits.get(to.step, 0) + 1
            assert to.visit == self.visits[to.step], "visits are numbered 1, 2, … in each step"
            assert to.step not in self.open
            self.open[to.step] = to.visit
            self.received.discard(to.step)
        assert len({self.stage_of[code] for code in self.open}) <= 1, "open visits belong to one stage"
        if isinstance(happened, CaseCompleted | CaseCancelled):
            self._check_end(happened)

    def _check_alive(self, happened: Any) -> None:
        if isinstance(happened, CaseReopened):
            assert self.end is CaseCompleted, "only a completed case is reopened"
            self.end = None
        assert self.end is None, "nothing else happens to a case that has ended"

    def _work(self, happened: Any) -> None:
        if isinstance(happened, StepReceived):
            self.received.add(happened.step)
        if isinstance(happened, ReceiptTakenBack | StepAssigned | StepReleased):
            self.received.discard(happened.step)
        if isinstance(happened, StepCompleted):
            assert self.open.pop(happened.step) == happened.visit
            self.completed.add((happened.step, happened.visit))
        if isinstance(happened, CompletionTakenBack):
            assert happened.step not in self.open
            self.completed.remove((happened.step, happened.visit))
            self.open[happened.step] = happened.visit

    def _close(self, happened: Any) -> None:
        for closed in getattr(happened, "closed", ()):
            assert self.open.pop(closed.step) == closed.visit
            if isinstance(happened, StepHandedOff | CaseCompleted):
                assert closed.step not in self.mandatory | self.received, "what is needed is done first"

    def _check_time(self, happened: Any) -> None:
        names = {name for name in happened.__dataclass_fields__ if name.endswith("_at")} - TOLD_BESIDE
        (effective,) = (getattr(happened, name) for name in names)
        assert effective >= self.running_since, "nothing happens before the clock's last start"
        if self.suspended:
            assert isinstance(happened, (CaseResumed, CaseCancelled, StepReleased, *REMARKS)), (
                "a suspended case stands still"
            )
        if isinstance(happened, REMARKS):
            return
        self.latest_at = max(effective, self.latest_at or effective)
        if not isinstance(happened, StepReleased):
            self.suspended = isinstance(happened, CaseSuspended)
        if isinstance(happened, CaseResumed | CaseReopened):
            self.running_since = effective

    def _check_forward(self, present: int, to: set[str]) -> None:
        assert not self.open, "a stage is left when nothing of it is open"
        (target,) = {self.stage_of[code] for code in to}
        assert present < target
        needed = {code for code in self.mandatory if present < self.stage_of[code] <= target}
        assert needed <= to, "no mandatory step is skipped"

    def _check_end(self, happened: Any) -> None:
        self.end = type(happened)
        assert not self.open, "an ended case has no open visit"
        if isinstance(happened, CaseCompleted):
            done = {step for step, _ in self.completed}
            assert self.mandatory <= done, "a completed case did every mandatory step"
