"""The state of a coordination: an entity of the case that asks, since what is owed keeps its step open."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import AnswerKind, CoordinationRole
from shared.working_time.days import Stay
from shared.working_time.dues import Pause


class CoordinationPhase(StrEnum):
    """Where a coordination is in its life."""

    REQUESTED = "requested"
    TAKEN = "taken"
    ANSWERED = "answered"
    RETURNED = "returned"  #: the answer was: one is owed again
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class DisagreementLevel(StrEnum):
    """Who is to decide on a disagreement."""

    MEETING = "meeting"  #: that the asker calls
    SUPERIOR = "superior"  #: the agency above both


_OWED = frozenset({CoordinationPhase.REQUESTED, CoordinationPhase.TAKEN, CoordinationPhase.RETURNED})


@dataclass(frozen=True, slots=True)
class _BeforeSilence:
    """How a coordination stood when its silence answered: what had happened by then may come in later."""

    phase: CoordinationPhase
    version: int
    answer: str | None
    answered_at: datetime | None
    pauses: tuple[Pause, ...]


@dataclass(slots=True)
class Coordination:
    """What one agency asked another for."""

    number: int
    step: str
    visit: int
    asked_agency: str
    time_limit: TimeLimit
    requested_at: datetime
    since: datetime  #: its last event; nothing that builds on it is earlier
    version: int  #: of the asking case's stream, at its last event
    role: str = CoordinationRole.COOPERATING
    silence_is_agreement: bool = False
    goes_on_by_itself: bool = False
    responding_procedure: str = ""  #: that the catalogue proposes; empty: none
    external_reference: str | None = None
    outside: bool = False  #: the asker records what the asked agency, which isn't in the system, does
    phase: CoordinationPhase = CoordinationPhase.REQUESTED
    child_case: str | None = None
    answer: str | None = None  #: the last one's kind
    answered_at: datetime | None = None
    by_silence: bool = False
    times_returned: int = 0
    clarification_open: bool = False  #: the asked agency asked back, and nobody has told it yet
    disagreement_level: str | None = None  #: where the last disagreement was taken; None: nowhere
    meets_at: datetime | None = None  #: when the meeting on it is, as it was called last
    superior: str | None = None  #: the agency above both that is to decide
    disagreement_decided: bool = False
    stays: list[Stay] = field(default_factory=list)  #: the agencies that were asked before, which ended
    belongs_to: str | None = None  #: where it was declined: whose it is
    stopped_at: datetime | None = None  #: since when its time stands still; None: it runs
    pauses: list[Pause] = field(default_factory=list)  #: the times in which it stood still before
    before_silence: _BeforeSilence | None = None  #: where silence has answered

    @property
    def name(self) -> str:
        """Its name in the case, as people write it."""
        return str(self.number)

    @property
    def is_owed(self) -> bool:
        """Whether the asked agency owes an answer; who is only informed never does."""
        return self.phase in _OWED and self.role != CoordinationRole.INFORMED

    def is_overtaken_at(self, at: datetime) -> bool:
        """Whether silence has answered it, and nobody built on that, which hadn't been due before then."""
        silent = self.phase is CoordinationPhase.ANSWERED and self.by_silence
        return silent and self.answered_at is not None and at <= self.answered_at

    def is_owed_at(self, at: datetime) -> bool:
        """Whether an answer is owed, or was then, though silence has answered since."""
        return self.is_owed or (self.is_overtaken_at(at) and self.before_silence is not None)

    def phase_at(self, at: datetime) -> CoordinationPhase:
        """Where it is, or was before its silence answered."""
        before = self.before_silence if self.is_overtaken_at(at) else None
        return before.phase if before is not None else self.phase

    def version_at(self, at: datetime) -> int:
        """The version of its last event, that of silence left out where it came after this."""
        before = self.before_silence if self.is_overtaken_at(at) else None
        return before.version if before is not None else self.version

    def fall_silent(self, at: datetime, version: int) -> None:
        """Silence answers. What happened to it before that stays possible: `since` isn't moved."""
        self.before_silence = _BeforeSilence(
            self.phase, self.version, self.answer, self.answered_at, tuple(self.pauses)
        )
        self.version = version
        self.stop(at)

    def unsay_silence(self, at: datetime) -> None:
        """Something happened to it by then, so that silence didn't answer, or not at that time."""
        before = self.before_silence
        if before is None or not self.is_overtaken_at(at):
            return
        self.phase, self.answer, self.answered_at = before.phase, before.answer, before.answered_at
        self.version, self.pauses, self.by_silence = before.version, [*before.pauses], False
        self.stopped_at, self.before_silence = None, None

    @property
    def is_answered(self) -> bool:
        """Whether the last answer stands: accepted, or still to be accepted."""
        return self.phase in (CoordinationPhase.ANSWERED, CoordinationPhase.ACCEPTED)

    def stop(self, at: datetime) -> None:
        """Its time stands still: it is answered, over, or the asking case is suspended."""
        if self.stopped_at is not None and self.stopped_at <= at:
            return
        self.stopped_at = at
        while self.pauses and self.pauses[-1].end > at:  # what happened before it is recorded after it
            self.stopped_at = min(at, self.pauses.pop().start)

    def go_on(self, at: datetime) -> None:
        """Its time runs again, if an answer is owed."""
        if self.is_owed and self.stopped_at is not None:
            self.pauses.append(Pause(start=self.stopped_at, end=at, reason=""))
            self.stopped_at = None

    def was_due(self, due: datetime) -> bool:
        """Whether its time stood still once already when it was due: silence doesn't answer once more."""
        return any(pause.start >= due for pause in self.pauses)

    @property
    def is_pending(self) -> bool:
        """Whether its step waits: owed, or answered and neither accepted nor returned."""
        return self.is_owed or self.phase is CoordinationPhase.ANSWERED

    @property
    def is_open(self) -> bool:
        """Whether the asker may withdraw it."""
        return self.phase in _OWED or self.phase is CoordinationPhase.ANSWERED

    @property
    def is_disputed(self) -> bool:
        """Whether the last answer is a disagreement on which nothing is decided."""
        return self.answer == AnswerKind.DISAGREE and not self.disagreement_decided and self.is_answered
