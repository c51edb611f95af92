"""SUPERIORS: under which agency an agency stands, as the catalog tells: whose people are told in the end."""

from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.catalog.reorganisation import AgencyMoved
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider


@event()
class SuperiorNoted:
    """From that day on it stands under that one."""

    agency: str
    superior: str | None  #: None: there is none above
    effective_from: date
    noted_at: Instant


@dataclass(slots=True)
class Superiors:
    """An agency's, by the first day under each, with when that was decided."""

    by_day: dict[date, tuple[datetime, str | None]] = field(default_factory=dict)

    def on(self, day: date) -> str | None:
        """The agency above on that day; None: there is none, or none is known."""
        begun = [one for one in self.by_day if one <= day]
        return self.by_day[max(begun)][1] if begun else None


#: Key: the agency's code.
SUPERIORS = Decider[Superiors]("superiors", Superiors, key_of_followed=attrgetter("agency"))


@SUPERIORS.follows(AgencyRegistered)
def registered(superiors: Superiors, event: AgencyRegistered, cause: Cause) -> SuperiorNoted | None:
    """It began under that one."""
    return _noted(superiors, event.agency, event.parent, event.valid_from, cause)


@SUPERIORS.follows(AgencyMoved)
def moved(superiors: Superiors, event: AgencyMoved, cause: Cause) -> SuperiorNoted | None:
    """It stands under another one, from a day on."""
    return _noted(superiors, event.agency, event.parent, event.effective_from, cause)


def _noted(
    superiors: Superiors, agency: str, superior: str | None, from_day: date, cause: Cause
) -> SuperiorNoted | None:
    """Nothing where as new a decision for that day is known."""
    known = superiors.by_day.get(from_day)
    if known is not None and known[0] >= cause.time:
        return None
    return SuperiorNoted(agency=agency, superior=superior, effective_from=from_day, noted_at=cause.time)


@SUPERIORS.evolves(SuperiorNoted)
def noted(superiors: Superiors, event: SuperiorNoted) -> None:
    """Until the next one that is decided."""
    superiors.by_day[event.effective_from] = event.noted_at, event.superior
