"""The rollout: an agency is planned for a wave, and goes live from a day that is decided."""

from typing import Annotated

from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.domain.organisation.organisers import (
    DECIDED,
    EXISTING,
    GOING_ON,
    REORGANISED,
    Decided,
    check_decision,
    check_exists_on,
    check_not_ended,
    check_reorganiser,
)
from services.catalog.errors.organisation.agencies import UnfitWave
from services.catalog.errors.organisation.reorganisation import AgencyAlreadyLive, NothingReorganised
from shared.contracts.catalog.reorganisation import AgencyWentLive, WavePlanned
from shared.contracts.vocabulary import Code, Whole, described
from shared.decider import Act, command

#: How a plan may be refused.
PLANNED = (*REORGANISED, *GOING_ON, UnfitWave, AgencyAlreadyLive, NothingReorganised)

Wave = Annotated[Whole, described("Number of the rollout wave.", ge=1, le=999)]


def check_wave(wave: int | None) -> None:
    """Waves count from one."""
    if wave is not None and wave < 1:
        raise UnfitWave(where="wave", given=wave)


@command
class PlanWave:
    """Plan the agency for a rollout wave."""

    agency: Code
    wave: Annotated[Wave | None, described("null: no longer planned.")]


@AGENCY.decides(PlanWave, refuses=(*REORGANISED, *GOING_ON, UnfitWave, AgencyAlreadyLive, NothingReorganised))
def plan_wave(agency: Agency, command: PlanWave, act: Act) -> WavePlanned:
    """Plan the agency for a wave; no plan is changed once the agency is live."""
    check_reorganiser(agency, command.agency, act)
    check_not_ended(agency, act.at)
    check_wave(command.wave)
    if agency.live_from is not None:
        raise AgencyAlreadyLive(where="wave", agency=command.agency, live_from=agency.live_from)
    if command.wave == agency.wave:
        raise NothingReorganised(where="wave", agency=command.agency)
    return WavePlanned(agency=command.agency, wave=command.wave, planned_by=act.by.name, planned_at=act.at)


@AGENCY.evolves(WavePlanned)
def wave_planned(agency: Agency, event: WavePlanned) -> None:
    """A wave is a plan; going live is a fact of its own."""
    agency.wave = event.wave


@command
class GoLive(Decided):
    """Handle procedures under the scheme from a day on."""

    agency: Code


@AGENCY.decides(GoLive, refuses=(*REORGANISED, *DECIDED, *EXISTING, AgencyAlreadyLive))
def go_live(agency: Agency, command: GoLive, act: Act) -> AgencyWentLive:
    """Going live is decided once."""
    check_reorganiser(agency, command.agency, act)
    check_not_ended(agency, act.at)
    check_decision(command, act)
    if agency.live_from is not None:
        raise AgencyAlreadyLive(where="agency", agency=command.agency, live_from=agency.live_from)
    check_exists_on(agency, command.effective_from)
    return AgencyWentLive(
        agency=command.agency, **command.decision(), recorded_by=act.by.name, recorded_at=act.at
    )


@AGENCY.evolves(AgencyWentLive)
def went_live(agency: Agency, event: AgencyWentLive) -> None:
    """From that day on it handles its procedures under the scheme."""
    agency.live_from = event.effective_from
