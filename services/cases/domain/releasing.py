"""Who leaves strands no case: what they held goes to their division's queue, as of when they left."""

from collections.abc import Iterator
from datetime import datetime

from services.cases.domain.case import CASE, Case, Visit
from services.cases.domain.known import Known
from shared.contracts.cases.steps import StepReleased
from shared.decider import by_itself


def departures_over(case: Case, at: datetime, known: Known) -> list[StepReleased]:
    """What has come about by then of who left: no step waits for them, not even one that they completed.

    Also while the case is suspended: it moves no clock.
    """
    if not case.is_alive:
        return []
    return [
        _released(case, visit, visit.official, left_at)
        for visit, left_at in _left(case, known)
        if visit.official is not None and left_at <= at
    ]


def _left(case: Case, known: Known) -> Iterator[tuple[Visit, datetime]]:
    for visit in case.visits.values():
        holder = known.directory(case.agency).officials.get(visit.official) if visit.official else None
        left_at = holder.left_at(visit.division) if holder is not None else None
        if left_at is not None:
            yield visit, left_at


def _released(case: Case, visit: Visit, official: str, left_at: datetime) -> StepReleased:
    running = (case.running_since,) if case.running_since is not None else ()
    at = max(left_at, visit.since, *running, *(one.since for one in case.asked_by(visit)))
    act = by_itself(at)
    return StepReleased(
        **case.named(act),
        step=visit.step,
        visit=visit.number,
        division=visit.division,
        released_from=official,
        released_by=act.by.name,
        released_at=at,
    )


@CASE.evolves(StepReleased)
def released(case: Case, event: StepReleased) -> None:
    """It waits for whoever of the division receives it; one that is completed, for who hands it off."""
    case.touch(event.step, event.released_at, None).received = False
