"""AGENCY_NAMES: what agencies are called, a copy of the catalog's events."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.catalog.reorganisation import AgencyRenamed
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider


@event()
class AgencyNamed:
    """It is called so from then on."""

    agency: str
    name: str
    named_at: Instant


@dataclass(slots=True)
class AgencyName:
    """What an agency is called, and since when that is known."""

    name: str | None = None
    named_at: datetime | None = None


#: Key: the agency's code.
AGENCY_NAMES = Decider[AgencyName]("agency", AgencyName, key_of_followed=attrgetter("agency"))


@AGENCY_NAMES.follows(AgencyRegistered, AgencyRenamed)
def agency_named(
    known: AgencyName, event: AgencyRegistered | AgencyRenamed, cause: Cause
) -> AgencyNamed | None:
    """Nothing where it is called so already, or was named later than this."""
    if known.name == event.name_vi or (known.named_at is not None and known.named_at >= cause.time):
        return None
    return AgencyNamed(agency=event.agency, name=event.name_vi, named_at=cause.time)


@AGENCY_NAMES.evolves(AgencyNamed)
def named(known: AgencyName, event: AgencyNamed) -> None:
    """The newest holds."""
    known.name, known.named_at = event.name, event.named_at
