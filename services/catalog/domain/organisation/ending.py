"""Agencies end, and others take over: dissolved, merged or split; each agency's half of it.

Whoever takes over exists on that day, and ends later, if ever. So the days along a chain of successors
rise, and no chain comes back to where it began.
"""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from services.catalog.domain.organisation.agency import AGENCY, Agency, Known
from services.catalog.domain.organisation.organisers import (
    DECIDED,
    EXISTING,
    REORGANISED,
    Decided,
    check_decision,
    check_exists_on,
    check_reorganiser,
)
from services.catalog.domain.procedure.naming import CODED, check_code
from services.catalog.errors.organisation.agencies import DivisionUnknown
from services.catalog.errors.organisation.reorganisation import (
    AgencyHasEnded,
    DivisionTransferredTwice,
    EndsBeforeSuccession,
    SuccessorUnfit,
    TransferToStranger,
    WrongSuccessorCount,
)
from shared.contracts.catalog.reorganisation import AgencyDissolved, AgencySucceeded, DivisionTransfer
from shared.contracts.vocabulary import Code
from shared.decider import Act, command

#: What an agency's end needs to know of another: its last day's successor, or None while it exists.
EndOf = Callable[[str], tuple[date | None, Iterable[str]]]


class EndingManner(StrEnum):
    """How an agency ended."""

    DISSOLVED = "dissolved"  #: giải thể; others take its work over
    MERGED = "merged"  #: hợp nhất, sáp nhập; with others into one
    SPLIT = "split"  #: chia tách; into several


_SUCCESSORS = {EndingManner.DISSOLVED: (1, 50), EndingManner.MERGED: (1, 1), EndingManner.SPLIT: (2, 50)}


@command
class EndAgency(Decided):
    """End the agency; its successors exist on that day, and their streams say that they succeed it."""

    agency: Code
    manner: EndingManner
    successors: tuple[Code, ...]
    divisions: tuple[DivisionTransfer, ...] = ()


@AGENCY.decides(
    EndAgency,
    refuses=(
        *REORGANISED,
        *DECIDED,
        *EXISTING,
        EndsBeforeSuccession,
        WrongSuccessorCount,
        SuccessorUnfit,
        DivisionUnknown,
        DivisionTransferredTwice,
        TransferToStranger,
        *CODED,
    ),
    known=Known,
)
def end(agency: Agency, command: EndAgency, act: Act, known: Known) -> AgencyDissolved:
    """An agency ends once, after it took over from others, and to others that are there then."""
    check_reorganiser(agency, command.agency, act)
    check_decision(command, act)
    if agency.ended_from is not None:
        raise AgencyHasEnded(where="agency", agency=command.agency, ended_from=agency.ended_from)
    check_exists_on(agency, command.effective_from)
    if agency.succeeds_from is not None and command.effective_from <= agency.succeeds_from:
        raise EndsBeforeSuccession(
            where="effective_from", agency=command.agency, succeeds_from=agency.succeeds_from
        )
    _check_successors(command, known)
    _check_transfers(agency, command)
    return AgencyDissolved(
        agency=command.agency,
        **command.decision(),
        manner=command.manner,
        successors=tuple(dict.fromkeys(command.successors)),
        divisions=command.divisions,
        dissolved_by=act.by.name,
        dissolved_at=act.at,
    )


def _check_successors(command: EndAgency, known: Known) -> None:
    fewest, most = _SUCCESSORS[command.manner]
    count = len(set(command.successors))
    if not fewest <= count <= most:
        raise WrongSuccessorCount(
            where="successors", agency=command.agency, fewest=fewest, most=most, given=count
        )
    for successor in command.successors:
        exists = known.agency(successor).exists_on(command.effective_from)
        if successor == command.agency or not exists:
            raise SuccessorUnfit(
                where="successors", agency=command.agency, successor=successor, day=command.effective_from
            )


def _check_transfers(agency: Agency, command: EndAgency) -> None:
    seen: set[str] = set()
    for transfer in command.divisions:
        if transfer.division not in agency.divisions:
            raise DivisionUnknown(where="divisions", agency=command.agency, division=transfer.division)
        if transfer.division in seen:
            raise DivisionTransferredTwice(where="divisions", division=transfer.division)
        if transfer.successor not in command.successors:
            raise TransferToStranger(
                where="divisions", division=transfer.division, successor=transfer.successor
            )
        check_code(transfer.successor_division, "divisions")
        seen.add(transfer.division)


@AGENCY.evolves(AgencyDissolved)
def dissolved(agency: Agency, event: AgencyDissolved) -> None:
    """From that day on it is no longer one."""
    agency.ended_from, agency.successors = event.effective_from, event.successors


@command
class SucceedAgencies(Decided):
    """Take over from agencies that end; the other half of `EndAgency`."""

    agency: Code
    predecessors: tuple[Code, ...]


@AGENCY.decides(SucceedAgencies, refuses=(*REORGANISED, *DECIDED, *EXISTING))
def succeed(agency: Agency, command: SucceedAgencies, act: Act) -> AgencySucceeded:
    """Whoever takes over exists on that day."""
    check_reorganiser(agency, command.agency, act)
    check_decision(command, act)
    check_exists_on(agency, command.effective_from)
    return AgencySucceeded(
        agency=command.agency,
        **command.decision(),
        predecessors=tuple(sorted(set(command.predecessors))),
        succeeded_by=act.by.name,
        succeeded_at=act.at,
    )


@AGENCY.evolves(AgencySucceeded)
def succeeded(agency: Agency, event: AgencySucceeded) -> None:
    """It may not end before, or on, the latest such day."""
    agency.succeeds_from = max(event.effective_from, agency.succeeds_from or event.effective_from)


def live_successors(agency: str, on: date, end_of: EndOf) -> tuple[str, ...]:
    """Who does the agency's work on that day: itself while it exists, else those that its chain leads to."""
    found: set[str] = set()
    seen: set[str] = set()
    ahead = [agency]
    while ahead:
        code = ahead.pop()
        if code in seen:
            continue
        seen.add(code)
        ended_from, successors = end_of(code)
        if ended_from is None or on < ended_from:
            found.add(code)
        else:
            ahead.extend(successors)
    return tuple(sorted(found))
