"""Whether an event that comes next completes a pattern of buck-passing.

A pure function of the states of the tree's cases before it, so of the tree's events.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from services.cases.domain.agencies import superior_of
from services.cases.domain.case import CASE, Case
from services.cases.domain.known import Known
from services.cases.domain.passes import Pass, Unit
from services.cases.domain.passing.last_day import is_last_day
from services.cases.domain.passing.noting import pass_of
from services.cases.domain.passing.patterns import (
    CaseStates,
    Evidence,
    asked_again,
    circle,
    refused_in_turn,
    repeated_return,
)
from services.cases.domain.passing.upward import is_submitted_upward
from shared.contracts.cases.passing import BuckPassingDetected, PassingUnit
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.kernel import day_of


class BuckPassingKind(StrEnum):
    """How work was passed between units without progress."""

    REPEATED_RETURN = "repeated_return"
    REFUSED_IN_TURN = "refused_in_turn"
    CIRCLE = "circle"
    ASKED_AGAIN = "asked_again"
    LAST_DAY = "last_day"
    SUBMITTED_UPWARD = "submitted_upward"


def detected(case: Case, event: Any, states: CaseStates, known: Known) -> list[BuckPassingDetected]:
    """What the event, which comes next in the case, completes: a pattern, and what it is by itself."""
    last = pass_of(event, case.version + 1)
    if last is None or not last.to:
        return []
    return [_told(case, event, kind, evidence, known) for kind, evidence in _found(case, last, states, known)]


def _found(
    case: Case, last: Pass, states: CaseStates, known: Known
) -> Iterator[tuple[BuckPassingKind, Evidence]]:
    """The first pattern that fits names it: what is refused in turn may be a circle as well.

    By itself an act may be both on the last day and upward.
    """
    if evidence := repeated_return(case, last):
        yield BuckPassingKind.REPEATED_RETURN, evidence
    elif evidence := refused_in_turn(case, last):
        yield BuckPassingKind.REFUSED_IN_TURN, evidence
    elif evidence := asked_again(case, last):
        yield BuckPassingKind.ASKED_AGAIN, evidence
    elif evidence := circle(case, last, states):
        yield BuckPassingKind.CIRCLE, evidence
    if is_last_day(case, last, known):
        yield BuckPassingKind.LAST_DAY, (last,)
    if is_submitted_upward(case, last, known):
        yield BuckPassingKind.SUBMITTED_UPWARD, (last,)


def _told(
    case: Case, event: Any, kind: BuckPassingKind, evidence: Evidence, known: Known
) -> BuckPassingDetected:
    last = evidence[-1]
    between = _between(kind, evidence)
    return BuckPassingDetected(
        **case.named_by(event.recorded_by),
        kind=kind.value,
        between=tuple(PassingUnit(agency=unit.agency, division=unit.division) for unit in between),
        step=last.step,
        coordination=last.coordination,
        evidence=tuple(_id(one) for one in evidence),
        above=_above([unit.agency for unit in between], last, known),
        detected_at=last.at,
    )


def _above(agencies: list[str], last: Pass, known: Known) -> str | None:
    """The nearest agency that stands above them all; of one alone itself."""
    found: str | None = agencies[0]
    for one in agencies[1:]:
        found = superior_of(known.agency, found, one, day_of(last.at)) if found is not None else None
    return found


def _between(kind: BuckPassingKind, evidence: Evidence) -> list[Unit]:
    """Who passed it on, in order; of one alone, and whom it went to."""
    units = [one.unit for one in evidence]
    if kind not in (BuckPassingKind.REFUSED_IN_TURN, BuckPassingKind.CIRCLE):
        first = evidence[0]
        units += [unit for unit in evidence[-1].to if unit in first.to]
    return list(dict.fromkeys(units))


def _id(one: Pass) -> str:
    return event_id(Service.CASES.value, CASE.stream(one.case_number), one.version)


@CASE.evolves(BuckPassingDetected)
def buck_passing_detected(case: Case, event: BuckPassingDetected) -> None:
    """It moves nothing; nothing is earlier than what it was told of."""
    case.note_time(event.detected_at)
