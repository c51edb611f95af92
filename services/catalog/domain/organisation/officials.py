"""An agency's officials: appointed, appointed anew, and leaving."""

from services.catalog.domain.organisation.agency import Agency, Appointment
from services.catalog.domain.organisation.organisers import check_not_ended, check_organiser
from services.catalog.domain.organisation.staff_commands import AppointOfficial, EndAppointment
from services.catalog.domain.organisation.staff_events import (
    DelegationRevoked,
    OfficialAppointed,
    OfficialLeft,
)
from services.catalog.domain.procedure.naming import check_name, check_official
from services.catalog.errors.organisation.agencies import (
    AppointmentUnchanged,
    DivisionUnknown,
    HeadWithoutDivision,
    RoleNotForOfficials,
    RolesMissing,
)
from services.catalog.errors.organisation.rights import MayNotGrantRole
from services.catalog.errors.organisation.staff import OfficialNotAppointed
from shared.kernel import Actor, Role

_OF_CLIENTS = frozenset({Role.SYSTEM, Role.IMPORTER, Role.OPERATOR})
#: What an agency head gives and takes; the wider roles are the province's, by an operator.
_GRANTED_BY_HEAD = frozenset({Role.OFFICIAL, Role.DIVISION_HEAD, Role.CATALOGUE_EDITOR})


def appoint(state: Agency, command: AppointOfficial) -> list[OfficialAppointed]:
    check_organiser(state, command.agency, command.by)
    check_not_ended(state, command.at)
    check_official(command.official, "official")
    check_name(command.name, "name")
    check_name(command.position, "position", may_be_empty=True)
    _check_divisions(state, command)
    _check_roles(state, command)
    divisions, roles = tuple(sorted(set(command.divisions))), tuple(sorted(set(command.roles)))
    appointment = Appointment(command.name, divisions, command.position, roles)
    if state.officials.get(command.official) == appointment:
        raise AppointmentUnchanged(where="official", official=command.official)
    return [
        OfficialAppointed(
            agency=command.agency,
            official=command.official,
            name=command.name,
            divisions=divisions,
            position=command.position,
            roles=roles,
            appointed_by=command.by.name,
            appointed_at=command.at,
        )
    ]


def _check_divisions(state: Agency, command: AppointOfficial) -> None:
    for division in command.divisions:
        if division not in state.divisions:
            raise DivisionUnknown(where="divisions", agency=command.agency, division=division)
    if Role.DIVISION_HEAD in command.roles and not command.divisions:
        raise HeadWithoutDivision(where="divisions", official=command.official)


def _check_roles(state: Agency, command: AppointOfficial) -> None:
    roles = frozenset(command.roles)
    if not roles:
        raise RolesMissing(where="roles", official=command.official)
    if of_clients := roles & _OF_CLIENTS:
        raise RoleNotForOfficials(where="roles", roles=", ".join(sorted(of_clients)))
    before = state.officials.get(command.official)
    _check_may_change(roles ^ frozenset(before.roles if before else ()), command.by)


def _check_may_change(roles: frozenset[Role], by: Actor) -> None:
    beyond = roles - _GRANTED_BY_HEAD
    if beyond and not by.has(Role.OPERATOR, Role.IMPORTER):
        raise MayNotGrantRole(where="roles", roles=", ".join(sorted(beyond)))


def end_appointment(state: Agency, command: EndAppointment) -> list[DelegationRevoked | OfficialLeft]:
    """The official leaves; an agency that has ended lets its officials go as well."""
    check_organiser(state, command.agency, command.by)
    appointment = state.officials.get(command.official)
    if appointment is None:
        raise OfficialNotAppointed(where="official", agency=command.agency, official=command.official)
    _check_may_change(frozenset(appointment.roles), command.by)
    ended = [
        DelegationRevoked(
            agency=command.agency,
            official=delegation.official,
            delegate=delegation.delegate,
            first_day=delegation.first_day,
            revoked_by=command.by.name,
            revoked_at=command.at,
        )
        for delegation in state.delegations.values()
        if command.official in (delegation.official, delegation.delegate)
    ]
    left = OfficialLeft(
        agency=command.agency,
        official=command.official,
        transferred_to=command.transferred_to,
        left_by=command.by.name,
        left_at=command.at,
    )
    return [*ended, left]
