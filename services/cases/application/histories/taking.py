"""Takes acts of a history in, each once, by the rules themselves and in the name of whoever did it."""

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from services.cases.application.cases import carry_out_on, open_case
from services.cases.application.histories import acts
from services.cases.application.histories.fields import field_of
from services.cases.application.histories.people import Importer, person_of
from services.cases.application.histories.translating import command_of
from services.cases.application.recording import record
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.coordination_state import Coordination
from services.cases.domain.ending_history import history_goes_on
from services.cases.domain.history import (
    HISTORY,
    ActTaken,
    History,
    HistoryExtended,
    HistoryStarted,
    case_key,
    coordination_key,
    is_known,
)
from services.cases.domain.receiving import ReceiveStep
from services.cases.errors.coordination import CoordinationNotOwed
from services.cases.errors.histories import (
    LimitUnreadable,
    MayNotTakeOver,
    NameUnknown,
    NobodyKnownThere,
    NotOfACase,
    NotYetHappened,
    ReferenceTaken,
)
from shared.contracts.cases.coordination import (
    CoordinationAnswered,
    CoordinationReceived,
    CoordinationRequested,
)
from shared.decider import Act
from shared.errors import Refusal
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import CLOCK_SKEW, Actor, Role

#: How an act may be refused besides what its own command may be.
REFUSES = (
    LimitUnreadable,
    MayNotTakeOver,
    NameUnknown,
    NobodyKnownThere,
    NotOfACase,
    NotYetHappened,
    ReferenceTaken,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedAct:
    """An act with where it stands."""

    line: int  #: of the file, as refusals tell it
    place: int  #: among the acts of its case or coordination, from 1
    agency: str  #: whose case it is done to; of a coordination, the case that asks
    case: str  #: its name in the file
    act: acts.AnyAct

    @property
    def fingerprint(self) -> str:
        """The same for the same act alone."""
        said = msgspec.json.encode(self.act, order="sorted")
        return hashlib.sha256(said).hexdigest()[:24]


def take(work: UnitOfWork, one: PlacedAct, importer: Importer) -> bool:
    """Carry the act out, unless it is known; whether it was new. A refusal names the line."""
    try:
        return _take(work, one, importer)
    except Refusal as refusal:
        refusal.where = f"{one.line}:{field_of(one.act, refusal)}"
        raise


def _take(work: UnitOfWork, one: PlacedAct, importer: Importer) -> bool:
    act = one.act
    if isinstance(act, acts.Absent):
        raise NotOfACase(where="act", act=type(act).__struct_config__.tag)
    key = case_key(one.agency, one.case)
    number = work.state(HISTORY, key).case_number
    if not number and not isinstance(act, acts.Open):
        raise NameUnknown(where="case", name=one.case)
    if isinstance(act, acts.OfCoordination):
        key = coordination_key(number, act.coordination)
    history = work.state(HISTORY, key)
    if is_known(history, one.place, one.fingerprint):
        return False
    if isinstance(act, acts.OfCoordination) and not history.case_number:
        raise NameUnknown(where="coordination", name=act.coordination)
    if number:
        _go_on(work, number, importer)
    number, happened = _carry_out(work, one, number, importer)
    taken = ActTaken(place=one.place, fingerprint=one.fingerprint)
    if isinstance(act, acts.Open):
        _begin(work, key, number)
    work.append(HISTORY, key, [taken], correlation=number)
    _name(work, one, happened)
    return True


def _carry_out(
    work: UnitOfWork, one: PlacedAct, number: str, importer: Importer
) -> tuple[str, Sequence[Any]]:
    now = work.context.recorded_at
    if one.act.at > now + CLOCK_SKEW:
        raise NotYetHappened(where="at", at=one.act.at)
    case: Case = work.state(CASE, number) if number else CASE.initial()
    asked = _asked(work, one, case)
    by = person_of(work, one.act, case, asked, one.agency, importer)
    given = Act(by=by, at=one.act.at, recorded_at=now, history=True)
    command = _command(work, one, number)
    if isinstance(one.act, acts.Open):
        return open_case(work, command, given)
    if isinstance(one.act, acts.Complete) and _is_received_by_it(case, one.act.step, by):
        carry_out_on(work, number, ReceiveStep(step=one.act.step), given)
    happened = carry_out_on(work, number, command, given)
    if isinstance(one.act, acts.Answer) and not _is_answered(happened):
        raise CoordinationNotOwed(where="coordination", coordination=asked.number if asked else "")
    return number, happened


def _is_received_by_it(case: Case, step: str, by: Actor) -> bool:
    """Whether the head of the agency completes a step that nobody received: they receive it thereby."""
    visit = case.visits.get(step)
    return by.has(Role.AGENCY_HEAD) and visit is not None and not (visit.received or visit.completed)


def _go_on(work: UnitOfWork, number: str, importer: Importer) -> None:
    """The case, and with it all of its tree, is judged by its facts alone until the end."""
    case = work.state(CASE, number)
    if case.history:
        return
    now = work.context.recorded_at
    act = Act(by=Actor(importer.id), at=now, recorded_at=now, at_given=False)
    for named in _tree(work, case.root):
        case = work.state(CASE, named)
        if events := history_goes_on(case, act):
            record(work, named, events)
            key = case_key(case.agency, case.external_reference or "")
            if work.state(HISTORY, key).case_number == named:  # people may have opened one in between
                work.append(HISTORY, key, [HistoryExtended(begun_at=now)], correlation=case.root)


def _tree(work: UnitOfWork, root: str) -> Iterator[str]:
    """The root case and all that was opened for what it asked, and for what they asked in turn."""
    ahead = deque([root])
    while ahead:
        number = ahead.popleft()
        yield number
        asked = work.state(CASE, number).coordinations.values()
        ahead.extend(one.child_case for one in asked if one.child_case is not None)


def _asked(work: UnitOfWork, one: PlacedAct, case: Case) -> Coordination | None:
    if not isinstance(one.act, acts.OfCoordination):
        return None
    history = work.state(HISTORY, coordination_key(case.number, one.act.coordination))
    return case.coordinations.get(history.coordination or 0)


def _command(work: UnitOfWork, one: PlacedAct, number: str) -> Any:
    def numbered(name: str) -> int:
        found: History = work.state(HISTORY, coordination_key(number, name))
        return found.coordination or 0

    try:
        is_completed = bool(number) and work.state(CASE, number).phase is Phase.COMPLETED
        return command_of(one.act, numbered, is_completed=is_completed)
    except ValueError as error:
        raise LimitUnreadable(where="limit", limit=getattr(one.act, "limit", "")) from error


def _is_answered(happened: Sequence[Any]) -> bool:
    """Whether somebody answered: after silence it is kept as a comment, which a file doesn't say."""
    return any(isinstance(event, CoordinationAnswered) and not event.by_silence for event in happened)


def _name(work: UnitOfWork, one: PlacedAct, happened: Sequence[Any]) -> None:
    """What the act began is known by the file's name for it."""
    act = one.act
    for event in happened:
        if isinstance(event, CoordinationRequested) and isinstance(act, acts.Request):
            key = coordination_key(event.case_number, act.coordination)
            _begin(work, key, event.case_number, event.coordination)
        if isinstance(event, CoordinationReceived) and isinstance(act, acts.TakeRequest) and act.case:
            _begin(work, case_key(event.asked_agency, act.case), event.child_case or "")


def _begin(work: UnitOfWork, key: str, number: str, coordination: int | None = None) -> None:
    known = work.state(HISTORY, key)
    if known.case_number:
        agency, _, name = key.partition("/")
        raise ReferenceTaken(where="case", agency=agency, name=name, case_number=known.case_number)
    begun = HistoryStarted(case_number=number, coordination=coordination, begun_at=work.context.recorded_at)
    work.append(HISTORY, key, [begun], correlation=number)


def began_at(work: UnitOfWork, one: PlacedAct) -> datetime | None:
    """Since when the case that an act is done to is taken in; None where it is an ordinary one."""
    history = work.state(HISTORY, case_key(one.agency, one.case))
    return history.begun_at if work.state(CASE, history.case_number).history else None
