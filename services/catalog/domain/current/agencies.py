"""CURRENT_AGENCY: what was told of an agency last. It is told in full whenever it is another."""

from dataclasses import dataclass, replace
from typing import Protocol

from services.catalog.domain.organisation.agency import Agency
from shared.contracts.catalog.current import CurrentAgencyChanged, CurrentDivision
from shared.decider import Act, Decider, command


@dataclass(slots=True)
class CurrentAgency:
    """What was told of an agency last."""

    told: CurrentAgencyChanged | None = None


#: Key: the agency's code.
CURRENT_AGENCY = Decider[CurrentAgency]("currentagency", CurrentAgency)


class KnownAgencies(Protocol):
    """The agencies, as they are now."""

    def agency(self, code: str) -> Agency:
        """One of them; without a kind where it isn't registered."""


@command
class TellAgency:
    """Tell the agency as it is now."""

    agency: str


@CURRENT_AGENCY.decides(TellAgency, known=KnownAgencies)
def tell_agency(
    state: CurrentAgency, command: TellAgency, act: Act, known: KnownAgencies
) -> CurrentAgencyChanged | None:
    """Nothing where that was told already, or it isn't registered."""
    agency = known.agency(command.agency)
    if agency.kind is None or agency.valid_from is None:
        return None
    divisions = sorted(agency.divisions.items())
    present = CurrentAgencyChanged(
        agency=agency.code,
        kind=agency.kind.value,
        name_vi=agency.name_vi,
        name_en=agency.name_en,
        parent=agency.parent,
        wave=agency.wave,
        working_calendar=agency.working_calendar,
        valid_from=agency.valid_from,
        divisions=tuple(CurrentDivision(division=code, name=name) for code, name in divisions),
        changed_at=act.at,
        live_from=agency.live_from,
        ended_from=agency.ended_from,
        successors=agency.successors,
    )
    if state.told is not None and replace(present, changed_at=state.told.changed_at) == state.told:
        return None
    return present


@CURRENT_AGENCY.evolves(CurrentAgencyChanged)
def agency_changed(state: CurrentAgency, event: CurrentAgencyChanged) -> None:
    """So it was told."""
    state.told = event
