"""ROLLOUT: the wave that an agency is planned for, and its last day: the province's figures go by them."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.catalog.reorganisation import AgencyDissolved, WavePlanned
from shared.contracts.declaring import event
from shared.decider import Cause, Decider


@event()
class WaveNoted:
    """The agency is planned for that rollout wave, as its stream says at that version."""

    wave: int | None  #: None: for none
    agency_version: int
    agency_epoch: int = 1  #: of the store that the stream is in


@event()
class EndNoted:
    """From that day on the agency no longer exists."""

    ended_from: date


@dataclass(slots=True)
class AgencyRollout:
    """What is known of an agency's rollout."""

    wave: int | None = None
    noted_at: tuple[int, int] = 0, 0  #: epoch and version of the stream that said so
    ended_from: date | None = None


#: Key: the agency's code.
ROLLOUT = Decider[AgencyRollout]("rollout", AgencyRollout, key_of_followed=attrgetter("agency"))


@ROLLOUT.follows(AgencyRegistered, WavePlanned)
def planned(rollout: AgencyRollout, event: AgencyRegistered | WavePlanned, cause: Cause) -> WaveNoted | None:
    """Nothing where that is known, or what was planned later."""
    if (cause.epoch, cause.version) <= rollout.noted_at:
        return None
    return WaveNoted(wave=event.wave, agency_version=cause.version, agency_epoch=cause.epoch)


@ROLLOUT.follows(AgencyDissolved)
def dissolved(rollout: AgencyRollout, event: AgencyDissolved, _cause: Cause) -> EndNoted | None:
    """What is still open under its code keeps its row."""
    if rollout.ended_from == event.effective_from:
        return None
    return EndNoted(ended_from=event.effective_from)


@ROLLOUT.evolves(WaveNoted)
def wave_noted(rollout: AgencyRollout, event: WaveNoted) -> None:
    """Until another plan."""
    rollout.wave, rollout.noted_at = event.wave, (event.agency_epoch, event.agency_version)


@ROLLOUT.evolves(EndNoted)
def end_noted(rollout: AgencyRollout, event: EndNoted) -> None:
    """It was decided."""
    rollout.ended_from = event.ended_from
