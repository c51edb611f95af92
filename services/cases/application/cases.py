"""Commands on cases: on one, carried out together or not at all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from services.cases.application.coordinating import check_known, receive_with_case
from services.cases.application.known_here import KnownHere
from services.cases.application.previewing import Foreseen, foresee
from services.cases.application.recording import let_time_pass_in, record
from services.cases.domain.case import CASE
from services.cases.domain.coordination.asked_side import BEFORE_SILENCE
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.directory import DIRECTORY
from services.cases.domain.keeping import KEPT
from services.cases.domain.opening import OpenCase
from services.cases.domain.register import REGISTER, TakeNumber, register_key
from shared.contracts.cases.coordination import CoordinationReceived
from shared.decider import Act, GivenCommand
from shared.eventstore.application import Application
from shared.eventstore.records import Answer, CommandContext
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandBatch:
    """Commands on one case that are carried out together or not at all."""

    case_number: str | None  #: None: the first command opens the case
    commands: Sequence[GivenCommand]
    known_in: Collection[str] | None  #: the agencies whose cases the sender may know of; None: all
    version: int | None = None  #: that the client saw (`If-Match`)


class CasesApplication(Application):
    """Commands on cases."""

    async def carry_out(self, batch: CommandBatch, context: CommandContext) -> Answer:
        """Carry out commands on one case; answers its number, its version, and what happened."""
        return await self.execute(lambda work: _carry_out(work, batch), context)

    async def foresee(self, asked: Sequence[tuple[CommandBatch, CommandContext]]) -> list[Foreseen]:
        """What each batch would answer, each after those before it; nothing is done."""
        return await foresee(self, [(partial(_carry_out, batch=one), context) for one, context in asked])

    async def keep(self, person: str, given: GivenCommand, context: CommandContext) -> Answer:
        """What somebody follows or has saved changes; answers the version of that."""

        def handler(work: UnitOfWork) -> Answer:
            work.decide(KEPT, person, given.command, given.act, correlation=person)
            return {"version": work.version(KEPT, person)}

        return await self.execute(handler, context)

    async def let_time_pass(self, case_number: str, now: datetime, version: int = 0) -> None:
        """Record what time alone has brought about by now, in the case as it is at `version` or later."""

        await self.execute(lambda work: _let_pass(work, case_number, now, version))

    async def let_go(
        self, case_number: str, agency: str, noted: int, now: datetime, version: int = 0
    ) -> None:
        """`let_time_pass`, by the agency's people as this store has them at `noted` or later."""

        def handler(work: UnitOfWork) -> Answer:
            if work.version(DIRECTORY, agency) < noted:
                work.fresh(DIRECTORY, agency)
            return _let_pass(work, case_number, now, version)

        await self.execute(handler)


def _let_pass(work: UnitOfWork, number: str, now: datetime, version: int) -> Answer:
    if work.version(CASE, number) < version:
        work.fresh(CASE, number)  # another process has written it since
    if not work.state(CASE, number).history:  # else its file says what happened
        let_time_pass_in(work, number, now)
    return None


def _carry_out(work: UnitOfWork, batch: CommandBatch) -> Answer:
    number, happened = batch.case_number, list[Any]()
    if number is not None:
        check_known(work.state(CASE, number), number, batch.known_in, batch.commands)
        work.expect(CASE, number, batch.version)
    for given in batch.commands:
        act = KnownHere(work).of_delegate(given.act)
        if isinstance(given.command, OpenCase):
            number, events = open_case(work, given.command, act)
        else:
            events = carry_out_on(work, number or "", given.command, act)
        happened += events
    return {
        "case_number": number,
        "version": work.version(CASE, number or ""),
        "events": [type(event).__name__ for event in happened],
        **_child_of(happened),
    }


def _child_of(happened: Sequence[Any]) -> dict[str, Any]:
    """The case that was opened for a coordination, if one was."""
    received = (event for event in happened if isinstance(event, CoordinationReceived))
    return next(({"child_case": one.child_case} for one in received if one.child_case), {})


def carry_out_on(work: UnitOfWork, number: str, command: Any, act: Act) -> list[Any]:
    """Carry out a command on a case, after what time alone has brought about; all that happened in it."""
    in_time = isinstance(command, BEFORE_SILENCE)
    passed = let_time_pass_in(work, number, act.at, in_time=in_time)
    return [*passed, *_decide(work, number, command, act)]


def _decide(work: UnitOfWork, number: str, command: Any, act: Act) -> list[Any]:
    """Decide a command on a case, and record what happens, there and in others."""
    if isinstance(command, ReceiveCoordination) and command.opens_case:
        return receive_with_case(work, number, command, act, _next_number)
    events = CASE.decide(work.state(CASE, number), command, act, KnownHere(work))
    return record(work, number, events)


def open_case(work: UnitOfWork, command: OpenCase, act: Act) -> tuple[str, Sequence[object]]:
    """Take the next number and open the case under it, in one transaction."""
    number = _next_number(work, command.agency, act, None)
    events = CASE.decide(work.begin_stream(CASE, number), command, act, KnownHere(work, number))
    return number, record(work, number, events)


def _next_number(work: UnitOfWork, agency: str, act: Act, root: str | None) -> str:
    """The next number of the agency's book; it counts as the case's own, though the case isn't there yet."""
    on = day_of(act.at)
    book = register_key(agency, on)
    command = TakeNumber(agency=agency, on=on)
    (taken,) = REGISTER.decide(work.state(REGISTER, book), command, act)
    number: str = taken.number
    work.append(REGISTER, book, [taken], correlation=root or number)
    return number
