"""The cases service's use cases: load, decide, append. What is appended together is saved together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.cases.domain.case import CASE
from services.cases.domain.catalogue import CATALOGUE, Catalogue
from services.cases.domain.delegation import as_delegate
from services.cases.domain.directory import DIRECTORY, Directory
from services.cases.domain.opening import OpenCase
from services.cases.domain.procedure import PROCEDURE, Procedure, procedure_key
from services.cases.domain.register import REGISTER, TakeNumber, register_key
from shared.decider import Act, GivenCommand
from shared.delegation import claims
from shared.eventstore.application import Application
from shared.eventstore.records import Answer, CommandContext
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandBatch:
    """Commands on one case that are carried out together or not at all."""

    case_number: str | None  #: None: the first command opens the case
    commands: Sequence[GivenCommand]
    version: int | None = None  #: that the client saw (`If-Match`)


@dataclass(slots=True)
class KnownHere:
    """What decisions ask, read from the service's own store."""

    work: UnitOfWork
    number: str = ""

    def directory(self, agency: str) -> Directory:
        """The agency's divisions and officials."""
        return self.work.state(DIRECTORY, agency)

    def procedure(self, agency: str, code: str) -> Procedure:
        """The issued editions of a procedure."""
        return self.work.state(PROCEDURE, procedure_key(agency, code))

    def catalogue(self, agency: str) -> Catalogue:
        """Which editions of the agency's catalogue have ended."""
        return self.work.state(CATALOGUE, agency)


class CasesApplication(Application):
    """Commands on cases."""

    async def carry_out(self, batch: CommandBatch, context: CommandContext) -> Answer:
        """Carry out commands on one case; answers its number, its version, and what happened."""
        return await self.execute(lambda work: _carry_out(work, batch), context)


def _carry_out(work: UnitOfWork, batch: CommandBatch) -> Answer:
    number, happened = batch.case_number, list[str]()
    if number is not None:
        work.expect(CASE, number, batch.version)
    for given in batch.commands:
        act = _of_delegate(work, given.act)
        if isinstance(given.command, OpenCase):
            number, events = _open(work, given.command, act)
        else:
            events = work.decide(CASE, number or "", given.command, act, KnownHere(work), number)
        happened += [type(event).__name__ for event in events]
    return {"case_number": number, "version": work.version(CASE, number or ""), "events": happened}


def _of_delegate(work: UnitOfWork, act: Act) -> Act:
    """The act, of whom the delegation makes of the delegate; others' acts as they are."""
    claim = act.by
    if not claims(claim):
        return act
    delegations = work.state(DIRECTORY, claim.agency or "").delegations
    return replace(act, by=as_delegate(delegations, claim, act.at, act.recorded_at))


def _open(work: UnitOfWork, command: OpenCase, act: Act) -> tuple[str, Sequence[object]]:
    """Take the next number and open the case under it, in one transaction."""
    on = day_of(act.at)
    number = _next_number(work, command.agency, on, act)
    work.begin_stream(CASE, number)
    return number, work.decide(CASE, number, command, act, KnownHere(work, number), number)


def _next_number(work: UnitOfWork, agency: str, on: date, act: Act) -> str:
    """The next number of the agency's book; it counts as the case's own, though the case isn't there yet."""
    book = register_key(agency, on)
    command = TakeNumber(agency=agency, on=on)
    (taken,) = REGISTER.decide(work.state(REGISTER, book), command, act)
    number: str = taken.number
    work.append(REGISTER, book, [taken], correlation=number)
    return number
