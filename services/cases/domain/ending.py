"""ENDING: what was decided about an agency's end, as this service knows it from the catalog's events."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from operator import attrgetter

from shared.contracts.catalog.reorganisation import AgencyDissolved, DivisionTransfer
from shared.contracts.declaring import event
from shared.decider import Cause, Decider
from shared.vietnam_time import VIETNAM


@event()
class AgencyEndReplicated:
    """The agency ends; it has the fields of `AgencyDissolved` that cases need, and is read out of it."""

    agency: str
    decision_number: str
    decision_date: date
    effective_from: date
    successors: tuple[str, ...]  #: in the decision's order
    divisions: tuple[DivisionTransfer, ...] = ()

    @property
    def takes_effect_at(self) -> datetime:
        """The instant from which on the successors have what the agency had."""
        return datetime.combine(self.effective_from, time.min, VIETNAM).astimezone(UTC)

    def taken_by(self, successor: str) -> dict[str, str]:
        """Which divisions this successor takes over, each with the one that it becomes there."""
        return {one.division: one.successor_division for one in self.divisions if one.successor == successor}

    def successor_of(self, divisions: tuple[str, ...]) -> str:
        """Who takes over from the first of these divisions that the decision names; else the first of all."""
        named = {one.division: one.successor for one in self.divisions}
        return next((named[one] for one in divisions if one in named), self.successors[0])


@dataclass(slots=True)
class Ending:
    """What was decided; None: the agency stays."""

    decided: AgencyEndReplicated | None = None


#: Key: the agency's code.
ENDING = Decider[Ending]("ending", Ending, key_of_followed=attrgetter("agency"))


@ENDING.follows(AgencyDissolved, read_as=AgencyEndReplicated)
def dissolved(ending: Ending, event: AgencyEndReplicated, _cause: Cause) -> AgencyEndReplicated | None:
    """Once; of a catalog that was set back, what it decided anew."""
    return None if event == ending.decided else event


@ENDING.evolves(AgencyEndReplicated)
def end_replicated(ending: Ending, event: AgencyEndReplicated) -> None:
    """From that day on its successors have what it had."""
    ending.decided = event
