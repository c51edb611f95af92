"""The guards of coordinations: who may ask and who may answer, and where a coordination must stand."""

from collections.abc import Iterable
from datetime import datetime

from services.cases.domain import rules
from services.cases.domain.case import Case, Visit
from services.cases.domain.coordination_state import Coordination, CoordinationPhase
from services.cases.errors.coordination import (
    CoordinationNotAnswered,
    CoordinationNotOwed,
    CoordinationOver,
    CoordinationPending,
    CoordinationUnknown,
    DisagreementUndecided,
    NotOfAskedAgency,
)
from services.cases.errors.who import AgencyHeadOnly, AssignedToAnother, NotOfHoldingDivision
from shared.decider import Act
from shared.kernel import Actor, Role

_PEOPLE = (Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD)

#: How each group of guards may refuse.
FOUND = (*rules.ALIVE, CoordinationUnknown)
ASKED = (*FOUND, NotOfAskedAgency, CoordinationNotOwed)
ASKING = (*rules.RUNNING, CoordinationUnknown, NotOfHoldingDivision, AssignedToAnother, AgencyHeadOnly)
GOES_ON = (CoordinationPending, DisagreementUndecided)

# ---- who


def check_asked(case: Case, number: int, act: Act) -> Coordination:
    """Its state, for any official of the asked agency, or for the asker where that isn't in the system.

    The asking case may be suspended: that stops its own clocks, and nobody else's work.
    """
    rules.check_alive(case)
    found = coordination_of(case, number)
    if not may_answer(case, found, act.by):
        raise NotOfAskedAgency(where="coordination", agency=found.asked_agency)
    return found


def may_answer(case: Case, asked: Coordination, by: Actor) -> bool:
    """Whether the actor may act for the asked agency."""
    if asked.outside:
        return may_ask(case, asked.step, by)
    return (by.agency == asked.asked_agency and by.has(*_PEOPLE)) or rules.imports(by, asked.asked_agency)


def check_asking(case: Case, number: int, act: Act) -> Coordination:
    """Its state, for whoever may work on the step that asks, or the head of its agency; the case runs."""
    rules.check_running(case)
    found = coordination_of(case, number)
    check_may_ask(case, found.step, act.by)
    return found


def check_may_ask(case: Case, step: str, by: Actor) -> None:
    """Those who may work on the step that asks, and the head of the agency; alone, once it is left."""
    if rules.heads_agency(by, case) or rules.imports(by, case.agency):
        return
    visit = case.visits.get(step)
    if visit is None:
        raise AgencyHeadOnly(agency=case.agency)
    rules.check_may_work_on(by, case, visit)


def may_ask(case: Case, step: str, by: Actor) -> bool:
    """The same as a question."""
    try:
        check_may_ask(case, step, by)
    except (NotOfHoldingDivision, AssignedToAnother, AgencyHeadOnly):
        return False
    return True


# ---- where it stands


def coordination_of(case: Case, number: int) -> Coordination:
    """The case's coordination with this number. Raises `CoordinationUnknown`."""
    found = case.coordinations.get(number)
    if found is None:
        raise CoordinationUnknown(where="coordination", coordination=number)
    return found


def check_owed(asked: Coordination, at: datetime) -> None:
    """An answer is owed, or was then: silence answers nothing that was answered by its time."""
    if not asked.is_owed_at(at):
        raise CoordinationNotOwed(where="coordination", coordination=asked.number, phase=asked.phase)


def check_answered(asked: Coordination) -> None:
    """It is answered, and the answer neither accepted nor returned."""
    if asked.phase is not CoordinationPhase.ANSWERED:
        raise CoordinationNotAnswered(where="coordination", coordination=asked.number, phase=asked.phase)


def check_open(asked: Coordination) -> None:
    """It isn't over."""
    if not asked.is_open:
        raise CoordinationOver(where="coordination", coordination=asked.number, phase=asked.phase)


def check_nothing_pending(case: Case, visits: Iterable[Visit]) -> None:
    """Nothing that these visits asked for is owed, or waits to be accepted or returned."""
    for asked in (one for visit in visits for one in case.asked_by(visit) if one.is_pending):
        raise CoordinationPending(
            where=asked.step, step=asked.step, coordination=asked.number, agency=asked.asked_agency
        )


def check_goes_on(case: Case, visit: Visit) -> None:
    """Nor does a disagreement wait for a decision."""
    check_nothing_pending(case, (visit,))
    for asked in (one for one in case.asked_by(visit) if one.is_disputed):
        raise DisagreementUndecided(
            where=asked.step, step=asked.step, coordination=asked.number, agency=asked.asked_agency
        )


# ---- when


def check_time_of_asked(act: Act, asked: Coordination) -> None:
    """What the asked agency does builds on what happened to the coordination."""
    rules.check_time(act, asked.asked_agency, asked.since)


def check_time_of_asking(act: Act, case: Case, asked: Coordination) -> None:
    """What the asker does builds on that, and on the last start of the case's clock."""
    rules.check_time(act, case.agency, asked.since, case.running_since)


def check_time_of_answer(act: Act, case: Case, asked: Coordination) -> None:
    """What becomes of an answer builds on it, also where silence gave it."""
    check_time_of_asking(act, case, asked)
    rules.check_time(act, case.agency, asked.answered_at)
