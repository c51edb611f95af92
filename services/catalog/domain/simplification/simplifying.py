"""The decisions on simplification: who may propose, accept and carry out, and what is simpler at all."""

from services.catalog.domain.procedure.naming import check_code, check_content, check_name
from services.catalog.domain.simplification.simplification import (
    AcceptSimplification,
    CarryOutSimplification,
    DeclineSimplification,
    Means,
    OpenSimplificationProgramme,
    Proposal,
    ProposalState,
    ProposeSimplification,
    SimplificationAccepted,
    SimplificationCarriedOut,
    SimplificationCommand,
    SimplificationDeclined,
    SimplificationEvent,
    SimplificationProgramme,
    SimplificationProgrammeOpened,
    SimplificationProposed,
)
from services.catalog.domain.simplification.simplification_figures import step_count
from services.catalog.errors.procedure.procedures import ProcedureNotInEdition
from services.catalog.errors.simplification import (
    AgencyOutsideProgramme,
    EditionNotYetInForce,
    MayNotDecideOnSimplification,
    MayNotOpenProgramme,
    MayNotProposeSimplification,
    NotCarriedOut,
    NotSimpler,
    ProgrammeAlreadyOpen,
    ProgrammeFull,
    ProgrammeNotFound,
    ProposalNotFound,
    ProposalSettled,
    SimplificationWithoutReason,
    TargetUnfit,
)
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Actor, Role

MOST_PROPOSALS = 5000


def decide_simplification(
    state: SimplificationProgramme, command: SimplificationCommand
) -> list[SimplificationEvent]:
    """The events that the command leads to; raises the refusal that keeps it from happening."""
    match command:
        case OpenSimplificationProgramme():
            return [_open(state, command)]
        case ProposeSimplification():
            return [_propose(state, command)]
        case AcceptSimplification():
            return [_accept(state, command)]
        case DeclineSimplification():
            return [_decline(state, command)]
        case CarryOutSimplification():
            return [_carry_out(state, command)]


def _open(
    state: SimplificationProgramme, command: OpenSimplificationProgramme
) -> SimplificationProgrammeOpened:
    of_the_agency = _leads(command.by, command.agency) and command.agency
    if not of_the_agency and not command.by.has(Role.REVIEWER, Role.OPERATOR):
        raise MayNotOpenProgramme(where="agency")
    check_code(command.programme, "programme")
    check_name(command.name, "name")
    if state.code:
        raise ProgrammeAlreadyOpen(where="programme", programme=command.programme)
    measures = [target.measure for target in command.targets]
    fit = all(1 <= target.per_cent <= 100 for target in command.targets)
    if not measures or len(set(measures)) < len(measures) or not fit:
        raise TargetUnfit(where="targets")
    return SimplificationProgrammeOpened(
        programme=command.programme,
        name=command.name,
        agency=command.agency,
        baseline_on=command.baseline_on,
        targets=command.targets,
        opened_by=command.by.name,
        opened_at=command.at,
    )


def _propose(state: SimplificationProgramme, command: ProposeSimplification) -> SimplificationProposed:
    _check_open(state, command.programme)
    if not (command.by.has(Role.CATALOGUE_EDITOR) and command.by.agency == command.agency):
        raise MayNotProposeSimplification(where="agency", agency=command.agency)
    if state.agency not in ("", command.agency):
        raise AgencyOutsideProgramme(where="agency", agency=command.agency, programme=command.programme)
    if command.before is None:
        raise ProcedureNotInEdition(where="procedure", procedure=command.procedure)
    if len(state.proposals) >= MOST_PROPOSALS:
        raise ProgrammeFull(where="programme", most=MOST_PROPOSALS)
    time, steps = _expected(command)
    return SimplificationProposed(
        programme=command.programme,
        proposal=len(state.proposals) + 1,
        agency=command.agency,
        procedure=command.procedure,
        edition=command.edition,
        means=tuple(sorted(set(command.means))),
        reason=_reason(command.reason),
        time_before=command.before.time_limit,
        steps_before=step_count(command.before),
        expected_time=time,
        expected_steps=steps,
        proposed_by=command.by.name,
        proposed_at=command.at,
    )


def _expected(command: ProposeSimplification) -> tuple[TimeLimit | None, int]:
    """What is expected, found to be simpler in the way that it says and in no way worse."""
    before = command.before
    assert before is not None
    time, steps = command.expected_time, command.expected_steps
    if Means.REMOVED in command.means:
        if time is not None or steps:
            raise NotSimpler(where="means", procedure=command.procedure)
        return None, 0
    had = step_count(before)
    time, steps = time or before.time_limit, had if steps is None else steps
    sound = bool(command.means) and _at_most(time, before.time_limit) and 1 <= steps <= had
    if {Means.FEWER_STEPS, Means.MERGED_STEPS} & set(command.means):
        sound = sound and steps < had
    if Means.SHORTER_LIMIT in command.means:
        sound = sound and time != before.time_limit
    if not sound:
        raise NotSimpler(where="means", procedure=command.procedure)
    return time, steps


def _at_most(time: TimeLimit | None, most: TimeLimit | None) -> bool:
    if time is None or most is None:
        return time is most
    return time.counting == most.counting and time.amount <= most.amount


def _accept(state: SimplificationProgramme, command: AcceptSimplification) -> SimplificationAccepted:
    proposal = _of(state, command, ProposalState.PROPOSED)
    _check_head(command.by, proposal)
    return SimplificationAccepted(
        programme=command.programme,
        proposal=command.proposal,
        agency=proposal.agency,
        procedure=proposal.procedure,
        expected_time=proposal.expected_time,
        expected_steps=proposal.expected_steps,
        accepted_by=command.by.name,
        accepted_at=command.at,
    )


def _decline(state: SimplificationProgramme, command: DeclineSimplification) -> SimplificationDeclined:
    proposal = _of(state, command, ProposalState.PROPOSED)
    _check_head(command.by, proposal)
    return SimplificationDeclined(
        programme=command.programme,
        proposal=command.proposal,
        agency=proposal.agency,
        reason=_reason(command.reason),
        declined_by=command.by.name,
        declined_at=command.at,
    )


def _carry_out(state: SimplificationProgramme, command: CarryOutSimplification) -> SimplificationCarriedOut:
    proposal = _of(state, command, ProposalState.ACCEPTED)
    editor = command.by.has(Role.CATALOGUE_EDITOR) and command.by.agency == proposal.agency
    if not editor:
        _check_head(command.by, proposal)
    if not command.issued:
        raise EditionNotYetInForce(where="edition", agency=proposal.agency, edition=command.edition)
    after = command.after
    steps = step_count(after) if after else 0
    if Means.REMOVED in proposal.means:
        reached = after is None
    else:
        reached = after is not None and steps <= proposal.expected_steps
        reached = reached and _at_most(after.time_limit if after else None, proposal.expected_time)
    if not reached:
        raise NotCarriedOut(where="edition", procedure=proposal.procedure, edition=command.edition)
    return SimplificationCarriedOut(
        programme=command.programme,
        proposal=command.proposal,
        agency=proposal.agency,
        procedure=proposal.procedure,
        edition=command.edition,
        time_after=after.time_limit if after else None,
        steps_after=steps,
        carried_out_by=command.by.name,
        carried_out_at=command.at,
    )


# --- guards --------------------------------------------------------------------------------------


def _check_open(state: SimplificationProgramme, programme: str) -> None:
    if not state.code:
        raise ProgrammeNotFound(where="programme", programme=programme)


def _of(
    state: SimplificationProgramme,
    command: AcceptSimplification | DeclineSimplification | CarryOutSimplification,
    status: ProposalState,
) -> Proposal:
    _check_open(state, command.programme)
    proposal = state.proposals.get(command.proposal)
    if proposal is None:
        raise ProposalNotFound(where="proposal", proposal=command.proposal, programme=command.programme)
    if proposal.status is not status:
        raise ProposalSettled(where="proposal", proposal=command.proposal)
    return proposal


def _leads(by: Actor, agency: str) -> bool:
    return by.has(Role.AGENCY_HEAD) and by.agency == agency


def _check_head(by: Actor, proposal: Proposal) -> None:
    if not _leads(by, proposal.agency):
        raise MayNotDecideOnSimplification(where="agency", agency=proposal.agency)


def _reason(text: str) -> str:
    check_content(text, "reason")
    if not text.strip():
        raise SimplificationWithoutReason(where="reason")
    return text.strip()
