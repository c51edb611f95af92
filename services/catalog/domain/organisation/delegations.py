"""Colleagues act for officials: on days that are stated, and never through a third."""

from services.catalog.domain.organisation.absences import (
    BEGUN,
    OWN,
    absences_of,
    appointment_of,
    check_days,
    check_may_begin,
    check_own,
    delegations_in,
)
from services.catalog.domain.organisation.agency import AGENCY, Agency, Appointment
from services.catalog.domain.organisation.officials import Divisions, Roles
from services.catalog.errors.organisation.absences import (
    DelegateAbsent,
    DelegateUnfit,
    DelegationNotFound,
    DelegationsChained,
    DelegationsOverlap,
    NotTheirsToDelegate,
)
from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked
from shared.contracts.vocabulary import CalendarDay, Code
from shared.decider import Act, command
from shared.restating import restate


@command
class GrantDelegation:
    """Let a colleague act for the official; without roles and divisions, in all that the official has."""

    agency: Code
    official: Code
    delegate: Code
    first_day: CalendarDay
    last_day: CalendarDay
    roles: Roles = ()
    divisions: Divisions = ()


@AGENCY.decides(
    GrantDelegation,
    refuses=(
        *BEGUN,
        DelegateUnfit,
        DelegateAbsent,
        DelegationsOverlap,
        DelegationsChained,
        NotTheirsToDelegate,
    ),
)
def grant_delegation(agency: Agency, command: GrantDelegation, act: Act) -> DelegationGranted:
    """Of what is theirs, to a colleague who is there."""
    appointment = check_may_begin(agency, command.agency, command.official, act)
    check_days(command.first_day, command.last_day)
    _check_delegate(agency, command)
    _check_apart(agency, command)
    _check_theirs(appointment, command)
    return restate(
        DelegationGranted,
        command,
        roles=tuple(sorted(set(command.roles or appointment.roles))),
        divisions=tuple(sorted(set(command.divisions or appointment.divisions))),
        granted_by=act.by.name,
        granted_at=act.at,
    )


def _check_delegate(agency: Agency, command: GrantDelegation) -> None:
    if command.delegate == command.official:
        raise DelegateUnfit(where="delegate", delegate=command.delegate)
    appointment_of(agency, command.agency, command.delegate, "delegate")
    for absence in absences_of(agency, command.delegate, command.first_day, command.last_day):
        raise DelegateAbsent(
            where="delegate",
            delegate=command.delegate,
            first_day=absence.first_day,
            last_day=absence.last_day,
        )


def _check_apart(agency: Agency, command: GrantDelegation) -> None:
    """On no day has an official two delegates, or is one both delegate and delegating."""
    for other in delegations_in(agency, command.first_day, command.last_day):
        if other.official == command.official:
            raise DelegationsOverlap(
                where="first_day",
                official=command.official,
                first_day=other.first_day,
                last_day=other.last_day,
            )
        if other.official == command.delegate or other.delegate == command.official:
            raise DelegationsChained(where="delegate", official=other.official, delegate=other.delegate)


def _check_theirs(appointment: Appointment, command: GrantDelegation) -> None:
    beyond = [
        *sorted(set(command.roles) - set(appointment.roles)),
        *sorted(set(command.divisions) - set(appointment.divisions)),
    ]
    if beyond:
        raise NotTheirsToDelegate(where="roles", official=command.official, beyond=", ".join(beyond))


@AGENCY.evolves(DelegationGranted)
def delegated(agency: Agency, event: DelegationGranted) -> None:
    """An official has one delegate a day, so the first day names a delegation."""
    agency.delegations[event.official, event.first_day] = event


@command
class RevokeDelegation:
    """End the delegation that begins on that day, at once."""

    agency: Code
    official: Code
    first_day: CalendarDay


@AGENCY.decides(RevokeDelegation, refuses=(*OWN, DelegationNotFound))
def revoke_delegation(agency: Agency, command: RevokeDelegation, act: Act) -> DelegationRevoked:
    """There is one that begins on that day."""
    check_own(agency, command.agency, command.official, act)
    delegation = agency.delegations.get((command.official, command.first_day))
    if delegation is None:
        raise DelegationNotFound(where="first_day", official=command.official, first_day=command.first_day)
    return restate(
        DelegationRevoked, command, delegate=delegation.delegate, revoked_by=act.by.name, revoked_at=act.at
    )


@AGENCY.evolves(DelegationRevoked)
def revoked(agency: Agency, event: DelegationRevoked) -> None:
    """It is no longer kept, so that it serves for nothing, whatever the date."""
    agency.delegations.pop((event.official, event.first_day), None)
