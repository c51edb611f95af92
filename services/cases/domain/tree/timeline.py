"""How a case stood from moment to moment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.coordination.answering import silence_over
from services.cases.domain.known import Known
from services.cases.domain.suspending import suspension_over
from services.cases.domain.tree.recorded import CaseRecord
from shared.contracts.cases.coordination import CoordinationAnswered, CoordinationRequested


class Standing(StrEnum):
    """How an agency's time in a case is accounted for."""

    HELD = "held"
    WAITING = "waiting"  #: each of its open steps has a coordination of its own that is owed
    PAUSED = "paused"  #: suspended
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Span:
    """From one event to the next: how the case stood, in which agency, and which coordinations were owed."""

    start: datetime
    end: datetime
    standing: Standing
    agency: str
    owed: Mapping[int, str]  #: by whom

    @property
    def runs(self) -> bool:
        """Whether the case's own time ran."""
        return self.standing in (Standing.HELD, Standing.WAITING)


@dataclass(slots=True)
class Timeline:
    """A case as it stood at an instant, and how it came there."""

    state: Case
    spans: list[Span] = field(default_factory=list)
    ended_at: datetime | None = None
    questions: dict[int, CoordinationRequested] = field(default_factory=dict)
    answers: dict[int, CoordinationAnswered] = field(default_factory=dict)  #: the last ones

    def runs_of(self, coordination: int) -> Iterator[Span]:
        """The spans in which a coordination's time ran: owed, and the asking case not suspended."""
        return (one for one in self.spans if coordination in one.owed and one.runs)


def timeline(records: Sequence[CaseRecord], as_of: datetime, known: Known) -> Timeline | None:
    """What had taken effect by then, with what time alone brought about; None where nothing had."""
    begun = [one for one in records if one.at <= as_of and not _is_overtaken(one, records)]
    if not begun:
        return None
    line, since = Timeline(CASE.initial()), begun[0].at
    for at, event in _with_time_passing(line.state, begun, as_of, known):
        _note(line, since, at)
        _note_words(line, event)
        CASE.evolve(line.state, event)
        ended = line.state.phase in (Phase.COMPLETED, Phase.CANCELLED)
        line.ended_at = (line.ended_at or at) if ended else None
        since = at
    _note(line, since, as_of)
    return line


def _is_overtaken(one: CaseRecord, records: Sequence[CaseRecord]) -> bool:
    """Silence that was recorded before something that had happened earlier: what it leads to is seen anew."""
    if not getattr(one.event, "by_silence", False):
        return False
    return any(each.version > one.version and each.at < one.at for each in records)


def _with_time_passing(
    case: Case, records: Iterable[CaseRecord], as_of: datetime, known: Known
) -> Iterator[tuple[datetime, Any]]:
    """The events, and between them what nobody did: it may not have been recorded yet.

    What is recorded of the instant at which silence answers stands in its order there.
    """
    for one in records:
        yield from _passed(case, one.at, known, in_time=True)
        yield one.at, one.event
    yield from _passed(case, as_of, known)


def _passed(
    case: Case, at: datetime, known: Known, *, in_time: bool = False
) -> Iterator[tuple[datetime, Any]]:
    for resumed in suspension_over(case, at):
        yield resumed.resumed_at, resumed
    for answered in silence_over(case, at, known, in_time=in_time):
        yield answered.answered_at, answered


def _note(line: Timeline, start: datetime, end: datetime) -> None:
    if end > start:
        case = line.state
        owed = {one.number: one.asked_agency for one in case.coordinations.values() if one.is_owed}
        line.spans.append(Span(start, end, standing_of(case), case.agency, owed))


def _note_words(line: Timeline, event: Any) -> None:
    if isinstance(event, CoordinationRequested):
        line.questions[event.coordination] = event
    elif isinstance(event, CoordinationAnswered):
        line.answers[event.coordination] = event


def standing_of(case: Case) -> Standing:
    """How the case stands."""
    if case.phase is Phase.SUSPENDED:
        return Standing.PAUSED
    if case.phase is not Phase.RUNNING:
        return Standing.ENDED
    still_open = [visit for visit in case.visits.values() if not visit.completed]
    waits = all(any(one.is_owed for one in case.asked_by(visit)) for visit in still_open)
    return Standing.WAITING if still_open and waits else Standing.HELD
