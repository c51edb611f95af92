"""An agency's officials: appointed, appointed anew, and leaving."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

from services.catalog.domain.organisation.agency import AGENCY, Agency, Appointment
from services.catalog.domain.organisation.organisers import (
    GOING_ON,
    ORGANISED,
    check_not_ended,
    check_organiser,
)
from services.catalog.domain.procedure.naming import (
    CODED_OFFICIAL,
    WORDED,
    Name,
    check_name,
    check_official,
    tidy,
)
from services.catalog.errors.organisation.agencies import (
    AppointmentUnchanged,
    DivisionUnknown,
    HeadWithoutDivision,
    MayNotGrantRole,
    OfficialNotAppointed,
    RoleNotForOfficials,
    RolesMissing,
)
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.staff import DelegationRevoked, OfficialLeft
from shared.contracts.vocabulary import Code, described
from shared.decider import Act, command
from shared.errors import Refusal
from shared.kernel import Actor, Role
from shared.restating import restate

Divisions = Annotated[tuple[Code, ...], described("Codes of divisions of the agency.", max_length=200)]
Roles = Annotated[tuple[Role, ...], described("What the official may do there.", max_length=20)]

_OF_CLIENTS = frozenset({Role.SYSTEM, Role.IMPORTER, Role.OPERATOR})
#: What an agency head gives and takes; the wider roles are the province's, by an operator.
_GRANTED_BY_HEAD = frozenset({Role.OFFICIAL, Role.DIVISION_HEAD, Role.CATALOGUE_EDITOR})

#: How an appointment may be refused.
APPOINTED = (
    *ORGANISED,
    *GOING_ON,
    *CODED_OFFICIAL,
    *WORDED,
    DivisionUnknown,
    HeadWithoutDivision,
    RolesMissing,
    RoleNotForOfficials,
    MayNotGrantRole,
    AppointmentUnchanged,
)


@command
class Posting:
    """What an official is from now on: divisions and roles that it doesn't name end."""

    name: Name
    divisions: Divisions = ()
    position: Name = ""
    roles: Roles


@command
class AppointOfficial(Posting):
    """Appoint an official of the agency, or appoint one anew."""

    agency: Code
    official: Code


@AGENCY.decides(AppointOfficial, refuses=APPOINTED)
def appoint(agency: Agency, command: AppointOfficial, act: Act) -> OfficialAppointed:
    """It replaces an earlier appointment in the agency."""
    for refusal in all_unfit(agency, command, act):
        raise refusal
    divisions, roles = tuple(sorted(set(command.divisions))), tuple(sorted(set(command.roles)))
    if agency.officials.get(command.official) == Appointment(
        command.name, divisions, command.position, roles
    ):
        raise AppointmentUnchanged(where="official", official=command.official)
    return restate(
        OfficialAppointed,
        command,
        divisions=divisions,
        roles=roles,
        appointed_by=act.by.name,
        appointed_at=act.at,
    )


def all_unfit(agency: Agency, command: AppointOfficial, act: Act) -> Iterator[Refusal]:
    """All that keeps them from being appointed; nothing where it may be."""
    try:
        check_organiser(agency, command.agency, act)
        check_not_ended(agency, act.at)
    except Refusal as refusal:
        yield refusal  # and nothing of an agency that isn't theirs
        return
    yield from _refused(lambda: check_official(command.official, "official"))
    yield from _refused(lambda: check_name(command.name, "name"))
    yield from _refused(lambda: check_name(command.position, "position", may_be_empty=True))
    yield from _unfit_divisions(agency, command)
    yield from _unfit_roles(agency, command, act.by)


def _refused(check: Callable[[], None]) -> Iterator[Refusal]:
    try:
        check()
    except Refusal as refusal:
        yield refusal


def _unfit_divisions(agency: Agency, command: AppointOfficial) -> Iterator[Refusal]:
    for division in dict.fromkeys(command.divisions):
        if division not in agency.divisions:
            yield DivisionUnknown(where="divisions", agency=command.agency, division=division)
    if Role.DIVISION_HEAD in command.roles and not command.divisions:
        yield HeadWithoutDivision(where="divisions", official=command.official)


def _unfit_roles(agency: Agency, command: AppointOfficial, by: Actor) -> Iterator[Refusal]:
    roles = frozenset(command.roles)
    if not roles:
        yield RolesMissing(where="roles", official=command.official)
    if of_clients := roles & _OF_CLIENTS:
        yield RoleNotForOfficials(where="roles", roles=", ".join(sorted(of_clients)))
    before = agency.officials.get(command.official)
    changed = roles ^ frozenset(before.roles if before else ())
    yield from _refused(lambda: _check_may_change(changed - _OF_CLIENTS, by))


def _check_may_change(roles: frozenset[Role], by: Actor) -> None:
    beyond = roles - _GRANTED_BY_HEAD
    if beyond and not by.has(Role.OPERATOR, Role.IMPORTER):
        raise MayNotGrantRole(where="roles", roles=", ".join(sorted(beyond)))


@AGENCY.evolves(OfficialAppointed)
def appointed(agency: Agency, event: OfficialAppointed) -> None:
    """The latest appointment is the whole of it."""
    roles = tuple(Role(role) for role in event.roles)
    agency.officials[event.official] = Appointment(event.name, event.divisions, event.position, roles)


@command
class EnsureOfficial(AppointOfficial):
    """An official is this in an agency."""

    def is_there(self, agency: Agency) -> bool:
        """Whether the official is there already, so or otherwise."""
        return self.official in agency.officials

    def everything_wrong(self, agency: Agency, act: Act) -> Iterable[Refusal]:
        """All that refuses it, where something does."""
        return all_unfit(agency, self, act)


@AGENCY.decides(EnsureOfficial, refuses=APPOINTED)
def ensure_official(agency: Agency, command: EnsureOfficial, act: Act) -> OfficialAppointed | None:
    """Appoint them, or appoint them anew."""
    before = agency.officials.get(command.official)
    if before is not None and (
        (tidy(before.name), tidy(before.position)) == (command.name, command.position)
        and before.divisions == tuple(sorted(set(command.divisions)))
        and before.roles == tuple(sorted(set(command.roles)))
    ):
        return None
    return appoint(agency, command, act)


@command
class EndAppointment:
    """The official leaves the agency; with what they delegated, and what was delegated to them."""

    agency: Code
    official: Code
    transferred_to: Code | None = None


@AGENCY.decides(EndAppointment, refuses=(*ORGANISED, OfficialNotAppointed, MayNotGrantRole))
def end_appointment(
    agency: Agency, command: EndAppointment, act: Act
) -> list[DelegationRevoked | OfficialLeft]:
    """The official leaves; an agency that has ended lets its officials go as well."""
    check_organiser(agency, command.agency, act)
    appointment = agency.officials.get(command.official)
    if appointment is None:
        raise OfficialNotAppointed(where="official", agency=command.agency, official=command.official)
    _check_may_change(frozenset(appointment.roles), act.by)
    ended = [
        restate(
            DelegationRevoked, delegation, agency=command.agency, revoked_by=act.by.name, revoked_at=act.at
        )
        for delegation in agency.delegations.values()
        if command.official in (delegation.official, delegation.delegate)
    ]
    left = restate(OfficialLeft, command, left_by=act.by.name, left_at=act.at)
    return [*ended, left]


@AGENCY.evolves(OfficialLeft)
def left(agency: Agency, event: OfficialLeft) -> None:
    """Nobody is away from an agency that they are not in."""
    agency.officials.pop(event.official, None)
    for key in [key for key in agency.absences if key[0] == event.official]:
        del agency.absences[key]
