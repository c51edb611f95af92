"""An agency asks another to do a part of an open step."""

from datetime import datetime
from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Visit
from services.cases.domain.coordination.guards import check_may_ask
from services.cases.domain.coordination_state import Coordination as Asked
from services.cases.domain.deadline import calendar_of, deadline_of_visit
from services.cases.domain.documents import ENCLOSED, Documents, enclosed
from services.cases.domain.known import Known
from services.cases.domain.secrecy import check_not_secret
from services.cases.errors.coordination import (
    AgencyNotToBeAsked,
    AskedItself,
    LimitMustBeStated,
    QuestionMissing,
    StepAsksNobody,
)
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.steps import StepAlreadyCompleted
from shared.contracts.cases.coordination import CoordinationRequested
from shared.contracts.catalog.parts import Coordination
from shared.contracts.stated_limit import StatedLimit
from shared.contracts.vocabulary import Code, Text, TimeLimit, described
from shared.decider import Act, command
from shared.kernel import CoordinationRole, Counting, day_of
from shared.restating import restate
from shared.working_time.errors import LimitBeyondCalendar


@command
class RequestCoordination:
    """Ask another agency for a part of an open step."""

    step: Code
    agency: Annotated[Code | None, described("Without it: the one that the catalogue names.")] = None
    question: Text
    documents: Documents = ()
    time_limit: Annotated[
        StatedLimit | None,
        described("Without it: the catalogue's, else what is left of the step's."),
    ] = None
    role: Annotated[CoordinationRole | None, described("Without it: as the catalogue says.")] = None
    external_reference: Text | None = None


@CASE.decides(
    RequestCoordination,
    known=Known,
    refuses=(
        *rules.HELD,
        StepAlreadyCompleted,
        *rules.WORKED_ON,
        *rules.TIMED,
        StepAsksNobody,
        AskedItself,
        AgencyNotToBeAsked,
        QuestionMissing,
        *ENCLOSED,
        LimitMustBeStated,
        CalendarNotKnownYet,
        LimitBeyondCalendar,
    ),
)
def request(case: Case, command: RequestCoordination, act: Act, known: Known) -> CoordinationRequested:
    """From a step that the catalogue marks so, to the agency that it names, or that a decline named."""
    visit = rules.open_visit(case, command.step)
    check_may_ask(case, visit.step, act.by)
    rules.check_time_at_visit(act, case, visit)
    rule = case.route.steps[visit.step].coordination
    if rule is None:
        raise StepAsksNobody(where=visit.step, step=visit.step)
    agency = command.agency or rule.responding_agency
    _check_to_be_asked(case, visit, rule, agency)
    question = command.question.strip()
    if not question:
        raise QuestionMissing(where="question")
    check_not_secret("question", question)
    documents = enclosed(command.documents)
    named = agency == rule.responding_agency
    limit = command.time_limit or rule.time_limit or _what_is_left(case, visit, act, known)
    return restate(
        CoordinationRequested,
        command,
        **case.named_request(
            len(case.coordinations) + 1, visit.step, visit.number, agency, recorded_by=act.recorded_by
        ),
        question=question,
        documents=documents,
        time_limit=limit,
        due_at=_due(case, agency, limit, act, known),
        role=command.role or rule.role,
        responding_procedure=rule.responding_procedure if named else "",
        silence_is_agreement=rule.silence_is_agreement,
        goes_on_by_itself=rule.goes_on_by_itself,
        outside=_is_outside(agency, act, known),
        requested_by=act.by.name,
        requested_at=act.at,
    )


def _check_to_be_asked(case: Case, visit: Visit, rule: Coordination, agency: str) -> None:
    if not agency or agency == case.agency:
        raise AskedItself(where="agency")
    declines = {asked.belongs_to for asked in case.coordinations.values() if asked.step == visit.step}
    if agency != rule.responding_agency and agency not in declines:
        raise AgencyNotToBeAsked(where="agency", agency=agency, step=visit.step, named=rule.responding_agency)


def _is_outside(agency: str, act: Act, known: Known) -> bool:
    """In a history an agency that has people here acts by them, whenever it went live."""
    if act.history and known.directory(agency).officials:
        return False
    return known.agency(agency).is_outside(day_of(act.at))


def _due(case: Case, agency: str, limit: TimeLimit, act: Act, known: Known) -> datetime | None:
    """By the asked agency's calendar as it is known now; None while none is."""
    calendar = known.calendar(case.working_calendar)
    return calendar.of(agency).due_at(act.at, limit) if calendar is not None else None


def _what_is_left(case: Case, visit: Visit, act: Act, known: Known) -> TimeLimit:
    """Of the step's own time, in working time. Raises `LimitMustBeStated` where nothing is left."""
    calendar = calendar_of(case, known)
    due = deadline_of_visit(case, visit, calendar)
    left = calendar.working_minutes(act.at, due) if due > act.at else 0
    if left <= 0:
        raise LimitMustBeStated(where="time_limit", step=visit.step)
    return TimeLimit.of(left, Counting.WORKING_HOURS)


@CASE.evolves(CoordinationRequested)
def requested(case: Case, event: CoordinationRequested) -> None:
    """It is owed from now on."""
    case.coordinations[event.coordination] = restate(
        Asked, event, number=event.coordination, since=event.requested_at, version=case.version
    )
    case.note_time(event.requested_at)
