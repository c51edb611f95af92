"""What happened to a case elsewhere is all taken in, so that it is an ordinary case; or more of it comes."""

from datetime import datetime

from services.cases.domain.case import CASE, Case, Visit
from shared.contracts.cases.course import HistoryEnded, HistoryResumed
from shared.contracts.vocabulary import OpenedStep
from shared.decider import Act
from shared.restating import restate


def history_over(case: Case, import_began_at: datetime, act: Act) -> list[HistoryEnded]:
    """Said once; it moves no time of the case, and nothing builds on it."""
    if not case.history:
        return []
    return [
        HistoryEnded(
            **case.named(act),
            import_began_at=import_began_at,
            open_steps=tuple(_held(visit) for visit in case.visits.values() if not visit.completed),
            ended_by=act.by.name,
            ended_at=act.at,
        )
    ]


def _held(visit: Visit) -> OpenedStep:
    return restate(OpenedStep, visit, visit=visit.number)


def history_goes_on(case: Case, act: Act) -> list[HistoryResumed]:
    """Said before more is taken in of an ordinary case."""
    if case.history:
        return []
    return [HistoryResumed(**case.named(act), resumed_by=act.by.name, resumed_at=act.at)]


@CASE.evolves(HistoryEnded)
def history_ended(case: Case, _event: HistoryEnded) -> None:
    """The sweeper looks after it."""
    case.history = False


@CASE.evolves(HistoryResumed)
def history_resumed(case: Case, _event: HistoryResumed) -> None:
    """The sweeper leaves it alone."""
    case.history = True
