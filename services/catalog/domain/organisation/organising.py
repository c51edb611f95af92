"""One way in: which decision on an agency answers which command."""

from collections.abc import Callable
from typing import Any, TypeAlias

from services.catalog.domain.organisation import absences, divisions, officials, registration, reorganisation
from services.catalog.domain.organisation.agency import Agency, AgencyEvent
from services.catalog.domain.organisation.agency_commands import (
    AssignAgencyCode,
    DissolveAgency,
    GoLive,
    MoveAgency,
    PlanWave,
    RegisterAgency,
    RenameAgency,
    SucceedAgencies,
)
from services.catalog.domain.organisation.staff_commands import (
    AddDivision,
    AppointOfficial,
    CloseDivision,
    EndAppointment,
    GrantDelegation,
    RecordAbsence,
    RenameDivision,
    RevokeDelegation,
    WithdrawAbsence,
)

AgencyCommand: TypeAlias = (
    RegisterAgency
    | PlanWave
    | GoLive
    | RenameAgency
    | MoveAgency
    | AssignAgencyCode
    | DissolveAgency
    | SucceedAgencies
    | AddDivision
    | RenameDivision
    | CloseDivision
    | AppointOfficial
    | EndAppointment
    | RecordAbsence
    | WithdrawAbsence
    | GrantDelegation
    | RevokeDelegation
)

_DECISIONS: dict[type, Callable[[Agency, Any], Any]] = {
    RegisterAgency: registration.register,
    PlanWave: registration.plan_wave,
    GoLive: registration.go_live,
    RenameAgency: registration.rename,
    MoveAgency: registration.move,
    AssignAgencyCode: registration.assign_code,
    DissolveAgency: reorganisation.dissolve,
    SucceedAgencies: reorganisation.succeed,
    AddDivision: divisions.add_division,
    RenameDivision: divisions.rename_division,
    CloseDivision: divisions.close_division,
    AppointOfficial: officials.appoint,
    EndAppointment: officials.end_appointment,
    RecordAbsence: absences.record_absence,
    WithdrawAbsence: absences.withdraw_absence,
    GrantDelegation: absences.grant_delegation,
    RevokeDelegation: absences.revoke_delegation,
}


def decide_agency(state: Agency, command: AgencyCommand) -> list[AgencyEvent]:
    """The events that the command leads to; raises the refusal that keeps it from happening."""
    events: list[AgencyEvent] = _DECISIONS[type(command)](state, command)
    return events
