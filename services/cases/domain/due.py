"""DUE: when a case and the answers that it waits for are due, and whether they are late.

A copy of what the sla service tells.
"""

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from shared.contracts.declaring import event
from shared.contracts.sla import (
    CaseDueMoved,
    CaseOverdue,
    ClockStarted,
    ClockStopped,
    CoordinationOverdue,
    OverdueWithdrawn,
)
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider


@event()
class DueReplicated:
    """The case is due then; late: it isn't finished by then, or wasn't."""

    due_at: Instant
    late: bool
    clock_version: int  #: of the clock's stream
    clock_epoch: int = 1  #: of the store that the stream is in


@event()
class AnswerDueReplicated:
    """An answer that the case waits for was due then; late: it was still owed."""

    coordination: int
    due_at: Instant
    late: bool
    clock_version: int  #: of the clock's stream
    clock_epoch: int = 1  #: of the store that the stream is in


@dataclass(slots=True)
class Due:
    """What the clock told last."""

    due_at: datetime | None = None
    late: bool = False
    clock_version: int = 0
    clock_epoch: int = 0
    answers: dict[int, AnswerDueReplicated] = field(default_factory=dict)  #: by their coordinations


#: Key: the case's number.
DUE = Decider[Due]("due", Due, key_of_followed=attrgetter("case_number"))


@DUE.follows(ClockStarted, CaseDueMoved)
def due_told(due: Due, event: ClockStarted | CaseDueMoved, cause: Cause) -> DueReplicated | None:
    """The clock runs to that instant; what was told of an earlier one is taken back by itself."""
    return _changed(due, event.due_at, due.late, cause)


@DUE.follows(CaseOverdue)
def overdue_told(due: Due, event: CaseOverdue, cause: Cause) -> DueReplicated | None:
    """It wasn't finished when it was due."""
    return _changed(due, event.due_at, True, cause)


@DUE.follows(OverdueWithdrawn)
def overdue_withdrawn(due: Due, event: OverdueWithdrawn, cause: Cause) -> DueReplicated | None:
    """It is late no more; an overdue of a step or an answer says nothing of the case."""
    if event.step is not None:
        return None
    return _changed(due, due.due_at or event.due_at, False, cause)


@DUE.follows(ClockStopped)
def clock_stopped(due: Due, event: ClockStopped, cause: Cause) -> DueReplicated | None:
    """What holds for good."""
    return _changed(due, event.due_at, event.late, cause)


def _changed(due: Due, due_at: datetime, late: bool, cause: Cause) -> DueReplicated | None:
    """Nothing where nothing changes, or where something later was told already."""
    is_told = (cause.epoch, cause.version) <= (due.clock_epoch, due.clock_version)
    if is_told or (due.due_at, due.late) == (due_at, late):
        return None
    return DueReplicated(due_at=due_at, late=late, clock_version=cause.version, clock_epoch=cause.epoch)


@DUE.evolves(DueReplicated)
def due_replicated(due: Due, event: DueReplicated) -> None:
    """The newest holds."""
    due.due_at, due.late = event.due_at, event.late
    due.clock_epoch, due.clock_version = event.clock_epoch, event.clock_version


@DUE.follows(CoordinationOverdue)
def answer_overdue(due: Due, event: CoordinationOverdue, cause: Cause) -> AnswerDueReplicated | None:
    """An answer was still owed when it was due."""
    return _answer_changed(due, event.coordination, event.due_at, True, cause)


@DUE.follows(OverdueWithdrawn)
def answer_overdue_withdrawn(due: Due, event: OverdueWithdrawn, cause: Cause) -> AnswerDueReplicated | None:
    """It wasn't, after all."""
    if event.coordination is None:
        return None
    return _answer_changed(due, event.coordination, event.due_at, False, cause)


def _answer_changed(
    due: Due, coordination: int, due_at: datetime, late: bool, cause: Cause
) -> AnswerDueReplicated | None:
    known = due.answers.get(coordination)
    if known is not None:
        is_told = (cause.epoch, cause.version) <= (known.clock_epoch, known.clock_version)
        if is_told or (known.due_at, known.late) == (due_at, late):
            return None
    return AnswerDueReplicated(
        coordination=coordination,
        due_at=due_at,
        late=late,
        clock_version=cause.version,
        clock_epoch=cause.epoch,
    )


@DUE.evolves(AnswerDueReplicated)
def answer_due_replicated(due: Due, event: AnswerDueReplicated) -> None:
    """The newest holds."""
    due.answers[event.coordination] = event
