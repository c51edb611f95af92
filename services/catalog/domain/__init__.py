"""The catalog's domain: agencies with their divisions and officials, and the editions of their catalogues."""

from services.catalog.domain import agency, catalogue, editing, simplification, simplifying
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
from services.catalog.domain.checks import findings, findings_of_edition
from services.catalog.domain.conditions import ExtensionRule, SuspensionRule, Urgency, UrgentLimit
from services.catalog.domain.neighbours import KnownUnit, Neighbours, Surroundings
from services.catalog.domain.papers import DossierComponent, LegalBasis, Template
from services.catalog.domain.procedure import (
    AnswerKind,
    Coordination,
    Procedure,
    ProcedureKind,
    ProcedureOf,
    Stage,
    Step,
    longest_steps,
)
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
    ),
)

#: Key: the programme's code.
SIMPLIFICATION = Aggregate(
    category="simplification",
    initial=simplification.SimplificationProgramme,
    evolve=simplification.evolve,
    events=(
        simplification.SimplificationProgrammeOpened,
        simplification.SimplificationProposed,
        simplification.SimplificationAccepted,
        simplification.SimplificationDeclined,
        simplification.SimplificationCarriedOut,
    ),
)

decide_simplification = simplifying.decide
decide_agency = agency.decide
decide_catalogue = editing.decide


def catalogue_key(agency_code: str, edition: int) -> str:
    """The key of an edition's stream: `SNV.1`. The edition stands after the last dot."""
    return f"{agency_code}.{edition}"


__all__ = [
    "AGENCY",
    "CATALOGUE",
    "SIMPLIFICATION",
    "AddDivision",
    "AddProcedure",
    "Agency",
    "AgencyCommand",
    "AgencyEvent",
    "AgencyKind",
    "AgencyRegistered",
    "AnswerKind",
    "AppointOfficial",
    "Appointment",
    "Catalogue",
    "CatalogueCommand",
    "CatalogueEvent",
    "CatalogueIssued",
    "Coordination",
    "DivisionAdded",
    "DossierComponent",
    "DraftEdition",
    "EditionDrafted",
    "EditionState",
    "ExtensionRule",
    "IssueCatalogue",
    "IssueProcedures",
    "KnownUnit",
    "LegalBasis",
    "Neighbours",
    "OfficialAppointed",
    "Procedure",
    "ProcedureAdded",
    "ProcedureIssued",
    "ProcedureKind",
    "ProcedureOf",
    "ProcedureRemoved",
    "ProcedureRevised",
    "RegisterAgency",
    "RemoveProcedure",
    "ReviseProcedure",
    "Stage",
    "Step",
    "Surroundings",
    "SuspensionRule",
    "Template",
    "Urgency",
    "UrgentLimit",
    "catalogue_key",
    "decide_agency",
    "decide_catalogue",
    "decide_simplification",
    "findings",
    "findings_of_edition",
    "longest_steps",
    "next_to_issue",
]
