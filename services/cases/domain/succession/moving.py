"""What an agency had when it ended is its successors': open cases, and what it was asked for.

A case goes to the successor that the decision names for the division that holds it, and keeps number,
edition, steps and clocks. A step's division is the one that takes over; what the decision gives to nobody
there is the head's. It is time alone that brings it about: on the day from which on the decision holds.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.consequences import Consequence, leads_to
from services.cases.domain.coordination_state import Coordination, CoordinationPhase
from services.cases.domain.ending import AgencyEndReplicated
from services.cases.domain.known import Known
from services.cases.domain.succession.taking import Taking
from shared.contracts.cases.coordination import CoordinationMoved
from shared.contracts.cases.course import CaseMoved
from shared.decider import by_itself
from shared.restating import restate
from shared.working_time.days import Stay


def moves_at(case: Case, known: Known) -> datetime | None:
    """When the next end takes effect of an agency that has the case or is asked by it; None: none does."""
    return min((ending.takes_effect_at for ending in _endings(case, known)), default=None)


def moved_by(case: Case, at: datetime, known: Known) -> list[Any]:
    """What the ends that take effect by then lead to next in the case: it moves, then what it asks for."""
    return [*_case_moved(case, at, known)] or [*_requests_moved(case, at, known)]


def _endings(case: Case, known: Known) -> Iterator[AgencyEndReplicated]:
    """Asked before each command: where no agency ends, as nearly always, little more is looked at."""
    agencies = {case.agency, *(asked.asked_agency for asked in case.coordinations.values())}
    ends = {agency: end for agency in agencies if (end := known.ending(agency).decided) is not None}
    if not ends:
        return
    has = [case.agency] if case.is_alive else []
    concerned = {*has, *(asked.asked_agency for asked in _goes_by_itself(case))}
    yield from (end for agency, end in ends.items() if agency in concerned)


def _goes_by_itself(case: Case) -> Iterator[Coordination]:
    """What other agencies owe, or answered, without an open case of their own, which takes it along."""
    for asked in case.coordinations.values():
        if asked.is_open and (asked.child_case is None or asked.phase is CoordinationPhase.ANSWERED):
            yield asked


def _case_moved(case: Case, at: datetime, known: Known) -> Iterator[CaseMoved]:
    ending = known.ending(case.agency).decided
    if not case.is_alive or ending is None or ending.takes_effect_at > at:
        return
    successor = ending.successor_of(_divisions_of_work(case))
    moves = max(ending.takes_effect_at, case.latest_at or ending.takes_effect_at)
    taking = Taking(ending.taken_by(successor), known.directory(successor))
    if taking.waits_for_head(case):
        return
    yield restate(
        CaseMoved,
        ending,
        **(case.named_by(None) | {"agency": successor}),
        from_agency=case.agency,
        divisions=taking.divisions(case),
        visits=taking.visits(case),
        left_to_head=taking.left_to_head(case),
        coordinations=tuple(sorted(case.coordinations)),
        moved_by=by_itself(moves).by.name,
        moved_at=moves,
    )


def _divisions_of_work(case: Case) -> tuple[str, ...]:
    """The divisions that hold the case, those with open steps first, in the order of the route."""
    held = sorted(
        case.visits.values(), key=lambda one: (one.completed, list(case.route.steps).index(one.step))
    )
    return tuple(one.division for one in held)


def _requests_moved(case: Case, at: datetime, known: Known) -> Iterator[CoordinationMoved]:
    for asked in _goes_by_itself(case):
        ending = known.ending(asked.asked_agency).decided
        if ending is not None and ending.takes_effect_at <= at:
            yield _moved(case, asked, ending, ending.successors[0], ending.takes_effect_at)


def _moved(
    case: Case, asked: Coordination, ending: AgencyEndReplicated | CaseMoved, to: str, at: datetime
) -> CoordinationMoved:
    moves = max(at, asked.since)
    return CoordinationMoved(
        **(case.named_asked(asked, None) | {"asked_agency": to}),
        from_agency=asked.asked_agency,
        decision_number=ending.decision_number,
        effective_from=ending.effective_from,
        moved_by=by_itself(moves).by.name,
        moved_at=moves,
    )


@leads_to(CaseMoved)
def what_it_answers_follows(case: Case, event: CaseMoved) -> Iterator[Consequence]:
    """Who has the case that was opened for a request is who is asked."""
    answers = case.answers

    def followed(parent: Case) -> list[CoordinationMoved]:
        asked = parent.coordinations.get(answers.coordination) if answers is not None else None
        if asked is None or not asked.is_open or asked.asked_agency == event.agency:
            return []
        return [_moved(parent, asked, event, event.agency, event.moved_at)]

    if answers is not None:
        yield Consequence(answers.case_number, followed)


@CASE.evolves(CaseMoved)
def case_moved(case: Case, event: CaseMoved) -> None:
    """The successor has it; what happened before stays as it was."""
    case.stays.append(Stay(agency=event.from_agency, until=event.effective_from))
    case.agency = event.agency
    case.route = case.route.taken_over({one.division: one.taken_by for one in event.divisions})
    for taken in event.visits:
        stays = case.visits[taken.step].official == taken.official
        visit = case.touch(taken.step, event.moved_at, taken.official)
        visit.division, visit.received = taken.division, visit.received and stays


@CASE.evolves(CoordinationMoved)
def coordination_moved(case: Case, event: CoordinationMoved) -> None:
    """The successor owes what is owed."""
    asked = case.touch_asked(event.coordination, event.moved_at)
    asked.stays.append(Stay(agency=event.from_agency, until=event.effective_from))
    asked.asked_agency = event.asked_agency
