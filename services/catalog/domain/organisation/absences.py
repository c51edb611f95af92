"""Officials are away, and colleagues act for them: on days that are stated, and never through a third."""

from collections.abc import Iterator
from datetime import date

from services.catalog.domain.organisation.agency import Agency, Appointment
from services.catalog.domain.organisation.organisers import check_not_ended, check_registered, may_organise
from services.catalog.domain.organisation.staff_commands import (
    GrantDelegation,
    RecordAbsence,
    RevokeDelegation,
    WithdrawAbsence,
)
from services.catalog.domain.organisation.staff_events import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    DelegationGranted,
    DelegationRevoked,
)
from services.catalog.errors.organisation.absences import (
    AbsenceNotFound,
    AbsencesOverlap,
    DaysReversed,
    DelegateAbsent,
    DelegateUnfit,
    DelegationNotFound,
    DelegationsChained,
    DelegationsOverlap,
    MayNotDelegate,
    NotTheirsToDelegate,
    StandsInForAnother,
)
from services.catalog.errors.organisation.staff import OfficialNotAppointed
from shared.kernel import Actor

LONGEST = 366  #: days of one absence, and of one delegation


def record_absence(state: Agency, command: RecordAbsence) -> list[AbsenceRecorded]:
    _check_own(state, command.agency, command.official, command.by)
    check_not_ended(state, command.at)
    appointment_of(state, command.agency, command.official, "official")
    _check_days(command.first_day, command.last_day)
    for absence in _absences(state, command.official, command.first_day, command.last_day):
        raise AbsencesOverlap(where="first_day", first_day=absence.first_day, last_day=absence.last_day)
    for delegation in _delegations(state, command.first_day, command.last_day):
        if delegation.delegate == command.official:
            raise StandsInForAnother(
                where="official", delegate=command.official, official=delegation.official
            )
    return [
        AbsenceRecorded(
            agency=command.agency,
            official=command.official,
            first_day=command.first_day,
            last_day=command.last_day,
            kind=command.kind,
            recorded_by=command.by.name,
            recorded_at=command.at,
        )
    ]


def withdraw_absence(state: Agency, command: WithdrawAbsence) -> list[AbsenceWithdrawn]:
    _check_own(state, command.agency, command.official, command.by)
    if (command.official, command.first_day) not in state.absences:
        raise AbsenceNotFound(where="first_day", official=command.official, first_day=command.first_day)
    return [
        AbsenceWithdrawn(
            agency=command.agency,
            official=command.official,
            first_day=command.first_day,
            withdrawn_by=command.by.name,
            withdrawn_at=command.at,
        )
    ]


def grant_delegation(state: Agency, command: GrantDelegation) -> list[DelegationGranted]:
    _check_own(state, command.agency, command.official, command.by)
    check_not_ended(state, command.at)
    appointment = appointment_of(state, command.agency, command.official, "official")
    _check_days(command.first_day, command.last_day)
    _check_delegate(state, command)
    _check_apart(state, command)
    _check_theirs(appointment, command)
    return [
        DelegationGranted(
            agency=command.agency,
            official=command.official,
            delegate=command.delegate,
            first_day=command.first_day,
            last_day=command.last_day,
            roles=tuple(sorted(set(command.roles or appointment.roles))),
            divisions=tuple(sorted(set(command.divisions or appointment.divisions))),
            granted_by=command.by.name,
            granted_at=command.at,
        )
    ]


def revoke_delegation(state: Agency, command: RevokeDelegation) -> list[DelegationRevoked]:
    _check_own(state, command.agency, command.official, command.by)
    delegation = state.delegations.get((command.official, command.first_day))
    if delegation is None:
        raise DelegationNotFound(where="first_day", official=command.official, first_day=command.first_day)
    return [
        DelegationRevoked(
            agency=command.agency,
            official=command.official,
            delegate=delegation.delegate,
            first_day=command.first_day,
            revoked_by=command.by.name,
            revoked_at=command.at,
        )
    ]


def _check_own(state: Agency, agency: str, official: str, by: Actor) -> None:
    """Officials say for themselves when they are away and who acts for them; so may who organises them."""
    themselves = by.agency == agency and by.id == official
    if not themselves and not may_organise(agency, by):
        raise MayNotDelegate(where="official", official=official, agency=agency)
    check_registered(state, agency)


def appointment_of(state: Agency, agency: str, official: str, where: str) -> Appointment:
    found = state.officials.get(official)
    if found is None:
        raise OfficialNotAppointed(where=where, agency=agency, official=official)
    return found


def _check_days(first_day: date, last_day: date) -> None:
    if not 0 <= (last_day - first_day).days < LONGEST:
        raise DaysReversed(where="last_day", first_day=first_day, last_day=last_day, most=LONGEST)


def _check_delegate(state: Agency, command: GrantDelegation) -> None:
    if command.delegate == command.official:
        raise DelegateUnfit(where="delegate", delegate=command.delegate)
    appointment_of(state, command.agency, command.delegate, "delegate")
    for absence in _absences(state, command.delegate, command.first_day, command.last_day):
        raise DelegateAbsent(
            where="delegate",
            delegate=command.delegate,
            first_day=absence.first_day,
            last_day=absence.last_day,
        )


def _check_apart(state: Agency, command: GrantDelegation) -> None:
    """On no day has an official two delegates, or is one both delegate and delegating."""
    for other in _delegations(state, command.first_day, command.last_day):
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


def _absences(state: Agency, official: str, first: date, last: date) -> Iterator[AbsenceRecorded]:
    for absence in state.absences.values():
        if absence.official == official and absence.first_day <= last and first <= absence.last_day:
            yield absence


def _delegations(state: Agency, first: date, last: date) -> Iterator[DelegationGranted]:
    for delegation in state.delegations.values():
        if delegation.first_day <= last and first <= delegation.last_day:
            yield delegation
