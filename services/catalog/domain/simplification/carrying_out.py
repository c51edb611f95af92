"""An issued edition carries out what was accepted."""

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.simplification.figures import step_count
from services.catalog.domain.simplification.known import Known
from services.catalog.domain.simplification.simplification import (
    SETTLED,
    SIMPLIFICATION,
    EditionNumber,
    Means,
    Number,
    Proposal,
    ProposalState,
    SimplificationProgramme,
    at_most,
    edits,
    leads,
    proposal_of,
)
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.simplification import (
    EditionNotYetInForce,
    MayNotDecideOnSimplification,
    NotCarriedOut,
)
from shared.contracts.catalog.simplification import SimplificationCarriedOut
from shared.contracts.vocabulary import Code
from shared.decider import Act, command
from shared.restating import restate


@command
class CarryOutSimplification:
    """Note the issued edition that has what was accepted."""

    programme: Code
    proposal: Number
    edition: EditionNumber


@SIMPLIFICATION.decides(
    CarryOutSimplification,
    refuses=(*TIMED, *SETTLED, MayNotDecideOnSimplification, EditionNotYetInForce, NotCarriedOut),
    known=Known,
)
def carry_out(
    programme: SimplificationProgramme, command: CarryOutSimplification, act: Act, known: Known
) -> SimplificationCarriedOut:
    """The edition is issued, and the procedure in it is as simple as was expected."""
    check_time(act)
    proposal = proposal_of(programme, command.programme, command.proposal, ProposalState.ACCEPTED)
    if not edits(act.by, proposal.agency) and not leads(act.by, proposal.agency):
        raise MayNotDecideOnSimplification(where="agency", agency=proposal.agency)
    issued = known.issued(proposal.agency, command.edition)
    if issued is None:
        raise EditionNotYetInForce(where="edition", agency=proposal.agency, edition=command.edition)
    after = issued.get(proposal.procedure)
    if not _reached(proposal, after):
        raise NotCarriedOut(where="edition", procedure=proposal.procedure, edition=command.edition)
    return restate(
        SimplificationCarriedOut,
        command,
        proposal,
        time_after=after.time_limit if after else None,
        steps_after=step_count(after) if after else 0,
        carried_out_by=act.by.name,
        carried_out_at=act.at,
    )


def _reached(proposal: Proposal, after: Procedure | None) -> bool:
    if after is None or Means.REMOVED in proposal.means:
        return after is None and Means.REMOVED in proposal.means
    within = at_most(after.time_limit, proposal.expected_time)
    return within and step_count(after) <= proposal.expected_steps


@SIMPLIFICATION.evolves(SimplificationCarriedOut)
def carried_out(programme: SimplificationProgramme, event: SimplificationCarriedOut) -> None:
    """What was expected is there."""
    programme.proposals[event.proposal].status = ProposalState.CARRIED_OUT
