"""An agency is registered: the operator's first word about it."""

from typing import Annotated

from services.catalog.domain.organisation.agency import AGENCY, Agency, AgencyKind, Known, Naming
from services.catalog.domain.organisation.organisers import REGISTRAR, check_registrar
from services.catalog.domain.organisation.waves import Wave, check_wave
from services.catalog.domain.procedure.naming import (
    CODED,
    CODED_AGENCY,
    WORDED,
    Name,
    check_agency_code,
    check_code,
    check_name,
)
from services.catalog.errors.organisation.agencies import AgencyAlreadyRegistered, UnfitParent, UnfitWave
from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.vocabulary import CalendarDay, Code, described
from shared.decider import Act, command
from shared.kernel import day_of
from shared.restating import restate

#: Under what an agency of each kind may stand; None: under nothing.
_PARENTS: dict[AgencyKind, frozenset[AgencyKind | None]] = {
    AgencyKind.PROVINCE: frozenset({None}),
    AgencyKind.DEPARTMENT: frozenset({AgencyKind.PROVINCE}),
    AgencyKind.DISTRICT: frozenset({AgencyKind.PROVINCE}),
    AgencyKind.COMMUNE: frozenset({AgencyKind.DISTRICT, AgencyKind.PROVINCE}),
}

#: How a registration may be refused.
REGISTERED = (*REGISTRAR, AgencyAlreadyRegistered, *CODED_AGENCY, *WORDED, *CODED, UnfitParent, UnfitWave)


@command
class NewAgency:
    """What is said of an agency that is new."""

    code: Code
    kind: AgencyKind
    name_vi: Name
    name_en: Name
    parent: Code | None = None
    wave: Wave | None = None
    working_calendar: Code = "VN"


@command
class RegisterAgency(NewAgency):
    """Register an agency. Its parent is registered first."""

    valid_from: Annotated[CalendarDay | None, described("Without it: the day on which it is registered.")] = (
        None
    )

    @property
    def agency(self) -> str:
        """The agency that it is about."""
        return self.code


@AGENCY.decides(RegisterAgency, refuses=REGISTERED, known=Known)
def register(agency: Agency, command: RegisterAgency, act: Act, known: Known) -> AgencyRegistered:
    """An operator registers it, or an importer."""
    check_registrar(act)
    if agency.kind is not None:
        raise AgencyAlreadyRegistered(where="code", agency=command.code)
    check_agency_code(command.code, "code")
    check_name(command.name_vi, "name_vi")
    check_name(command.name_en, "name_en")
    check_code(command.working_calendar, "working_calendar")
    check_parent(command.code, command.kind, command.parent, known)
    check_wave(command.wave)
    return restate(
        AgencyRegistered,
        command,
        agency=command.code,
        valid_from=command.valid_from or day_of(act.at),
        registered_by=act.by.name,
        registered_at=act.at,
    )


def check_parent(code: str, kind: AgencyKind, parent: str | None, known: Known) -> None:
    """What an agency stands under is registered, and of a kind that stands above it."""
    parent_kind = None if parent is None else known.agency(parent).kind
    unknown = parent is not None and parent_kind is None
    if unknown or parent == code or parent_kind not in _PARENTS[kind]:
        raise UnfitParent(where="parent", agency=code, parent=parent or "–")


@AGENCY.evolves(AgencyRegistered)
def registered(agency: Agency, event: AgencyRegistered) -> None:
    """The agency is one, from its first day on."""
    agency.code, agency.kind = event.agency, AgencyKind(event.kind)
    agency.name_vi, agency.name_en = event.name_vi, event.name_en or ""
    agency.parent, agency.wave = event.parent, event.wave
    agency.working_calendar, agency.valid_from = event.working_calendar, event.valid_from
    agency.names = [Naming(event.valid_from, event.name_vi, event.name_en or "")]
    agency.parents = [(event.valid_from, event.parent)]
