"""The head of an agency accepts a proposal to simplify one of its procedures, or declines it."""

from services.catalog.domain.simplification.simplification import (
    REASONED,
    SETTLED,
    SIMPLIFICATION,
    Number,
    Proposal,
    ProposalState,
    Reason,
    SimplificationProgramme,
    leads,
    proposal_of,
    reason_of,
)
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.simplification import MayNotDecideOnSimplification
from shared.contracts.catalog.simplification import SimplificationAccepted
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Code, Instant
from shared.decider import Act, command
from shared.restating import restate


@command
class AcceptSimplification:
    """Accept a proposal."""

    programme: Code
    proposal: Number


@SIMPLIFICATION.decides(AcceptSimplification, refuses=(*TIMED, *SETTLED, MayNotDecideOnSimplification))
def accept(
    programme: SimplificationProgramme, command: AcceptSimplification, act: Act
) -> SimplificationAccepted:
    """The head of the agency accepts it, once."""
    proposal = _to_decide(programme, command, act)
    return restate(SimplificationAccepted, command, proposal, accepted_by=act.by.name, accepted_at=act.at)


@SIMPLIFICATION.evolves(SimplificationAccepted)
def accepted(programme: SimplificationProgramme, event: SimplificationAccepted) -> None:
    """It is expected until an edition has it."""
    programme.proposals[event.proposal].status = ProposalState.ACCEPTED


@event()
class SimplificationDeclined:
    """The head of the agency doesn't want it."""

    programme: str
    proposal: int
    agency: str
    reason: str
    declined_by: str
    declined_at: Instant


@command
class DeclineSimplification:
    """Decline a proposal, with the reason."""

    programme: Code
    proposal: Number
    reason: Reason


@SIMPLIFICATION.decides(
    DeclineSimplification,
    refuses=(*TIMED, *SETTLED, MayNotDecideOnSimplification, *REASONED),
)
def decline(
    programme: SimplificationProgramme, command: DeclineSimplification, act: Act
) -> SimplificationDeclined:
    """The head of the agency declines it, once."""
    proposal = _to_decide(programme, command, act)
    return restate(
        SimplificationDeclined,
        command,
        agency=proposal.agency,
        reason=reason_of(command.reason),
        declined_by=act.by.name,
        declined_at=act.at,
    )


@SIMPLIFICATION.evolves(SimplificationDeclined)
def declined(programme: SimplificationProgramme, event: SimplificationDeclined) -> None:
    """Nothing more becomes of it."""
    programme.proposals[event.proposal].status = ProposalState.DECLINED


def _to_decide(
    programme: SimplificationProgramme, command: AcceptSimplification | DeclineSimplification, act: Act
) -> Proposal:
    check_time(act)
    proposal = proposal_of(programme, command.programme, command.proposal, ProposalState.PROPOSED)
    if not leads(act.by, proposal.agency):
        raise MayNotDecideOnSimplification(where="agency", agency=proposal.agency)
    return proposal
