"""The asked agency takes a request up: under one of its own procedures, or without a case of its own."""

from datetime import datetime
from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.guards import ASKED, check_asked, check_time_of_asked
from services.cases.domain.coordination_state import Coordination, CoordinationPhase
from services.cases.domain.known import Known
from services.cases.errors.coordination import AgencyOutside, CoordinationAlreadyReceived, InformedOnly
from shared.contracts.cases.coordination import CoordinationReceived
from shared.contracts.vocabulary import Code, Text, described
from shared.decider import Act, command

CoordinationName = Annotated[int, described("The how-manyeth coordination of the case, from 1.", ge=1)]


@command
class ReceiveCoordination:
    """Take a request of another agency up, with a case of one's own for it or without."""

    coordination: CoordinationName
    opens_case: Annotated[bool, described("Whether a case of one's own is opened for it.")] = False
    procedure: Annotated[
        Code | None,
        described("Of the asked agency, in force, for that case; without it: what the catalogue proposes."),
    ] = None
    subject: Annotated[Text | None, described("Of that case; without it: that of the asking one.")] = None
    external_reference: Annotated[Text | None, described("Of that case, in another system.")] = None


@CASE.decides(
    ReceiveCoordination,
    known=Known,
    refuses=(*ASKED, CoordinationAlreadyReceived, AgencyOutside, InformedOnly, *rules.TIMED),
)
def receive_coordination(
    case: Case, command: ReceiveCoordination, act: Act, known: Known
) -> CoordinationReceived:
    """Any official of the asked agency takes it up, once."""
    asked = check_asked(case, command.coordination, act)
    if asked.phase_at(act.at) is not CoordinationPhase.REQUESTED:
        raise CoordinationAlreadyReceived(where="coordination", coordination=asked.number, phase=asked.phase)
    if command.opens_case:
        _check_may_have_a_case(asked, act.at)
    check_time_of_asked(act, asked)
    return CoordinationReceived(
        **case.named_asked(asked, act.recorded_by),
        child_case=known.number if command.opens_case else None,
        received_by=act.by.name,
        received_at=act.at,
    )


def _check_may_have_a_case(asked: Coordination, at: datetime) -> None:
    """It works in the system, and owes an answer: to be informed isn't to handle."""
    if asked.outside:
        raise AgencyOutside(where="opens_case", agency=asked.asked_agency)
    if not asked.is_owed_at(at):
        raise InformedOnly(where="opens_case", agency=asked.asked_agency)


@CASE.evolves(CoordinationReceived)
def coordination_received(case: Case, event: CoordinationReceived) -> None:
    """It is in work."""
    case.coordinations[event.coordination].unsay_silence(event.received_at)
    asked = case.touch_asked(event.coordination, event.received_at)
    asked.phase, asked.child_case = CoordinationPhase.TAKEN, event.child_case
