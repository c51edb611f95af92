"""Use cases on several agencies at once: all that one decision changes is saved together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.catalog.application.organisation.organising import names, organise
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.agency_commands import (
    DissolveAgency,
    RegisterAgency,
    SucceedAgencies,
    Successor,
)
from services.catalog.domain.organisation.agency_events import DivisionTransfer, EndingManner
from services.catalog.domain.organisation.organising import decide_agency
from services.catalog.domain.organisation.reorganisation import MOST_TRANSFERS
from services.catalog.domain.organisation.staff_commands import AddDivision, AppointOfficial, EndAppointment
from services.catalog.errors.organisation.reorganisation import MergerWithoutAgencies, TooManyTransfers
from services.catalog.errors.organisation.staff import TransferToSameAgency
from shared.eventstore.pending_command import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Role, check_recorded_in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganise:
    """Agencies end on a day, and others, new or existing, succeed them: one decision's whole effect."""

    manner: EndingManner
    endings: tuple[tuple[str, tuple[DivisionTransfer, ...]], ...]  #: agency, and what becomes of divisions
    successors: tuple[str, ...]
    founded: tuple[RegisterAgency, ...] = ()  #: those of the successors that are new
    decision_number: str
    decision_date: date
    effective_from: date
    by: Actor
    at: datetime


def reorganise(work: UnitOfWork, command: Reorganise, version: int | None) -> Answer:
    """Carry it out; answers what happened to each agency. `version` is that of the first that ends."""
    check_recorded_in_time(command.at, work.context.recorded_at, history=command.by.has(Role.IMPORTER))
    _check_endings(command)
    work.expect(AGENCY, command.endings[0][0], version)
    happened: dict[str, list[str]] = {}
    for founded in command.founded:
        _note(happened, organise(work, founded, None))
    for agency, transfers in command.endings:
        _note(happened, _dissolve(work, command, agency, transfers))
    for successor in command.successors:
        _note(happened, _succeed(work, command, successor))
    return {
        "agencies": [
            {"agency": agency, "version": work.version(AGENCY, agency), "events": events}
            for agency, events in happened.items()
        ]
    }


def _check_endings(command: Reorganise) -> None:
    agencies = [agency for agency, _ in command.endings]
    unfit = not agencies or len(set(agencies)) < len(agencies) or set(agencies) & set(command.successors)
    if command.manner is EndingManner.MERGED and unfit:
        raise MergerWithoutAgencies(where="agencies", into=", ".join(command.successors))
    count = sum(len(transfers) for _, transfers in command.endings)
    if count > MOST_TRANSFERS:
        raise TooManyTransfers(where="divisions", given=count, most=MOST_TRANSFERS)


def _dissolve(
    work: UnitOfWork,
    command: Reorganise,
    agency: str,
    transfers: tuple[DivisionTransfer, ...],
) -> Answer:
    state = work.state(AGENCY, agency)
    told = tuple(replace(one, successor_division=one.successor_division or one.division) for one in transfers)
    order = DissolveAgency(
        agency=agency,
        manner=command.manner,
        successors=tuple(_successor(work, code, command.effective_from) for code in command.successors),
        divisions=told,
        decision_number=command.decision_number,
        decision_date=command.decision_date,
        effective_from=command.effective_from,
        by=command.by,
        at=command.at,
    )
    events = decide_agency(state, order)
    division_names = dict(state.divisions)
    work.append(AGENCY, agency, events, correlation=agency)
    for transfer in told:
        _take_over(work, command, transfer, division_names[transfer.division])
    return {"agency": agency, "events": names(events)}


def _successor(work: UnitOfWork, code: str, day: date) -> Successor:
    return Successor(agency=code, exists=work.state(AGENCY, code).exists_on(day))


def _take_over(work: UnitOfWork, command: Reorganise, transfer: DivisionTransfer, name: str) -> None:
    """The successor has the division from now on, under its old name, unless it has one of that code."""
    state = work.state(AGENCY, transfer.successor)
    if transfer.successor_division in state.divisions:
        return
    adding = AddDivision(
        agency=transfer.successor,
        division=transfer.successor_division,
        name=name,
        by=command.by,
        at=command.at,
    )
    work.append(AGENCY, transfer.successor, decide_agency(state, adding), correlation=transfer.successor)


def _succeed(work: UnitOfWork, command: Reorganise, successor: str) -> Answer:
    order = SucceedAgencies(
        agency=successor,
        predecessors=tuple(agency for agency, _ in command.endings),
        decision_number=command.decision_number,
        decision_date=command.decision_date,
        effective_from=command.effective_from,
        by=command.by,
        at=command.at,
    )
    events = decide_agency(work.state(AGENCY, successor), order)
    work.append(AGENCY, successor, events, correlation=successor)
    return {"agency": successor, "events": names(events)}


def _note(happened: dict[str, list[str]], answer: Answer) -> None:
    assert answer is not None
    happened.setdefault(answer["agency"], []).extend(answer["events"])


def transfer(work: UnitOfWork, appointing: AppointOfficial, leaving: str, version: int | None) -> Answer:
    """Let an official leave one agency for another: both or neither. `version` is that of the one left."""
    if appointing.agency == leaving:
        raise TransferToSameAgency(where="to", official=appointing.official, agency=leaving)
    ending = EndAppointment(
        agency=leaving,
        official=appointing.official,
        transferred_to=appointing.agency,
        by=appointing.by,
        at=appointing.at,
    )
    answers: Sequence[Answer] = [organise(work, ending, version), organise(work, appointing, None)]
    return {"agencies": list(answers)}
