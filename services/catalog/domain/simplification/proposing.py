"""A procedure is proposed to become simpler."""

from collections.abc import Callable, Mapping
from typing import Annotated, TypeAlias

from services.catalog.domain.procedure.procedure import Procedure, step_count
from services.catalog.domain.simplification.simplification import (
    OPENED,
    REASONED,
    SIMPLIFICATION,
    EditionNumber,
    Known,
    Means,
    Proposal,
    Reason,
    SimplificationProgramme,
    at_most,
    check_opened,
    edits,
    reason_of,
)
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.procedure.procedures import ProcedureNotInEdition
from services.catalog.errors.simplification import (
    AgencyOutsideProgramme,
    MayNotProposeSimplification,
    NoBaseline,
    NotSimpler,
    ProgrammeFull,
)
from shared.contracts.declaring import event
from shared.contracts.stated_limit import StatedLimit
from shared.contracts.vocabulary import Code, Instant, TimeLimit, Whole, described
from shared.decider import Act, command
from shared.restating import restate

MOST_PROPOSALS = 5000


@event()
class SimplificationProposed:
    """What is proposed for a procedure, beside what it is in an edition."""

    programme: str
    proposal: int  #: its number in the programme, from 1
    agency: str
    procedure: str
    edition: int  #: the one that the figures before are taken from
    means: tuple[str, ...]  #: sorted; the order has no meaning
    reason: str
    time_before: TimeLimit | None
    steps_before: int
    expected_time: TimeLimit | None  #: None with `Means.REMOVED`, or if the procedure has no total
    expected_steps: int  #: 0 with `Means.REMOVED`
    proposed_by: str
    proposed_at: Instant


@command
class ProposeSimplification:
    """Propose to simplify a procedure. What stays as it is may be left out."""

    programme: Code
    agency: Code
    procedure: Code
    edition: Annotated[
        EditionNumber | None,
        described("Where the figures before are taken from; without it: in force on the baseline's day."),
    ] = None
    means: Annotated[
        tuple[Means, ...], described("How it becomes simpler.", min_length=1, max_length=len(Means))
    ]
    reason: Reason
    expected_time: StatedLimit | None = None
    expected_steps: Annotated[Whole, described("Steps that are left.", ge=0, le=40_000)] | None = None


@SIMPLIFICATION.decides(
    ProposeSimplification,
    refuses=(
        *TIMED,
        *OPENED,
        MayNotProposeSimplification,
        AgencyOutsideProgramme,
        NoBaseline,
        ProcedureNotInEdition,
        ProgrammeFull,
        NotSimpler,
        *REASONED,
    ),
    known=Known,
)
def propose(
    programme: SimplificationProgramme, command: ProposeSimplification, act: Act, known: Known
) -> SimplificationProposed:
    """An editor proposes, for a procedure that is in an issued edition; `edition` is one by now."""
    check_time(act)
    check_opened(programme, command.programme)
    if not edits(act.by, command.agency):
        raise MayNotProposeSimplification(where="agency", agency=command.agency)
    if programme.agency not in (None, command.agency):
        raise AgencyOutsideProgramme(where="agency", agency=command.agency, programme=command.programme)
    if command.edition is None:
        raise NoBaseline(where="edition", agency=command.agency)
    before = (known.issued(command.agency, command.edition) or {}).get(command.procedure)
    if before is None:
        raise ProcedureNotInEdition(where="procedure", procedure=command.procedure)
    if len(programme.proposals) >= MOST_PROPOSALS:
        raise ProgrammeFull(where="programme", most=MOST_PROPOSALS)
    time, steps = _expected(command, before)
    return restate(
        SimplificationProposed,
        command,
        proposal=len(programme.proposals) + 1,
        edition=command.edition,
        means=tuple(sorted(set(command.means))),
        reason=reason_of(command.reason),
        time_before=before.time_limit,
        steps_before=step_count(before),
        expected_time=time,
        expected_steps=steps,
        proposed_by=act.by.name,
        proposed_at=act.at,
    )


@SIMPLIFICATION.evolves(SimplificationProposed)
def proposed(programme: SimplificationProgramme, event: SimplificationProposed) -> None:
    """It waits for the head of the agency."""
    programme.proposals[event.proposal] = restate(Proposal, event, means=tuple(map(Means, event.means)))


#: Whether the expected time and steps are less in the way that is meant, than those before.
Lowers: TypeAlias = Callable[[TimeLimit | None, int, Procedure], bool]


def _fewer_steps(_time: TimeLimit | None, steps: int, before: Procedure) -> bool:
    return steps < step_count(before)


def _shorter(time: TimeLimit | None, _steps: int, before: Procedure) -> bool:
    return time != before.time_limit


#: What each means must lower; the others need lower nothing that is counted.
_LOWERS: Mapping[Means, Lowers] = {
    Means.FEWER_STEPS: _fewer_steps,
    Means.MERGED_STEPS: _fewer_steps,
    Means.SHORTER_LIMIT: _shorter,
}


def _expected(command: ProposeSimplification, before: Procedure) -> tuple[TimeLimit | None, int]:
    """What is expected, found to be simpler in the way that it says and in no way worse."""
    time, steps = command.expected_time, command.expected_steps
    if Means.REMOVED in command.means:
        if time is not None or steps:
            raise NotSimpler(where="means", procedure=command.procedure)
        return None, 0
    had = step_count(before)
    time, steps = time or before.time_limit, had if steps is None else steps
    no_worse = at_most(time, before.time_limit) and 1 <= steps <= had
    lowered = all(_LOWERS[one](time, steps, before) for one in command.means if one in _LOWERS)
    if not (command.means and no_worse and lowered):
        raise NotSimpler(where="means", procedure=command.procedure)
    return time, steps
