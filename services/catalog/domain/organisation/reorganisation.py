"""Agencies end, and others take over: dissolved, merged or split.

Whoever takes over exists on that day, and ends later, if ever. So the days along a chain of successors
rise, and no chain comes back to where it began.
"""

from collections.abc import Callable, Iterable
from datetime import date

from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.organisation.agency_commands import DissolveAgency, SucceedAgencies
from services.catalog.domain.organisation.agency_events import AgencyDissolved, AgencySucceeded, EndingManner
from services.catalog.domain.organisation.organisers import check_decision, check_exists_on, check_reorganiser
from services.catalog.domain.procedure.naming import check_code
from services.catalog.errors.organisation.agencies import DivisionUnknown
from services.catalog.errors.organisation.reorganisation import (
    AgencyHasEnded,
    DivisionTransferredTwice,
    EndsBeforeSuccession,
    SuccessorUnfit,
    TransferToStranger,
    WrongSuccessorCount,
)

#: What an agency's end needs to know of another: its last day's successor, or None while it exists.
EndOf = Callable[[str], tuple[date | None, Iterable[str]]]
MOST_TRANSFERS = 200  #: divisions whose successors one reorganisation states

_SUCCESSORS = {EndingManner.DISSOLVED: (1, 50), EndingManner.MERGED: (1, 1), EndingManner.SPLIT: (2, 50)}


def dissolve(state: Agency, command: DissolveAgency) -> list[AgencyDissolved]:
    check_reorganiser(state, command.agency, command.by)
    check_decision(command)
    if state.ended_from is not None:
        raise AgencyHasEnded(where="agency", agency=command.agency, ended_from=state.ended_from)
    check_exists_on(state, command.effective_from)
    if state.succeeds_from is not None and command.effective_from <= state.succeeds_from:
        raise EndsBeforeSuccession(
            where="effective_from", agency=command.agency, succeeds_from=state.succeeds_from
        )
    _check_successors(command)
    _check_transfers(state, command)
    return [
        AgencyDissolved(
            agency=command.agency,
            decision_number=command.decision_number,
            decision_date=command.decision_date,
            effective_from=command.effective_from,
            manner=command.manner,
            successors=tuple(sorted({successor.agency for successor in command.successors})),
            divisions=command.divisions,
            dissolved_by=command.by.name,
            dissolved_at=command.at,
        )
    ]


def _check_successors(command: DissolveAgency) -> None:
    fewest, most = _SUCCESSORS[command.manner]
    count = len({successor.agency for successor in command.successors})
    if not fewest <= count <= most:
        raise WrongSuccessorCount(
            where="successors", agency=command.agency, fewest=fewest, most=most, given=count
        )
    for successor in command.successors:
        if successor.agency == command.agency or not successor.exists:
            raise SuccessorUnfit(
                where="successors",
                agency=command.agency,
                successor=successor.agency,
                day=command.effective_from,
            )


def _check_transfers(state: Agency, command: DissolveAgency) -> None:
    successors = {successor.agency for successor in command.successors}
    seen: set[str] = set()
    for transfer in command.divisions:
        if transfer.division not in state.divisions:
            raise DivisionUnknown(where="divisions", agency=command.agency, division=transfer.division)
        if transfer.division in seen:
            raise DivisionTransferredTwice(where="divisions", division=transfer.division)
        if transfer.successor not in successors:
            raise TransferToStranger(
                where="divisions", division=transfer.division, successor=transfer.successor
            )
        check_code(transfer.successor_division, "divisions")
        seen.add(transfer.division)


def succeed(state: Agency, command: SucceedAgencies) -> list[AgencySucceeded]:
    check_reorganiser(state, command.agency, command.by)
    check_decision(command)
    check_exists_on(state, command.effective_from)
    return [
        AgencySucceeded(
            agency=command.agency,
            decision_number=command.decision_number,
            decision_date=command.decision_date,
            effective_from=command.effective_from,
            predecessors=tuple(sorted(set(command.predecessors))),
            succeeded_by=command.by.name,
            succeeded_at=command.at,
        )
    ]


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
