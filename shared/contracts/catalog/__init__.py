"""What the catalog service tells: agencies, their people, and the procedures that are issued."""

from shared.contracts.catalog import agencies, current, editions, force, procedures
from shared.contracts.catalog.agencies import AgencyRegistered, DivisionAdded, OfficialAppointed
from shared.contracts.catalog.current import (
    CurrentAgencyChanged,
    CurrentDivision,
    CurrentProcedureChanged,
    CurrentProcedureEnded,
    CurrentProceduresTold,
)
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    ProcedureCorrected,
)
from shared.contracts.catalog.procedures import ProcedureIssued, Stage, Step
from shared.contracts.published import PublishedEvent

EVENTS: tuple[type[PublishedEvent], ...] = (
    *agencies.EVENTS,
    *editions.EVENTS,
    *procedures.EVENTS,
    *force.EVENTS,
    *current.EVENTS,
)

__all__ = [
    "EVENTS",
    "AgencyRegistered",
    "CatalogueEnteredIntoForce",
    "CatalogueIssued",
    "CatalogueSuperseded",
    "CatalogueWithdrawn",
    "CurrentAgencyChanged",
    "CurrentDivision",
    "CurrentProcedureChanged",
    "CurrentProcedureEnded",
    "CurrentProceduresTold",
    "DivisionAdded",
    "OfficialAppointed",
    "ProcedureCorrected",
    "ProcedureIssued",
    "Stage",
    "Step",
]
