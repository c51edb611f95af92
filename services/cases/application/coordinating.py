"""What a coordination asks of the cases of two agencies at once."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from services.cases.application.known_here import KnownHere
from services.cases.application.recording import last_id, record
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.coordination.asked_side import agency_given
from services.cases.domain.coordination.guards import coordination_of
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.opening import OpenCase, open_for
from services.cases.errors.course import CaseNotOpened
from shared.contracts.cases.course import AnsweredCoordination
from shared.decider import Act, GivenCommand
from shared.eventstore.unit_of_work import UnitOfWork

#: Takes the next number of an agency's book, for a case of the tree that this root began.
NextNumber = Callable[[UnitOfWork, str, Act, str | None], str]


def check_known(
    case: Case, number: str, agencies: Collection[str] | None, commands: Sequence[GivenCommand]
) -> None:
    """Before anything else is looked at: who may not know of a case learns nothing from how it is refused.

    The agency that is asked knows of the case that asks, for what it does about the request; so does the
    superior of both, where it is to decide.
    """
    if case.phase is Phase.UNOPENED:
        raise CaseNotOpened(case_number=number)
    if agencies is None or case.agency in agencies:
        return
    if not all(agency_given(case, given.command) in agencies for given in commands):
        raise CaseNotOpened(case_number=number)


def receive_with_case(
    work: UnitOfWork, number: str, command: ReceiveCoordination, act: Act, next_number: NextNumber
) -> list[Any]:
    """Take a request up and open the asked agency's own case for it, in one transaction."""
    asking = work.state(CASE, number)
    asked = coordination_of(asking, command.coordination)
    root, agency = asking.root or number, asked.asked_agency
    child = next_number(work, agency, act, root)
    received = record(work, number, CASE.decide(asking, command, act, KnownHere(work, child)))
    opening = OpenCase(
        agency=agency,
        procedure=command.procedure or asked.responding_procedure,
        subject=command.subject or asking.subject,
        external_reference=command.external_reference,
    )
    answers = AnsweredCoordination(case_number=number, coordination=asked.number, agency=asking.agency)
    state = work.begin_stream(CASE, child)
    opened = open_for(state, opening, act, KnownHere(work, child), answers, root)
    record(work, child, [opened], cause=last_id(work, number))
    return received
