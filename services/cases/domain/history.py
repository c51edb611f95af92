"""HISTORY: what was taken in of a case, or of a coordination, that a file names: which act in which place.

An act is known by its place among those of its case or coordination. So the same file again adds nothing, a
longer one adds what is new, and another act in a known place is found.
"""

from dataclasses import dataclass, field

from services.cases.errors.histories import ActDiffers, ActOutOfPlace
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Decider


@event()
class HistoryStarted:
    """The case, or the coordination of it, has that name in a history."""

    case_number: str
    coordination: int | None = None  #: None: it is the case itself
    begun_at: Instant  #: when it was taken in


@event()
class HistoryExtended:
    """More is taken in of a case that was an ordinary one already."""

    begun_at: Instant


@event()
class ActTaken:
    """The next act was carried out."""

    place: int  #: from 1
    fingerprint: str  #: of what the act says


@dataclass(slots=True)
class History:
    """What is known of what a file names so."""

    case_number: str = ""  #: empty: nothing is known of it
    coordination: int | None = None
    begun_at: Instant | None = None  #: since when it is taken in, the last time
    acts: list[str] = field(default_factory=list)  #: their fingerprints


#: Key: `case_key(…)` or `coordination_key(…)`.
HISTORY = Decider[History]("history", History)


def case_key(agency: str, name: str) -> str:
    """A file's name of a case becomes its external reference, which is one for an agency."""
    return f"{agency}/{name}"


def coordination_key(case_number: str, name: str) -> str:
    """A file's name of a coordination is one for the case that asks."""
    return f"{case_number}/{name}"


def is_known(history: History, place: int, fingerprint: str) -> bool:
    """Whether the act was taken in already. Raises `ActDiffers` and `ActOutOfPlace`."""
    known = len(history.acts)
    if place > known + 1:
        raise ActOutOfPlace(where="place", place=place, known=known)
    if place == known + 1:
        return False
    if history.acts[place - 1] != fingerprint:
        raise ActDiffers(where="act", place=place)
    return True


@HISTORY.evolves(HistoryStarted)
def begun(history: History, event: HistoryStarted) -> None:
    """What it is here."""
    history.case_number, history.coordination = event.case_number, event.coordination
    history.begun_at = event.begun_at


@HISTORY.evolves(HistoryExtended)
def extended(history: History, event: HistoryExtended) -> None:
    """Of what took effect before this time, nobody is told."""
    history.begun_at = event.begun_at


@HISTORY.evolves(ActTaken)
def taken(history: History, event: ActTaken) -> None:
    """The next place is free."""
    history.acts.append(event.fingerprint)
