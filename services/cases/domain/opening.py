"""How a case begins: under the edition in force, at its first stage or, past optional steps, a later one."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.known import FOUND, Known, edition_for
from services.cases.domain.route import BEFORE_FIRST, FORWARD, Route, Target
from services.cases.domain.secrecy import check_not_secret
from services.cases.domain.visits import OPENED, opened
from services.cases.errors.course import CaseAlreadyOpened, DueNotAfterOpening, SubjectMissing
from services.cases.errors.remarks import SecretRefused
from services.cases.errors.who import MayNotImport, MayNotOpen
from shared.contracts.cases.course import AnsweredCoordination, CaseOpened
from shared.contracts.vocabulary import Code, Instant, Text, Whole, described, within
from shared.decider import Act, command
from shared.kernel import legible
from shared.restating import restate


@command
class OpenCase:
    """Open a case of a procedure in force on the day on which it is opened."""

    agency: Code
    procedure: Code
    subject: Text
    first_steps: Annotated[
        tuple[Target, ...] | None,
        described("Without it: the first stage that has a mandatory step."),
    ] = None
    due_at: Annotated[Instant | None, described("Overrides the procedure's limit.")] = None
    external_reference: Text | None = None
    imported: Annotated[bool, described("A history from a log; the importer's role may say so.")] = False
    edition: Annotated[
        Annotated[Whole, within(ge=1, le=9999)] | None,
        described("Of a history: the edition that was derived from it, which may be younger than it."),
    ] = None


@CASE.decides(
    OpenCase,
    known=Known,
    refuses=(
        CaseAlreadyOpened,
        MayNotOpen,
        MayNotImport,
        *rules.TIMED,
        SubjectMissing,
        SecretRefused,
        DueNotAfterOpening,
        *FOUND,
        *FORWARD,
        *OPENED,
    ),
)
def open_case(case: Case, command: OpenCase, act: Act, known: Known) -> CaseOpened:
    """Open a case under the edition in force on its day, with the next number of the agency's register."""
    return open_for(case, command, act, known)


def open_for(
    case: Case,
    command: OpenCase,
    act: Act,
    known: Known,
    answers: AnsweredCoordination | None = None,
    root: str | None = None,
) -> CaseOpened:
    """The same, for the coordination that it answers, in the tree that this root case began."""
    if case.phase is not Phase.UNOPENED:
        raise CaseAlreadyOpened(case_number=case.number)
    rules.check_may_open(act.by, command.agency, imported=command.imported)
    if command.edition is not None and not command.imported:
        raise MayNotImport(where="edition")
    rules.check_time(act, command.agency)
    subject = command.subject.strip()
    if not legible(subject):
        raise SubjectMissing(where="subject")
    check_not_secret("subject", subject)
    if command.due_at is not None and command.due_at <= act.at:
        raise DueNotAfterOpening(where="due_at", due_at=command.due_at, opened_at=act.at)
    edition = edition_for(known, command.agency, command.procedure, act.at, command.edition)
    route = Route.through(edition.stages)
    targets = route.forward(BEFORE_FIRST, command.first_steps)
    return restate(
        CaseOpened,
        command,
        edition,
        case_number=known.number,
        imported=act.history or rules.imports(act.by, command.agency),
        history=act.history or command.imported,
        runs_on=act.history,
        edition=edition.edition,
        recorded_by=act.recorded_by,
        subject=subject,
        opened_by=act.by.name,
        opened_at=act.at,
        answers=answers,
        root_case=root,
        steps=tuple(route.steps.values()),
        first=opened(route, {}, targets, known.directory(command.agency)),
    )


@CASE.evolves(CaseOpened)
def case_opened(case: Case, event: CaseOpened) -> None:
    """The case is at its first steps."""
    case.number = event.case_number
    case.agency = case.opened_in = event.agency
    case.procedure = event.procedure
    case.subject, case.external_reference = event.subject, event.external_reference
    case.answers, case.root = event.answers, event.root_case or event.case_number
    case.history = event.runs_on
    case.edition = event.edition
    case.phase = Phase.RUNNING
    case.route = Route.of(event.steps)
    case.opened_at = case.running_since = event.opened_at
    case.working_calendar, case.time_limit = event.working_calendar, event.time_limit
    if event.due_at is not None:
        case.due_at, case.due_from, case.limit_counts = event.due_at, event.opened_at, False
    case.visit(event.first, event.opened_at)
