"""The catalog's domain: agencies with their divisions and officials, and the editions of their catalogues."""

from services.catalog.domain import agency, catalogue, editing
from services.catalog.domain.agency import (
    AddDivision,
    Agency,
    AgencyCommand,
    AgencyEvent,
    AgencyKind,
    AgencyRegistered,
    Appointment,
    AppointOfficial,
    DivisionAdded,
    OfficialAppointed,
    RegisterAgency,
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
from services.catalog.domain.current import (
    CURRENT_AGENCY,
    CURRENT_CATALOGUE,
    CurrentAgencyChanged,
    CurrentDivision,
    CurrentEditionChanged,
    CurrentProcedureChanged,
    CurrentProcedureEnded,
    CurrentProceduresTold,
)
from services.catalog.domain.entering import EnterIntoForce, Supersede
from services.catalog.domain.in_force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    ProcedureCorrected,
)
from services.catalog.domain.procedure import Procedure, ProcedureKind, Stage, Step, longest_steps
from shared.aggregates import Aggregate

#: Key: the agency's code.
AGENCY = Aggregate(
    category="agency",
    initial=Agency,
    evolve=agency.evolve,
    events=(AgencyRegistered, DivisionAdded, OfficialAppointed),
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
        ProcedureCorrected,
        CatalogueEnteredIntoForce,
        CatalogueSuperseded,
        CatalogueWithdrawn,
    ),
)

decide_agency = agency.decide
decide_catalogue = editing.decide


def catalogue_key(agency_code: str, edition: int) -> str:
    """The key of an edition's stream: `SNV.1`. The edition stands after the last dot."""
    return f"{agency_code}.{edition}"


__all__ = [
    "AGENCY",
    "CATALOGUE",
    "CURRENT_AGENCY",
    "CURRENT_CATALOGUE",
    "AddDivision",
    "AddProcedure",
    "Agency",
    "AgencyCommand",
    "AgencyEvent",
    "AgencyKind",
    "AgencyRegistered",
    "AppointOfficial",
    "Appointment",
    "Catalogue",
    "CatalogueCommand",
    "CatalogueEnteredIntoForce",
    "CatalogueEvent",
    "CatalogueIssued",
    "CatalogueSuperseded",
    "CatalogueWithdrawn",
    "CurrentAgencyChanged",
    "CurrentDivision",
    "CurrentEditionChanged",
    "CurrentProcedureChanged",
    "CurrentProcedureEnded",
    "CurrentProceduresTold",
    "DivisionAdded",
    "DraftEdition",
    "EditionDrafted",
    "EditionState",
    "EnterIntoForce",
    "IssueCatalogue",
    "IssueProcedures",
    "OfficialAppointed",
    "Procedure",
    "ProcedureAdded",
    "ProcedureCorrected",
    "ProcedureIssued",
    "ProcedureKind",
    "ProcedureRemoved",
    "ProcedureRevised",
    "RegisterAgency",
    "RemoveProcedure",
    "ReviseProcedure",
    "Stage",
    "Step",
    "Supersede",
    "catalogue_key",
    "decide_agency",
    "decide_catalogue",
    "findings",
    "longest_steps",
    "next_to_issue",
]
