"""DELEGATIONS: who may act for whom in an agency, so that a delegate finds what there is to do for whom."""

from dataclasses import dataclass, field
from operator import attrgetter

from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked
from shared.decider import Cause, Decider
from shared.delegations import DelegationReplicated, delegation_key, replicate_granted, replicate_revoked


@dataclass(slots=True)
class AgencyDelegations:
    """An agency's."""

    delegations: dict[str, DelegationReplicated] = field(default_factory=dict)  #: by `delegation_key`


#: Key: the agency's code.
DELEGATIONS = Decider[AgencyDelegations](
    "delegations", AgencyDelegations, key_of_followed=attrgetter("agency")
)


@DELEGATIONS.follows(DelegationGranted)
def granted(agency: AgencyDelegations, event: DelegationGranted, cause: Cause) -> DelegationReplicated | None:
    """Note it."""
    return replicate_granted(agency.delegations, event, cause)


@DELEGATIONS.follows(DelegationRevoked)
def revoked(agency: AgencyDelegations, event: DelegationRevoked, cause: Cause) -> DelegationReplicated | None:
    """It ended."""
    return replicate_revoked(agency.delegations, event, cause)


@DELEGATIONS.evolves(DelegationReplicated)
def replicated(agency: AgencyDelegations, event: DelegationReplicated) -> None:
    """The newest holds."""
    agency.delegations[delegation_key(event.official, event.first_day)] = event
