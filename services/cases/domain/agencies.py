"""AGENCY: under whom an agency stands, and from when on it is live, as the catalog tells of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.catalog.reorganisation import AgencyMoved, AgencyWentLive, WavePlanned
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider
from shared.rollout import lives_from


@event()
class AgencyPlaced:
    """The agency stands under that one, from a day on."""

    agency: str
    parent: str | None  #: None: there is none above
    effective_from: date
    placed_at: Instant


@event()
class AgencyPlanned:
    """The agency waits for that rollout wave, as its stream says at that version."""

    agency: str
    wave: int | None  #: None: for none
    agency_version: int
    agency_epoch: int = 1  #: of the store that the stream is in


@event()
class AgencyLiveFrom:
    """By a decision the agency handles its procedures in the system, from a day on."""

    agency: str
    live_from: date


@dataclass(slots=True)
class Agency:
    """What is known of an agency; nothing: the catalog hasn't told of it."""

    parents: dict[date, tuple[datetime, str | None]] = field(default_factory=dict)  #: by their first days
    wave: int | None = None
    planned_at: tuple[int, int] = 0, 0  #: epoch and version of the stream that said so
    live_from: date | None = None  #: by a decision

    def parent(self, on: date) -> str | None:
        """The agency above on that day."""
        begun = [day for day in self.parents if day <= on]
        return self.parents[max(begun)][1] if begun else None

    def is_outside(self, on: date) -> bool:
        """Whether nobody of it works in the system on that day: it is registered, and not live yet."""
        first = lives_from(self.live_from, self.wave, min(self.parents, default=None))
        return bool(self.parents) and (first is None or first > on)


#: Key: the agency's code.
AGENCY = Decider[Agency]("agency", Agency, key_of_followed=attrgetter("agency"))


@AGENCY.follows(AgencyRegistered)
def registered(agency: Agency, event: AgencyRegistered, cause: Cause) -> list[AgencyPlaced | AgencyPlanned]:
    """It began under that one, and waits for that wave, if for any."""
    placed = _placed(agency, event.agency, event.parent, event.valid_from, cause)
    planned = wave_planned(agency, event, cause) if event.wave is not None else None
    return [one for one in (placed, planned) if one is not None]


@AGENCY.follows(AgencyMoved)
def moved(agency: Agency, event: AgencyMoved, cause: Cause) -> AgencyPlaced | None:
    """It stands under another one, from a day on."""
    return _placed(agency, event.agency, event.parent, event.effective_from, cause)


def _placed(
    agency: Agency, code: str, parent: str | None, from_day: date, cause: Cause
) -> AgencyPlaced | None:
    """Nothing where as new a decision for that day is known."""
    known = agency.parents.get(from_day)
    if known is not None and known[0] >= cause.time:
        return None
    return AgencyPlaced(agency=code, parent=parent, effective_from=from_day, placed_at=cause.time)


@AGENCY.evolves(AgencyPlaced)
def agency_placed(agency: Agency, event: AgencyPlaced) -> None:
    """From that day on, until the next one that is decided."""
    agency.parents[event.effective_from] = event.placed_at, event.parent


@AGENCY.follows(WavePlanned)
def wave_planned(agency: Agency, event: AgencyRegistered | WavePlanned, cause: Cause) -> AgencyPlanned | None:
    """Nothing where that is known, or what was planned later."""
    if (cause.epoch, cause.version) <= agency.planned_at:
        return None
    return AgencyPlanned(
        agency=event.agency, wave=event.wave, agency_version=cause.version, agency_epoch=cause.epoch
    )


@AGENCY.evolves(AgencyPlanned)
def agency_planned(agency: Agency, event: AgencyPlanned) -> None:
    """Until another plan."""
    agency.wave, agency.planned_at = event.wave, (event.agency_epoch, event.agency_version)


@AGENCY.follows(AgencyWentLive)
def went_live(agency: Agency, event: AgencyWentLive, _cause: Cause) -> AgencyLiveFrom | None:
    """Once: it doesn't leave the scheme again."""
    if agency.live_from is not None:
        return None
    return AgencyLiveFrom(agency=event.agency, live_from=event.effective_from)


@AGENCY.evolves(AgencyLiveFrom)
def live_from(agency: Agency, event: AgencyLiveFrom) -> None:
    """Its own people act for it from then on."""
    agency.live_from = event.live_from


def agencies_above(found: Callable[[str], Agency], code: str, on: date) -> list[str]:
    """Those that the agency stands under on that day, the nearest first."""
    return [above for above in _upwards(found, code, on) if above != code]


def superior_of(found: Callable[[str], Agency], one: str, other: str, on: date) -> str | None:
    """The nearest agency that stands above both on that day, or is one of them above the other."""
    line = list(_upwards(found, other, on))
    return next((above for above in _upwards(found, one, on) if above in line), None)


def _upwards(found: Callable[[str], Agency], code: str, on: date) -> Iterator[str]:
    """The agency and those above it, the nearest first, each once."""
    seen: set[str] = set()
    above: str | None = code
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = found(above).parent(on)
