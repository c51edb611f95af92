"""What the catalog service tells: agencies, their people, and the procedures that are issued."""

from shared.contracts.catalog import agencies, editions, procedures
from shared.contracts.catalog.agencies import AgencyRegistered, DivisionAdded, OfficialAppointed
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    LegalBasis,
    SuspensionRule,
    Template,
    UrgentLimit,
)
from shared.contracts.catalog.procedures import ProcedureIssued, Stage, Step
from shared.contracts.published import PublishedEvent

EVENTS: tuple[type[PublishedEvent], ...] = (*agencies.EVENTS, *editions.EVENTS, *procedures.EVENTS)

__all__ = [
    "EVENTS",
    "AgencyRegistered",
    "CatalogueIssued",
    "Coordination",
    "DivisionAdded",
    "DossierComponent",
    "ExtensionRule",
    "LegalBasis",
    "OfficialAppointed",
    "ProcedureIssued",
    "Stage",
    "Step",
    "SuspensionRule",
    "Template",
    "UrgentLimit",
]
