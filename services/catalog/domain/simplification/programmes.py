"""A programme is opened: for an agency or the whole province, from a baseline, towards targets."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from services.catalog.domain.procedure.naming import CODED, WORDED, Name, check_code, check_name
from services.catalog.domain.simplification.simplification import (
    SIMPLIFICATION,
    SimplificationProgramme,
    leads,
)
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.simplification import MayNotOpenProgramme, ProgrammeAlreadyOpen, TargetUnfit
from shared.contracts.declaring import event
from shared.contracts.vocabulary import CalendarDay, Code, Instant, Whole, described
from shared.decider import Act, command
from shared.kernel import Role
from shared.restating import restate


class Measure(StrEnum):
    """What a target counts, each as the share of the baseline that is gone."""

    PROCEDURES_REMOVED = "procedures_removed"  #: procedures that are no longer in force
    PROCEDURES_SIMPLIFIED = "procedures_simplified"  #: those, and those with fewer steps or a shorter limit
    TIME = "time"  #: total limits; working time and calendar days apart, and the lower share counts
    STEPS = "steps"  #: steps, optional ones included


@command
class Target:
    """How much of the baseline is to go."""

    measure: Measure
    per_cent: Annotated[Whole, described("Of the baseline.", ge=1, le=100)]


#: A fifth; time and steps stand for the cost of compliance, which nobody enters here.
FIFTH = tuple(
    Target(measure=measure, per_cent=20)
    for measure in (Measure.PROCEDURES_SIMPLIFIED, Measure.TIME, Measure.STEPS)
)


@event()
class SimplificationProgrammeOpened:
    """The programme takes proposals."""

    programme: str
    name: str
    agency: str | None  #: whose procedures; None: those of the whole province
    baseline_on: date  #: compared with what was in force then, or with the first edition after
    targets: tuple[Target, ...]
    opened_by: str
    opened_at: Instant


@command
class OpenSimplificationProgramme:
    """Open a programme for one agency, or for the whole province."""

    programme: Code
    name: Name
    agency: Annotated[Code | None, described("Without it: the whole province.")] = None
    baseline_on: Annotated[
        CalendarDay,
        described("Compared with what was in force on this day, or with the first edition after it."),
    ]
    targets: Annotated[
        tuple[Target, ...] | None,
        described(
            "Without them: a fifth of procedures simplified, of time, and of steps.", max_length=len(Measure)
        ),
    ] = None


@SIMPLIFICATION.decides(
    OpenSimplificationProgramme,
    refuses=(*TIMED, MayNotOpenProgramme, *CODED, *WORDED, ProgrammeAlreadyOpen, TargetUnfit),
)
def open_programme(
    programme: SimplificationProgramme, command: OpenSimplificationProgramme, act: Act
) -> SimplificationProgrammeOpened:
    """A head opens one for the own agency; a reviewer or an operator for whom they will."""
    check_time(act)
    own = command.agency is not None and leads(act.by, command.agency)
    if not own and not act.by.has(Role.REVIEWER, Role.OPERATOR):
        raise MayNotOpenProgramme(where="agency")
    check_code(command.programme, "programme")
    check_name(command.name, "name")
    if programme.code:
        raise ProgrammeAlreadyOpen(where="programme", programme=command.programme)
    return restate(
        SimplificationProgrammeOpened,
        command,
        targets=_targets(command),
        opened_by=act.by.name,
        opened_at=act.at,
    )


def _targets(command: OpenSimplificationProgramme) -> tuple[Target, ...]:
    """What is stated, each measure once; a fifth where nothing is."""
    targets = FIFTH if command.targets is None else command.targets
    measures = [target.measure for target in targets]
    fit = all(1 <= target.per_cent <= 100 for target in targets)
    if not measures or len(set(measures)) < len(measures) or not fit:
        raise TargetUnfit(where="targets")
    return targets


@SIMPLIFICATION.evolves(SimplificationProgrammeOpened)
def opened(programme: SimplificationProgramme, event: SimplificationProgrammeOpened) -> None:
    """It takes proposals for these procedures."""
    programme.code, programme.agency = event.programme, event.agency
    programme.baseline_on = event.baseline_on
