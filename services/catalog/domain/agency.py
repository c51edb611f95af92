"""An agency: a department, district, commune or the province itself; its divisions and its officials."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.catalog.domain.naming import check_agency_code, check_code, check_name, check_official
from services.catalog.errors.agencies import (
    AgencyAlreadyRegistered,
    AgencyNotRegistered,
    AppointmentUnchanged,
    DivisionAlreadyExists,
    DivisionUnknown,
    HeadWithoutDivision,
    RoleNotForOfficials,
    RolesMissing,
    UnfitParent,
    UnfitWave,
)
from services.catalog.errors.rights import MayNotGrantRole, MayNotOrganise, MayNotRegisterAgency
from shared.kernel import Actor, Role


class AgencyKind(StrEnum):
    PROVINCE = "province"  #: tỉnh, thành phố
    DEPARTMENT = "department"  #: sở, ban, ngành
    DISTRICT = "district"  #: huyện, quận, thị xã; until June 2025
    COMMUNE = "commune"  #: xã, phường, thị trấn; later xã, phường, đặc khu


# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRegistered:
    code: str
    kind: AgencyKind
    name_vi: str
    name_en: str
    parent: str | None
    wave: int | None  #: of the rollout, from 1; None: not planned
    working_calendar: str = "VN"
    valid_from: date
    registered_by: str
    registered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionAdded:
    agency: str
    division: str
    name: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAppointed:
    """What the official is from now on; it replaces an earlier appointment in the same agency."""

    agency: str
    official: str
    name: str
    divisions: tuple[str, ...]  #: sorted; the order has no meaning
    position: str
    roles: tuple[Role, ...]  #: sorted; the order has no meaning
    appointed_by: str
    appointed_at: datetime


AgencyEvent = AgencyRegistered | DivisionAdded | OfficialAppointed


# --- state ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Appointment:
    name: str
    divisions: tuple[str, ...]
    position: str
    roles: tuple[Role, ...]


@dataclass(slots=True)
class Agency:
    code: str = ""
    kind: AgencyKind | None = None  #: None: not registered
    name_vi: str = ""
    name_en: str = ""
    parent: str | None = None
    wave: int | None = None
    working_calendar: str = "VN"
    valid_from: date | None = None
    divisions: dict[str, str] = field(default_factory=dict)  #: code: name
    officials: dict[str, Appointment] = field(default_factory=dict)


def evolve(state: Agency, event: AgencyEvent) -> Agency:
    match event:
        case AgencyRegistered():
            state.code, state.kind = event.code, event.kind
            state.name_vi, state.name_en = event.name_vi, event.name_en
            state.parent, state.wave = event.parent, event.wave
            state.working_calendar, state.valid_from = event.working_calendar, event.valid_from
        case DivisionAdded():
            state.divisions[event.division] = event.name
        case OfficialAppointed():
            state.officials[event.official] = Appointment(
                event.name, event.divisions, event.position, event.roles
            )
        case _:
            raise TypeError(f"not an event of an agency: {event!r}")
    return state


# --- commands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAgency:
    """`parent_kind` is what the parent is registered as; None if there is no parent, or none such."""

    code: str
    kind: AgencyKind
    name_vi: str
    name_en: str
    parent: str | None
    parent_kind: AgencyKind | None
    wave: int | None = None
    working_calendar: str = "VN"
    valid_from: date
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDivision:
    agency: str
    division: str
    name: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointOfficial:
    """Says the whole of it: divisions and roles that it doesn't name end."""

    agency: str
    official: str
    name: str
    divisions: tuple[str, ...]
    position: str
    roles: tuple[Role, ...]
    by: Actor
    at: datetime


AgencyCommand = RegisterAgency | AddDivision | AppointOfficial

# --- decisions -----------------------------------------------------------------------------------

#: Under what an agency of each kind may stand; None: under nothing.
_PARENTS: dict[AgencyKind, frozenset[AgencyKind | None]] = {
    AgencyKind.PROVINCE: frozenset({None}),
    AgencyKind.DEPARTMENT: frozenset({AgencyKind.PROVINCE}),
    AgencyKind.DISTRICT: frozenset({AgencyKind.PROVINCE}),
    AgencyKind.COMMUNE: frozenset({AgencyKind.DISTRICT, AgencyKind.PROVINCE}),
}
_OF_CLIENTS = frozenset({Role.SYSTEM, Role.IMPORTER, Role.OPERATOR})
#: What an agency head gives and takes; the wider roles are the province's, by an operator.
_GRANTED_BY_HEAD = frozenset({Role.OFFICIAL, Role.DIVISION_HEAD, Role.CATALOGUE_EDITOR})


def decide(state: Agency, command: AgencyCommand) -> list[AgencyEvent]:
    """The events that the command leads to; raises the refusal that keeps it from happening."""
    match command:
        case RegisterAgency():
            return [_register(state, command)]
        case AddDivision():
            return [_add_division(state, command)]
        case AppointOfficial():
            return [_appoint(state, command)]


def _register(state: Agency, command: RegisterAgency) -> AgencyRegistered:
    if not command.by.has(Role.OPERATOR, Role.IMPORTER):
        raise MayNotRegisterAgency(where="code")
    if state.kind is not None:
        raise AgencyAlreadyRegistered(where="code", agency=command.code)
    check_agency_code(command.code, "code")
    check_name(command.name_vi, "name_vi")
    check_name(command.name_en, "name_en")
    check_code(command.working_calendar, "working_calendar")
    _check_parent(command)
    if command.wave is not None and command.wave < 1:
        raise UnfitWave(where="wave", given=command.wave)
    return AgencyRegistered(
        code=command.code,
        kind=command.kind,
        name_vi=command.name_vi,
        name_en=command.name_en,
        parent=command.parent,
        wave=command.wave,
        working_calendar=command.working_calendar,
        valid_from=command.valid_from,
        registered_by=command.by.name,
        registered_at=command.at,
    )


def _check_parent(command: RegisterAgency) -> None:
    half_stated = (command.parent is None) != (command.parent_kind is None)
    itself = command.parent == command.code
    if half_stated or itself or command.parent_kind not in _PARENTS[command.kind]:
        raise UnfitParent(where="parent", agency=command.code, parent=command.parent or "–")


def _check_organiser(state: Agency, agency: str, by: Actor) -> None:
    of_the_agency = by.has(Role.AGENCY_HEAD) and by.agency == agency
    if not of_the_agency and not by.has(Role.OPERATOR, Role.IMPORTER):
        raise MayNotOrganise(where="agency", agency=agency)
    if state.kind is None:
        raise AgencyNotRegistered(where="agency", agency=agency)


def _add_division(state: Agency, command: AddDivision) -> DivisionAdded:
    _check_organiser(state, command.agency, command.by)
    check_code(command.division, "division")
    check_name(command.name, "name")
    if command.division in state.divisions:
        raise DivisionAlreadyExists(where="division", agency=command.agency, division=command.division)
    return DivisionAdded(
        agency=command.agency,
        division=command.division,
        name=command.name,
        added_by=command.by.name,
        added_at=command.at,
    )


def _appoint(state: Agency, command: AppointOfficial) -> OfficialAppointed:
    _check_organiser(state, command.agency, command.by)
    check_official(command.official, "official")
    check_name(command.name, "name")
    check_name(command.position, "position", may_be_empty=True)
    _check_divisions(state, command)
    _check_roles(state, command)
    divisions, roles = tuple(sorted(set(command.divisions))), tuple(sorted(set(command.roles)))
    appointment = Appointment(command.name, divisions, command.position, roles)
    if state.officials.get(command.official) == appointment:
        raise AppointmentUnchanged(where="official", official=command.official)
    return OfficialAppointed(
        agency=command.agency,
        official=command.official,
        name=command.name,
        divisions=divisions,
        position=command.position,
        roles=roles,
        appointed_by=command.by.name,
        appointed_at=command.at,
    )


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
    changed = roles ^ frozenset(before.roles if before else ())
    beyond = changed - _GRANTED_BY_HEAD
    if beyond and not command.by.has(Role.OPERATOR, Role.IMPORTER):
        raise MayNotGrantRole(where="roles", roles=", ".join(sorted(beyond)))
