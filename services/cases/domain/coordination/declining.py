"""The asked agency says that the part isn't its own, and whose it is."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.guards import ASKED, check_asked, check_owed, check_time_of_asked
from services.cases.domain.coordination.receiving import CoordinationName
from services.cases.domain.coordination_state import CoordinationPhase
from services.cases.errors.coordination import DeclineIsTheHeads
from services.cases.errors.course import ReasonMissing
from shared.contracts.cases.coordination import CoordinationDeclined
from shared.contracts.vocabulary import Code, Text, described
from shared.decider import Act, command
from shared.kernel import Role


@command
class DeclineCoordination:
    """Say that a request isn't one's own to answer."""

    coordination: CoordinationName
    reason: Text
    belongs_to: Annotated[Code | None, described("The agency whose it is.")] = None


@CASE.decides(DeclineCoordination, refuses=(*ASKED, DeclineIsTheHeads, ReasonMissing, *rules.TIMED))
def decline(case: Case, command: DeclineCoordination, act: Act) -> CoordinationDeclined:
    """By any official of the asked agency; once it was taken up, by its head alone."""
    asked = check_asked(case, command.coordination, act)
    check_owed(asked, act.at)
    agency = asked.asked_agency
    heads = asked.outside or (act.by.has(Role.AGENCY_HEAD) and act.by.agency == agency)
    if asked.phase_at(act.at) is not CoordinationPhase.REQUESTED and not (
        heads or rules.imports(act.by, agency)
    ):
        raise DeclineIsTheHeads(where="coordination", agency=agency)
    reason = rules.reason_of(command.reason)
    check_time_of_asked(act, asked)
    return CoordinationDeclined(
        **case.named_asked(asked, act.recorded_by),
        child_case=asked.child_case,
        reason=reason,
        belongs_to=command.belongs_to,
        declined_by=act.by.name,
        declined_at=act.at,
    )


@CASE.evolves(CoordinationDeclined)
def declined(case: Case, event: CoordinationDeclined) -> None:
    """The step may ask whom it named instead."""
    case.coordinations[event.coordination].unsay_silence(event.declined_at)
    asked = case.touch_asked(event.coordination, event.declined_at)
    asked.phase, asked.belongs_to = CoordinationPhase.DECLINED, event.belongs_to
    asked.stop(event.declined_at)
