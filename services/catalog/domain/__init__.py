"""The catalog's domain: agencies with their divisions and officials, and the editions of their catalogues."""

from services.catalog.domain import agency, catalogue, editing, organising
from services.catalog.domain.agency import AGENCY_EVENTS, Agency, AgencyEvent, Appointment
from services.catalog.domain.agency_commands import (
    AssignAgencyCode,
    DissolveAgency,
    GoLive,
    MoveAgency,
    PlanWave,
    RegisterAgency,
    RenameAgency,
    SucceedAgencies,
    Successor,
)
from services.catalog.domain.agency_events import (
    AgencyCodeAssigned,
    AgencyDissolved,
    AgencyKind,
    AgencyMoved,
    AgencyRegistered,
    AgencyRenamed,
    AgencySucceeded,
    AgencyWentLive,
    CodeScheme,
    DivisionTransfer,
    EndingManner,
    WavePlanned,
)
from services.catalog.domain.catalogue import (
    AddProcedure,
    Catalogue,
    CatalogueCommand,
    CatalogueEvent,
    CatalogueIssued,
    DraftEdition,
    EditionDrafted,
    EditionState,
    IssueCatalogue,
    IssueProcedures,
    ProcedureAdded,
    ProcedureIssued,
    ProcedureRemoved,
    ProcedureRevised,
    RemoveProcedure,
    ReviseProcedure,
    next_to_issue,
)
from services.catalog.domain.checks import findings
from services.catalog.domain.days import VIETNAM, day_of
from services.catalog.domain.organising import AgencyCommand
from services.catalog.domain.procedure import Procedure, ProcedureKind, Stage, Step, longest_steps
from services.catalog.domain.reorganisation import live_successors
from services.catalog.domain.staff_commands import (
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
from services.catalog.domain.staff_events import (
    AbsenceKind,
    AbsenceRecorded,
    AbsenceWithdrawn,
    DelegationGranted,
    DelegationRevoked,
    DivisionAdded,
    DivisionClosed,
    DivisionRenamed,
    OfficialAppointed,
    OfficialLeft,
)
from shared.aggregates import Aggregate

#: Key: the agency's code.
AGENCY = Aggregate(
    category="agency",
    initial=Agency,
    evolve=agency.evolve,
    events=AGENCY_EVENTS,
)

#: Key: `catalogue_key(agency, edition)`.
CATALOGUE = Aggregate(
    category="catalogue",
    initial=Catalogue,
    evolve=catalogue.evolve,
    events=(
        EditionDrafted,
        ProcedureAdded,
        ProcedureRevised,
        ProcedureRemoved,
        CatalogueIssued,
        ProcedureIssued,
    ),
)

decide_agency = organising.decide
decide_catalogue = editing.decide


def catalogue_key(agency_code: str, edition: int) -> str:
    """The key of an edition's stream: `SNV.1`. The edition stands after the last dot."""
    return f"{agency_code}.{edition}"


__all__ = [
    "AGENCY",
    "CATALOGUE",
    "VIETNAM",
    "AbsenceKind",
    "AbsenceRecorded",
    "AbsenceWithdrawn",
    "AddDivision",
    "AddProcedure",
    "Agency",
    "AgencyCodeAssigned",
    "AgencyCommand",
    "AgencyDissolved",
    "AgencyEvent",
    "AgencyKind",
    "AgencyMoved",
    "AgencyRegistered",
    "AgencyRenamed",
    "AgencySucceeded",
    "AgencyWentLive",
    "AppointOfficial",
    "Appointment",
    "AssignAgencyCode",
    "Catalogue",
    "CatalogueCommand",
    "CatalogueEvent",
    "CatalogueIssued",
    "CloseDivision",
    "CodeScheme",
    "DelegationGranted",
    "DelegationRevoked",
    "DissolveAgency",
    "DivisionAdded",
    "DivisionClosed",
    "DivisionRenamed",
    "DivisionTransfer",
    "DraftEdition",
    "EditionDrafted",
    "EditionState",
    "EndAppointment",
    "EndingManner",
    "GoLive",
    "GrantDelegation",
    "IssueCatalogue",
    "IssueProcedures",
    "MoveAgency",
    "OfficialAppointed",
    "OfficialLeft",
    "PlanWave",
    "Procedure",
    "ProcedureAdded",
    "ProcedureIssued",
    "ProcedureKind",
    "ProcedureRemoved",
    "ProcedureRevised",
    "RecordAbsence",
    "RegisterAgency",
    "RemoveProcedure",
    "RenameAgency",
    "RenameDivision",
    "ReviseProcedure",
    "RevokeDelegation",
    "Stage",
    "Step",
    "SucceedAgencies",
    "Successor",
    "WavePlanned",
    "WithdrawAbsence",
    "catalogue_key",
    "day_of",
    "decide_agency",
    "decide_catalogue",
    "findings",
    "live_successors",
    "longest_steps",
    "next_to_issue",
]
