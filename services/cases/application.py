"""The cases service's use cases: load, decide, append. What is appended together is saved together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.cases.domain import (
    CASE,
    CATALOGUE,
    DIRECTORY,
    PROCEDURE,
    REGISTER,
    CaseCommand,
    OpenCase,
    catalogue,
    decide,
    decide_open,
    directory,
    procedure,
    procedure_key,
    register,
    register_key,
)
from services.cases.domain.standing_in import stand_in
from shared.delegation import claims
from shared.eventstore.application import Application
from shared.eventstore.pending_command import Answer
from shared.eventstore.records import CommandContext
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import day_of

AGGREGATES = (CASE, PROCEDURE, DIRECTORY, REGISTER, CATALOGUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """Commands on one case that are carried out together or not at all."""

    case_number: str | None  #: None: the first command opens the case
    commands: Sequence[CaseCommand]
    version: int | None = None  #: that the client saw (`If-Match`)


class CasesApplication(Application):
    """Commands on cases, and the service's own copies of procedures and divisions."""

    async def carry_out(self, sequel: Sequel, context: CommandContext) -> Answer:
        """Carry out commands on one case; answers its number, its version, and what happened."""
        return await self.execute(lambda work: _carry_out(work, sequel), context)


def _carry_out(work: UnitOfWork, sequel: Sequel) -> Answer:
    number, happened = sequel.case_number, list[str]()
    if number is not None:
        work.expect(CASE, number, sequel.version)
    for command in sequel.commands:
        command = _of_delegate(work, command)
        if isinstance(command, OpenCase):
            number, events = _open(work, command)
        else:
            events = _decide(work, number or "", command)
        happened += [type(event).__name__ for event in events]
    return {"case_number": number, "version": work.version(CASE, number or ""), "events": happened}


def _of_delegate(work: UnitOfWork, command: CaseCommand) -> CaseCommand:
    """The command, given by whom the delegation makes of the delegate; others' commands as they are."""
    claim = command.by
    if not claims(claim):
        return command
    delegations = work.state(DIRECTORY, claim.agency or "").delegations
    return replace(command, by=stand_in(delegations, claim, command.at, command.recorded_at))


def _open(work: UnitOfWork, command: OpenCase) -> tuple[str, Sequence[object]]:
    """Take the next number and open the case under it, in one transaction."""
    on = day_of(command.at)
    book = register_key(command.agency, on)
    taken = register.decide(work.state(REGISTER, book), register.TakeNumber(agency=command.agency, on=on))
    number = taken[0].number
    known = work.state(PROCEDURE, procedure_key(command.agency, command.procedure))
    agency = work.state(DIRECTORY, command.agency)
    ended = work.state(CATALOGUE, command.agency)
    events = decide_open(work.begin_stream(CASE, number), command, known, number, agency, ended)
    work.append(REGISTER, book, taken, correlation=number)
    work.append(CASE, number, events, correlation=number)
    return number, events


def _decide(work: UnitOfWork, number: str, command: CaseCommand) -> Sequence[object]:
    case = work.state(CASE, number)
    events = decide(case, command, work.state(DIRECTORY, case.agency))
    work.append(CASE, number, events, correlation=number)
    return events


def adopt_procedure(work: UnitOfWork, command: procedure.AdoptProcedure) -> None:
    """Keep an issued procedure, once."""
    key = procedure_key(command.agency, command.code)
    work.append(PROCEDURE, key, procedure.decide(work.state(PROCEDURE, key), command))


def end_edition(work: UnitOfWork, command: catalogue.EndEdition) -> None:
    """Note that an edition has ended, once."""
    events = catalogue.decide(work.state(CATALOGUE, command.agency), command)
    work.append(CATALOGUE, command.agency, events)


def note(work: UnitOfWork, agency: str, command: directory.DirectoryCommand) -> None:
    """Keep what the catalog tells of an agency's divisions and officials, once."""
    work.append(DIRECTORY, agency, directory.decide(work.state(DIRECTORY, agency), command))
