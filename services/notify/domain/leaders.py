"""LEADERS: in which agencies the province's leaders are listed; who they are, the directories say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from services.notify.domain.directory import Directory
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider
from shared.kernel import Role

#: The key of the one there is.
PROVINCE = "province"


@event()
class LeadingAgencyNoted:
    """A leader of the province is listed in this agency, or was."""

    agency: str
    noted_at: Instant


@dataclass(slots=True)
class Leaders:
    """The agencies, each once."""

    agencies: dict[str, None] = field(default_factory=dict)


LEADERS = Decider[Leaders]("leaders", Leaders, key_of_followed=lambda _event: PROVINCE)


@LEADERS.follows(OfficialAppointed)
def leader_appointed(leaders: Leaders, event: OfficialAppointed, cause: Cause) -> LeadingAgencyNoted | None:
    """The first time."""
    if Role.PROVINCE_LEADER not in event.roles or event.agency in leaders.agencies:
        return None
    return LeadingAgencyNoted(agency=event.agency, noted_at=cause.time)


@LEADERS.evolves(LeadingAgencyNoted)
def leading_agency_noted(leaders: Leaders, event: LeadingAgencyNoted) -> None:
    """Its directory is looked into from now on."""
    leaders.agencies[event.agency] = None


def leaders_above(
    above: str | None, agencies: Collection[str], directories: Mapping[str, Directory]
) -> tuple[str, ...]:
    """The heads of the agency above these, and of several the province's leaders, too."""
    heads = {above: directories[above]} if above is not None and above in directories else {}
    found = set(holders_in(heads, Role.AGENCY_HEAD))
    if set(agencies) != {above}:
        found |= set(holders_in(directories, Role.PROVINCE_LEADER))
    return tuple(sorted(found))


def holders_in(directories: Mapping[str, Directory], role: Role) -> tuple[str, ...]:
    """Who holds the role in any of these agencies, each once, sorted."""
    found = {
        listed.official
        for directory in directories.values()
        for listed in directory.officials.values()
        if role in listed.roles
    }
    return tuple(sorted(found))
