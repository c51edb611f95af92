"""An agency is registered, planned for a wave, goes live, is renamed, moved, and given codes."""

from datetime import date

from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.organisation.agency_commands import (
    AssignAgencyCode,
    GoLive,
    MoveAgency,
    PlanWave,
    RegisterAgency,
    RenameAgency,
)
from services.catalog.domain.organisation.agency_events import (
    AgencyCodeAssigned,
    AgencyKind,
    AgencyMoved,
    AgencyRegistered,
    AgencyRenamed,
    AgencyWentLive,
    CodeScheme,
    WavePlanned,
)
from services.catalog.domain.organisation.organisers import (
    check_decision,
    check_exists_on,
    check_not_ended,
    check_reorganiser,
)
from services.catalog.domain.procedure.naming import (
    check_agency_code,
    check_code,
    check_edxml_code,
    check_name,
)
from services.catalog.errors.organisation.agencies import AgencyAlreadyRegistered, UnfitParent, UnfitWave
from services.catalog.errors.organisation.reorganisation import (
    AgencyAlreadyLive,
    EffectiveBeforeEarlier,
    NothingReorganised,
)
from services.catalog.errors.organisation.rights import MayNotRegisterAgency
from shared.kernel import Role

#: Under what an agency of each kind may stand; None: under nothing.
_PARENTS: dict[AgencyKind, frozenset[AgencyKind | None]] = {
    AgencyKind.PROVINCE: frozenset({None}),
    AgencyKind.DEPARTMENT: frozenset({AgencyKind.PROVINCE}),
    AgencyKind.DISTRICT: frozenset({AgencyKind.PROVINCE}),
    AgencyKind.COMMUNE: frozenset({AgencyKind.DISTRICT, AgencyKind.PROVINCE}),
}


def register(state: Agency, command: RegisterAgency) -> list[AgencyRegistered]:
    if not command.by.has(Role.OPERATOR, Role.IMPORTER):
        raise MayNotRegisterAgency(where="code")
    if state.kind is not None:
        raise AgencyAlreadyRegistered(where="code", agency=command.code)
    check_agency_code(command.code, "code")
    check_name(command.name_vi, "name_vi")
    check_name(command.name_en, "name_en")
    check_code(command.working_calendar, "working_calendar")
    _check_parent(command.code, command.kind, command.parent, command.parent_kind)
    _check_wave(command.wave)
    return [
        AgencyRegistered(
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
    ]


def _check_parent(code: str, kind: AgencyKind, parent: str | None, parent_kind: AgencyKind | None) -> None:
    half_stated = (parent is None) != (parent_kind is None)
    if half_stated or parent == code or parent_kind not in _PARENTS[kind]:
        raise UnfitParent(where="parent", agency=code, parent=parent or "–")


def _check_wave(wave: int | None) -> None:
    if wave is not None and wave < 1:
        raise UnfitWave(where="wave", given=wave)


def plan_wave(state: Agency, command: PlanWave) -> list[WavePlanned]:
    """Plan the agency for a wave; no plan is changed once the agency is live."""
    check_reorganiser(state, command.agency, command.by)
    check_not_ended(state, command.at)
    _check_wave(command.wave)
    if state.live_from is not None:
        raise AgencyAlreadyLive(where="wave", agency=command.agency, live_from=state.live_from)
    if command.wave == state.wave:
        raise NothingReorganised(where="wave", agency=command.agency)
    return [
        WavePlanned(
            agency=command.agency, wave=command.wave, planned_by=command.by.name, planned_at=command.at
        )
    ]


def go_live(state: Agency, command: GoLive) -> list[AgencyWentLive]:
    """Going live is decided once."""
    check_reorganiser(state, command.agency, command.by)
    check_not_ended(state, command.at)
    check_decision(command)
    if state.live_from is not None:
        raise AgencyAlreadyLive(where="agency", agency=command.agency, live_from=state.live_from)
    check_exists_on(state, command.effective_from)
    return [
        AgencyWentLive(
            agency=command.agency,
            decision_number=command.decision_number,
            decision_date=command.decision_date,
            effective_from=command.effective_from,
            recorded_by=command.by.name,
            recorded_at=command.at,
        )
    ]


def rename(state: Agency, command: RenameAgency) -> list[AgencyRenamed]:
    check_reorganiser(state, command.agency, command.by)
    check_not_ended(state, command.at)
    check_decision(command)
    check_name(command.name_vi, "name_vi")
    check_name(command.name_en, "name_en")
    if (command.name_vi, command.name_en) == (state.name_vi, state.name_en):
        raise NothingReorganised(where="name_vi", agency=command.agency)
    check_exists_on(state, command.effective_from)
    _check_later(command.effective_from, state.names[-1].since)
    return [
        AgencyRenamed(
            agency=command.agency,
            decision_number=command.decision_number,
            decision_date=command.decision_date,
            effective_from=command.effective_from,
            name_vi=command.name_vi,
            name_en=command.name_en,
            renamed_by=command.by.name,
            renamed_at=command.at,
        )
    ]


def move(state: Agency, command: MoveAgency) -> list[AgencyMoved]:
    """Let the agency stand under another; kinds stand in rank, so the tree has no circles."""
    check_reorganiser(state, command.agency, command.by)
    check_not_ended(state, command.at)
    check_decision(command)
    assert state.kind is not None
    _check_parent(command.agency, state.kind, command.parent, command.parent_kind)
    if not command.parent_exists:
        raise UnfitParent(where="parent", agency=command.agency, parent=command.parent)
    if command.parent == state.parent:
        raise NothingReorganised(where="parent", agency=command.agency)
    check_exists_on(state, command.effective_from)
    _check_later(command.effective_from, state.parents[-1][0])
    return [
        AgencyMoved(
            agency=command.agency,
            decision_number=command.decision_number,
            decision_date=command.decision_date,
            effective_from=command.effective_from,
            parent=command.parent,
            moved_by=command.by.name,
            moved_at=command.at,
        )
    ]


def _check_later(effective_from: date, earlier: date) -> None:
    """History is told in its order: a change takes effect after the one before it."""
    if effective_from <= earlier:
        raise EffectiveBeforeEarlier(where="effective_from", given=effective_from, earlier=earlier)


def assign_code(state: Agency, command: AssignAgencyCode) -> list[AgencyCodeAssigned]:
    """Give the agency a code of a national scheme, from a day on."""
    check_reorganiser(state, command.agency, command.by)
    check_not_ended(state, command.at)
    check = check_agency_code if command.scheme is CodeScheme.NATIONAL else check_edxml_code
    check(command.code, "code")
    before = state.codes.get(command.scheme)
    if before is not None:
        if before.code == command.code:
            raise NothingReorganised(where="code", agency=command.agency)
        _check_later(command.valid_from, before.valid_from)
    return [
        AgencyCodeAssigned(
            agency=command.agency,
            scheme=command.scheme,
            code=command.code,
            valid_from=command.valid_from,
            assigned_by=command.by.name,
            assigned_at=command.at,
        )
    ]
