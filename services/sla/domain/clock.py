"""A case's clock as it stands: the case's own time, that of each visit, and that of each coordination."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from services.sla.domain.events import EventBuffered
from services.sla.domain.ladder import Ladder
from services.sla.domain.measured import VisitCause
from shared.contracts.vocabulary import TimeLimit
from shared.working_time.answers import calendar_of_asked, stood_still
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Stay
from shared.working_time.dues import Pause

#: Later than any instant of a case.
_END = datetime.max.replace(tzinfo=UTC)


class StepOutcome(StrEnum):
    """How a visit's clock came to stop."""

    COMPLETED = "completed"
    HANDED_OFF = "handed_off"  #: still open when the case left its stage forward
    RETURNED = "returned"
    REFUSED = "refused"  #: not that unit's own
    CASE_ENDED = "case_ended"


class AskedOutcome(StrEnum):
    """How the time of a coordination came to stop."""

    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CASE_ENDED = "case_ended"


class CaseOutcome(StrEnum):
    """How a case ended."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"


class WithdrawalReason(StrEnum):
    """What showed that an overdue that had been raised is none."""

    COMPLETED_IN_TIME = "completed_in_time"
    SUSPENDED = "suspended"
    EXTENDED = "extended"
    CASE_ENDED = "case_ended"
    RECOUNTED = "recounted"
    NOT_DUE_YET = "not_due_yet"  #: the wall clock had been ahead
    RECEIVED_IN_TIME = "received_in_time"
    ANSWERED_IN_TIME = "answered_in_time"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(slots=True)
class Timer:
    """One running time: since when, how long, until when."""

    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime
    due_soon_at: datetime
    given_due: datetime | None = None  #: the due instant as it was given exactly, if it was
    given_from: datetime | None = None  #: since when it stands: earlier pauses don't move it
    overdue_raised: bool = False
    limit_counts: bool = True  #: False: an instant was given from the start, and never the limit's end
    ladder: Ladder | None = None  #: how far its overdue has climbed; None: nowhere yet

    @property
    def is_extended(self) -> bool:
        """Whether the instant that was given is an extension, and not there from the start."""
        given_from = self.given_from
        return given_from is not None and (self.limit_counts or given_from > self.started_at)

    def is_late(self, at: datetime, paused_since: datetime | None) -> bool:
        """Whether the time had run out before `at`, or before it was stopped by a pause."""
        return (at if paused_since is None else min(at, paused_since)) > self.due_at


@dataclass(slots=True)
class Receipt:
    """The time in which a visit, or what another agency is asked for, is to be received."""

    timer: Timer
    ended_at: datetime | None = None  #: received, or ended without that; None: it is waited for


@dataclass(frozen=True, slots=True)
class FormerHolder:
    """An official who held a visit until somebody else did, or nobody."""

    official: str
    until: datetime


@dataclass(slots=True)
class Visit:
    """One visit of a step: who holds it, and its time."""

    step: str
    number: int
    division: str
    official: str | None
    timer: Timer
    due_soon_raised: bool = False
    received_at: datetime | None = None
    stopped_at: datetime | None = None
    late: bool = False
    agency: str = ""  #: who had the case when it was completed
    completed_by: str | None = None  #: an official, a delegate for themselves; None: it wasn't completed
    cause: VisitCause | None = None  #: an objective cause of its lateness; None: none was claimed
    sources: list[int] = field(default_factory=list)  #: the versions of the case's stream that made it so
    held_before: list[FormerHolder] = field(default_factory=list)
    receipt: Receipt | None = None  #: None: it began before that was kept, or nobody limits it

    def hold(self, official: str | None, at: datetime | None) -> None:
        """Somebody holds it from now on, or nobody; of an event that doesn't say when, nothing is noted."""
        if self.official not in (None, official) and at is not None:
            self.held_before.append(FormerHolder(str(self.official), at))
        self.official = official

    def was_open_at(self, instant: datetime) -> bool:
        """Whether it had begun by then, and not ended."""
        return self.timer.started_at <= instant and (self.stopped_at is None or self.stopped_at > instant)


@dataclass(slots=True)
class Asked:
    """A coordination: which agency owes an answer, and its time."""

    number: int
    step: str
    visit: int
    agency: str
    timer: Timer
    silence_is_agreement: bool = False
    stays: list[Stay] = field(default_factory=list)  #: the agencies that were asked before, which ended
    child_case: str | None = None
    due_soon_raised: bool = False
    between_answers: list[Pause] = field(default_factory=list)  #: from an answer to its return
    stopped_at: datetime | None = None  #: None: an answer is owed
    outcome: str | None = None
    late: bool = False
    by_silence: bool = False
    accepted: bool = False
    receipt: Receipt | None = None  #: None: it began before that was kept, or nobody limits it

    @property
    def is_over(self) -> bool:
        """Whether nothing can become of it any more; an answer may still be sent back, or not be wanted."""
        return self.accepted or self.outcome not in (None, AskedOutcome.ANSWERED)

    def counted_by(self, calendar: WorkingCalendar, stopped_at: datetime | None = None) -> WorkingCalendar:
        """The calendar as the asked agencies work, one after the other."""
        return calendar_of_asked(calendar, self.agency, self.stays, stopped_at)

    def pauses(self, suspensions: Iterable[Pause], stopped_at: datetime | None = None) -> list[Pause]:
        """What it stood still, of these suspensions and between answers."""
        return stood_still(suspensions, self.between_answers, stopped_at)

    def was_owed_at(self, instant: datetime) -> bool:
        """Whether it had been asked for by then, and not answered; at its due instant silence answers."""
        return any(one.start <= instant < one.end for one in self.owed_until(_END))

    def owed_until(self, at: datetime) -> Iterator[Pause]:
        """The times up to an instant in which an answer was owed, before and after it was sent back."""
        start = self.timer.started_at
        ends = [(one.start, one.end) for one in self.between_answers]
        for answered_at, next_start in [*ends, (self.stopped_at or at, at)]:
            end = min(answered_at, at)
            if self.silence_is_agreement and start < self.timer.due_at:
                end = min(end, self.timer.due_at)
            if start < end:
                yield Pause(start=start, end=end, reason="")
            start = next_start


@dataclass(slots=True)
class Clock:
    """Everything that decisions about a case's time need."""

    case_number: str = ""
    agency: str = ""  #: who has the case now
    stays: list[Stay] = field(default_factory=list)  #: the agencies that had it before, which ended
    external_reference: str | None = None
    procedure: str = ""
    edition: int = 0
    working_calendar: str = ""
    history: bool = False  #: judged by its events alone
    runs_on: bool = False  #: and that only until all that happened elsewhere is taken in
    imported: bool = False  #: an importer brought the case in
    answers: bool = False  #: whether it was opened for what another agency asked
    told_from: datetime | None = None  #: nobody is told of what took effect before; None: of everything
    due_soon_percent: int = 0
    due_soon_minutes: int | None = None  #: so long before a due instant it is near; None: by the share
    step_names: Mapping[str, str] = field(default_factory=dict)
    applied: int = 0  #: the version of the case's stream up to which its events are applied
    buffered: dict[int, EventBuffered] = field(default_factory=dict)  #: what came early, by its version
    total: Timer | None = None  #: the case's own time; None: it hasn't started
    open: dict[str, Visit] = field(default_factory=dict)
    finished: dict[str, Visit] = field(default_factory=dict)
    asked: dict[int, Asked] = field(default_factory=dict)  #: coordinations, by number
    informed: set[int] = field(default_factory=set)  #: coordinations of which an agency is only told
    in_hand: dict[str, int] = field(default_factory=dict)  #: completed visits that the case is at, by step
    pauses: list[Pause] = field(default_factory=list)
    held_up: list[Pause] = field(default_factory=list)  #: pauses that had ended, and nobody knew of it yet
    paused_since: datetime | None = None
    pause_reason: str = ""
    pause_source: str = ""
    stopped_at: datetime | None = None
    late: bool = False

    @property
    def is_running(self) -> bool:
        """Started and not ended; a paused clock is running too."""
        return self.total is not None and self.stopped_at is None

    def counted_by(self, calendar: WorkingCalendar) -> WorkingCalendar:
        """The calendar as the case's agencies work, one after the other."""
        return calendar.of(self.agency, self.stays)

    @property
    def case_timer(self) -> Timer:
        """The case's own time, of a clock that has started."""
        assert self.total is not None, "the clock hasn't started"
        return self.total

    def is_old_news(self, at: datetime) -> bool:
        """Whether what took effect then had done so before the case was taken over from elsewhere."""
        return self.runs_on or (self.told_from is not None and at <= self.told_from)

    def visit(self, step: str, number: int) -> Visit | None:
        """A visit, open or finished."""
        key = visit_key(step, number)
        return self.open.get(key) or self.finished.get(key)

    def completed_visit(self, step: str) -> Visit | None:
        """The last visit of a step that was completed."""
        done = (one for one in self.finished.values() if one.step == step and one.completed_by is not None)
        return max(done, key=lambda one: one.number, default=None)

    def asked_in(self, visit: Visit) -> Iterator[Asked]:
        """The coordinations that were asked for in a visit."""
        here = (visit.step, visit.number)
        return (one for one in self.asked.values() if (one.step, one.visit) == here)

    def note_source(self, event: Any) -> None:
        """Keep that this event, of the case's version that it follows from, concerns a visit; or all open."""
        version, step = event.source_version, getattr(event, "step", None)
        named = self.visit(step, event.visit) if step is not None else None
        for visit in (named,) if named is not None else self.open.values():
            if not visit.sources or visit.sources[-1] != version:
                visit.sources.append(version)

    def timer(self, name: "TimeName") -> Timer:
        """The time of an open visit, of a coordination, of the receipt of either, or of the case."""
        if name.receipt:
            of = self._receiving(name)
            assert of.receipt is not None, "what is named has a time to be received in"
            return of.receipt.timer
        if name.coordination is not None:
            return self.asked[name.coordination].timer
        if name.step is None or name.visit is None:
            return self.case_timer
        return self.open[visit_key(name.step, name.visit)].timer

    def _receiving(self, name: "TimeName") -> Visit | Asked:
        if name.coordination is not None:
            return self.asked[name.coordination]
        return self.open[visit_key(name.step or "", name.visit or 0)]

    def running(self) -> Iterator[tuple["Timed", Timer]]:
        """The times of open visits, of answers that are owed, of receipts, and the case's own."""
        for visit in self.open.values():
            yield visit, visit.timer
        for asked in self.owed():
            yield asked, asked.timer
        for awaited in self.to_receive():
            if awaited.of.receipt is not None:
                yield awaited, awaited.of.receipt.timer
        if self.total is not None:
            yield None, self.total

    def to_receive(self) -> Iterator["ReceiptOf"]:
        """What is to be received still, and has a time for it."""
        held: list[Visit | Asked] = [*self.open.values(), *self.owed()]
        for one in held:
            if one.receipt is not None and one.receipt.ended_at is None:
                yield ReceiptOf(one)

    def owed(self) -> Iterator[Asked]:
        """The coordinations whose answer is owed."""
        return (one for one in self.asked.values() if one.stopped_at is None)

    def waiting_for(self, visit: Visit, instant: datetime) -> tuple[str, ...]:
        """The agencies of which an answer was owed to this visit at an instant."""
        return tuple(sorted({one.agency for one in self.asked_in(visit) if one.was_owed_at(instant)}))

    def pause_until(self, instant: datetime) -> Pause:
        """The pause that runs, as it is if it ends at the instant."""
        start = self.paused_since or instant
        return Pause(start=start, end=max(start, instant), reason=self.pause_reason, source=self.pause_source)

    def pauses_until(self, instant: datetime) -> list[Pause]:
        """All pauses, with the one that runs as it is if it ends at the instant."""
        return self.pauses if self.paused_since is None else [*self.pauses, self.pause_until(instant)]

    def last_ran(self, instant: datetime) -> datetime:
        """When the times ran last, up to an instant: then, or when the pause began that it lies within."""
        if self.paused_since is not None and self.paused_since < instant:
            return self.paused_since
        return next((one.start for one in self.pauses if one.start < instant < one.end), instant)


@dataclass(frozen=True, slots=True)
class ReceiptOf:
    """The receipt of a visit, or of a coordination, as what has a time of its own."""

    of: Visit | Asked


#: Whose a time is; None: the case's own.
Owner: TypeAlias = Visit | Asked | None
#: The same, and receipts.
Timed: TypeAlias = Owner | ReceiptOf


class TimeName(NamedTuple):
    """What tells a time from others of the clock: a coordination's, a visit's, or with neither the case's."""

    step: str | None = None
    visit: int | None = None
    coordination: int | None = None
    receipt: bool = False  #: it is the time in which that is to be received

    def place(self) -> dict[str, Any]:
        """Where in the case it is."""
        return {"step": self.step, "visit": self.visit, "coordination": self.coordination}


def name_of(owner: Timed) -> TimeName:
    """The name of a time; a coordination's has the visit that asks as well."""
    match owner:
        case ReceiptOf():
            return name_of(owner.of)._replace(receipt=True)
        case Visit():
            return TimeName(owner.step, owner.number)
        case Asked():
            return TimeName(owner.step, owner.visit, owner.number)
        case None:
            return TimeName()


def visit_key(step: str, number: int) -> str:
    """The key of a visit in the state."""
    return f"{number} {step}"
