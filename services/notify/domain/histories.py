"""HISTORY: whether what happened to a case elsewhere is being taken in: nobody is told of any of it."""

from dataclasses import dataclass
from operator import attrgetter

from shared.contracts.cases.course import CaseOpened, HistoryEnded, HistoryResumed
from shared.contracts.declaring import event
from shared.decider import Cause, Decider


@event()
class HistoryFollowed:
    """From here on what is told of the case is its history, or no longer."""

    runs_on: bool


@dataclass(slots=True)
class CaseHistory:
    """What was followed last."""

    runs_on: bool = False


#: Key: the case's number.
HISTORY = Decider[CaseHistory]("history", CaseHistory, key_of_followed=attrgetter("case_number"))


@HISTORY.follows(CaseOpened)
def opened(_history: CaseHistory, event: CaseOpened, _cause: Cause) -> HistoryFollowed | None:
    """Of an ordinary case nothing is noted."""
    return HistoryFollowed(runs_on=True) if event.runs_on else None


@HISTORY.follows(HistoryResumed)
def resumed(history: CaseHistory, _event: HistoryResumed, _cause: Cause) -> HistoryFollowed | None:
    """More is taken in."""
    return None if history.runs_on else HistoryFollowed(runs_on=True)


@HISTORY.follows(HistoryEnded)
def ended(history: CaseHistory, _event: HistoryEnded, _cause: Cause) -> HistoryFollowed | None:
    """It is an ordinary case."""
    return HistoryFollowed(runs_on=False) if history.runs_on else None


@HISTORY.evolves(HistoryFollowed)
def followed(history: CaseHistory, event: HistoryFollowed) -> None:
    """The last word holds."""
    history.runs_on = event.runs_on
