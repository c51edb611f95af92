"""Commands on cases: on one, carried out together or not at all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.cases.application.known_here import KnownHere
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.opening import OpenCase
from services.cases.domain.register import REGISTER, TakeNumber, register_key
from services.cases.domain.suspending import suspension_over
from services.cases.errors import CaseNotOpened
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

    async def end_suspension(self, case_number: str, now: datetime, version: int = 0) -> None:
        """End a suspension that may last no longer, in the case as it is at `version` or later."""

        def handler(work: UnitOfWork) -> Answer:
            if work.version(CASE, case_number) < version:
                work.fresh(CASE, case_number)  # another process has written it since
            _end_suspension(work, case_number, now)
            return None

        await self.execute(handler)


def _carry_out(work: UnitOfWork, batch: CommandBatch) -> Answer:
    number, happened = batch.case_number, list[str]()
    if number is not None:
        _check_known(work.state(CASE, number), number, batch.known_in)
        work.expect(CASE, number, batch.version)
    for given in batch.commands:
        act = KnownHere(work).of_delegate(given.act)
        if isinstance(given.command, OpenCase):
            number, events = _open(work, given.command, act)
        else:
            events = _end_suspension(work, number or "", act.at)
            events += work.decide(CASE, number or "", given.command, act, KnownHere(work), number)
        happened += [type(event).__name__ for event in events]
    return {"case_number": number, "version": work.version(CASE, number or ""), "events": happened}


def _check_known(case: Case, number: str, agencies: Collection[str] | None) -> None:
    """Before anything else is looked at: who may not know of a case learns nothing from how it is refused."""
    if case.phase is Phase.UNOPENED or (agencies is not None and case.agency not in agencies):
        raise CaseNotOpened(case_number=number)


def _open(work: UnitOfWork, command: OpenCase, act: Act) -> tuple[str, Sequence[object]]:
    """Take the next number and open the case under it, in one transaction."""
    on = day_of(act.at)
    number = _next_number(work, command.agency, on, act)
    work.begin_stream(CASE, number)
    return number, work.decide(CASE, number, command, act, KnownHere(work, number), number)


def _end_suspension(work: UnitOfWork, number: str, at: datetime) -> list[Any]:
    """What builds on the case then meets one whose suspension has ended by itself, if it had to by then.

    So it is whatever the sweeper has seen: of a history it comes too late.
    """
    events = [*suspension_over(work.state(CASE, number), at)]
    work.append(CASE, number, events, correlation=number)
    return events


def _next_number(work: UnitOfWork, agency: str, on: date, act: Act) -> str:
    """The next number of the agency's book; it counts as the case's own, though the case isn't there yet."""
    book = register_key(agency, on)
    command = TakeNumber(agency=agency, on=on)
    (taken,) = REGISTER.decide(work.state(REGISTER, book), command, act)
    number: str = taken.number
    work.append(REGISTER, book, [taken], correlation=number)
    return number
