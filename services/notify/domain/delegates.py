"""Who acts for whom on which days: so that the delegate of somebody absent is told as well."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from services.notify.domain.directory import DIRECTORY, DelegationReplicated, Directory, is_listed
from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked
from shared.decider import Cause
from shared.restating import restate


@DIRECTORY.follows(DelegationGranted)
def delegation_granted(
    directory: Directory, event: DelegationGranted, cause: Cause
) -> DelegationReplicated | None:
    """Nothing if what is listed is as new or newer."""
    known = directory.delegations.get((event.official, event.first_day))
    if is_listed(known, cause):
        return None
    return restate(
        DelegationReplicated,
        event,
        agency_version=cause.version,
        agency_epoch=cause.epoch,
        listed_at=cause.time,
    )


@DIRECTORY.follows(DelegationRevoked)
def delegation_revoked(
    directory: Directory, event: DelegationRevoked, cause: Cause
) -> DelegationReplicated | None:
    """Of a delegation that is listed, and not as new or newer."""
    known = directory.delegations.get((event.official, event.first_day))
    if known is None or is_listed(known, cause):
        return None
    return replace(
        known, revoked=True, agency_version=cause.version, agency_epoch=cause.epoch, listed_at=cause.time
    )


@DIRECTORY.evolves(DelegationReplicated)
def delegation_replicated(directory: Directory, event: DelegationReplicated) -> None:
    """The newest holds."""
    directory.agency = event.agency
    directory.delegations[event.official, event.first_day] = event


def with_delegates(
    told: Iterable[str], delegations: Mapping[tuple[str, date], DelegationReplicated], on: date
) -> tuple[str, ...]:
    """These people, and then those who act for them on that day; each once."""
    people = tuple(told)
    acting = sorted(
        one.delegate
        for one in delegations.values()
        if one.official in people and not one.revoked and one.first_day <= on <= one.last_day
    )
    return tuple(dict.fromkeys((*people, *acting)))


def with_delegates_in(
    told: Iterable[str], directories: Mapping[str, Directory], on: date | None
) -> tuple[str, ...]:
    """The same by the delegations of all these agencies; without a day, these people alone."""
    people = tuple(told)
    if on is None:
        return people
    for directory in directories.values():
        people = with_delegates(people, directory.delegations, on)
    return people
