"""How a case begins: under the edition in force, at its first stage or, past optional steps, a later one."""

from services.cases.domain import rules
from services.cases.domain.case import Case, Phase
from services.cases.domain.catalogue import Catalogue
from services.cases.domain.commands import OpenCase, Target
from services.cases.domain.directory import RETRY_AFTER, Directory, check_belongs
from services.cases.domain.events import CaseEvent, CaseOpened, CaseStep, OpenedStep
from services.cases.domain.facts import recorded_by
from services.cases.domain.procedure import Procedure, ProcedureAdopted, edition_in_force
from services.cases.domain.route import BEFORE_FIRST, Route
from services.cases.errors import (
    CaseAlreadyOpened,
    DivisionNotResponsible,
    DueNotAfterOpening,
    ProcedureNotInForce,
    ProcedureNotKnownYet,
    SubjectMissing,
)
from shared.kernel import day_of


def decide_open(
    state: Case,
    command: OpenCase,
    procedure: Procedure,
    number: str,
    directory: Directory,
    catalogue: Catalogue | None = None,
) -> list[CaseEvent]:
    """Open a case under the edition of `procedure` in force on its day, as `number`.

    `procedure` is the aggregate that `command.agency` and `command.procedure` name; `number` the next of the
    agency's register; `directory` the agency's, for officials that the command names; `catalogue` says which
    of its editions have ended.
    """
    if state.phase is not Phase.UNOPENED:
        raise CaseAlreadyOpened(case_number=state.number)
    rules.check_may_open(command)
    rules.check_time(command, command.agency)
    subject = command.subject.strip()
    if not subject:
        raise SubjectMissing(where="subject")
    if command.due_at is not None and command.due_at <= command.at:
        raise DueNotAfterOpening(where="due_at", due_at=command.due_at, opened_at=command.at)
    edition = _edition(command, procedure, catalogue or Catalogue())
    steps = _copied(edition)
    route = Route.of(steps)
    return [
        CaseOpened(
            case_number=number,
            agency=command.agency,
            procedure=command.procedure,
            edition=edition.edition,
            subject=subject,
            opened_by=command.by.name,
            opened_at=command.at,
            working_calendar=edition.working_calendar,
            time_limit=edition.time_limit,
            due_at=command.due_at,
            external_reference=command.external_reference,
            imported=command.imported,
            steps=steps,
            first=opened(route, {}, route.forward(BEFORE_FIRST, command.first_steps), directory),
            recorded_by=recorded_by(command.by),
        )
    ]


def opened(
    route: Route, visits_made: dict[str, int], targets: tuple[Target, ...], directory: Directory
) -> tuple[OpenedStep, ...]:
    """The visits that begin at these targets, each taken by a division that is responsible for the step."""
    return tuple(_opened(route.steps[target.step], visits_made, target, directory) for target in targets)


def _opened(step: CaseStep, visits_made: dict[str, int], target: Target, directory: Directory) -> OpenedStep:
    division = target.division or step.division
    if division != step.division and division not in step.other_divisions:
        allowed = ", ".join((step.division, *step.other_divisions))
        raise DivisionNotResponsible(where=step.step, division=division, step=step.step, allowed=allowed)
    if target.official is not None:
        check_belongs(directory, target.official, division)
    return OpenedStep(
        step=step.step,
        visit=visits_made.get(step.step, 0) + 1,
        division=division,
        official=target.official,
        time_limit=step.time_limit,
    )


def _edition(command: OpenCase, procedure: Procedure, catalogue: Catalogue) -> ProcedureAdopted:
    named = {"agency": command.agency, "procedure": command.procedure}
    if not procedure.editions:
        raise ProcedureNotKnownYet(where="procedure", retry_after=RETRY_AFTER, **named)
    on = day_of(command.at)
    ended = [number for number, ended_at in catalogue.ended.items() if ended_at <= command.at]
    edition = edition_in_force(procedure, on, ended)
    if edition is None:
        raise ProcedureNotInForce(where="procedure", on=on, **named)
    return edition


def _copied(edition: ProcedureAdopted) -> tuple[CaseStep, ...]:
    return tuple(
        CaseStep(
            step=step.code,
            name=step.name,
            stage=stage.code,
            division=step.division,
            other_divisions=step.other_divisions,
            time_limit=step.time_limit,
            optional=step.optional,
        )
        for stage in edition.stages
        for step in stage.steps
    )
