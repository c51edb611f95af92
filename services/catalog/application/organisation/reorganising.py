"""Use cases on several agencies at once: all that one decision changes is saved together."""

from functools import partial

from services.catalog.application.organisation.organising import AgencyCommand, KnownHere, names, organise
from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.divisions import AddDivision
from services.catalog.domain.organisation.reorganisation import (
    Reorganisation,
    check_whole,
    ending_of,
    foundings,
    succession_of,
)
from services.catalog.domain.organisation.transferring import TransferOfficial, arrival, departure
from shared.contracts.catalog.reorganisation import DivisionTransfer
from shared.decider import Act, GivenCommand
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork


def reorganise(work: UnitOfWork, command: Reorganisation, act: Act, version: int | None) -> Answer:
    """Carry it out; answers what happened to each agency. `version` is that of the first that ends."""
    check_whole(command)
    work.expect(AGENCY, command.ending[0], version)
    happened: dict[str, list[str]] = {}
    for founding in foundings(command):
        _carry_out(work, founding, act, happened)
    for ending in map(partial(ending_of, command), command.ending):
        _carry_out(work, ending, act, happened)
        for transfer in ending.divisions:
            _take_over(work, ending.agency, transfer, act)
    for successor in command.succeeding:
        _carry_out(work, succession_of(command, successor), act, happened)
    return {
        "agencies": [
            {"agency": agency, "version": work.version(AGENCY, agency), "events": events}
            for agency, events in happened.items()
        ]
    }


def _carry_out(work: UnitOfWork, step: AgencyCommand, act: Act, happened: dict[str, list[str]]) -> None:
    events = work.decide(AGENCY, step.agency, step, act, KnownHere(work), step.agency)
    happened.setdefault(step.agency, []).extend(names(events))


def _take_over(work: UnitOfWork, agency: str, transfer: DivisionTransfer, act: Act) -> None:
    """The successor has the division from now on, under its old name, unless it has one of that code."""
    successor, division = transfer.successor, transfer.successor_division
    if division in work.state(AGENCY, successor).divisions:
        return
    name = work.state(AGENCY, agency).divisions[transfer.division]
    adding = AddDivision(agency=successor, division=division, name=name)
    work.decide(AGENCY, successor, adding, act, KnownHere(work), successor)


def transfer(work: UnitOfWork, command: TransferOfficial, act: Act, version: int | None) -> Answer:
    """Let an official leave one agency for another: both or neither. `version` is that of the one left."""
    left = organise(work, GivenCommand(departure(command), act), version)
    return {"agencies": [left, organise(work, GivenCommand(arrival(command), act), None)]}
