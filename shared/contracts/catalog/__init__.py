"""What the catalog service tells: agencies, their people, and the procedures that are issued."""

from shared.contracts.catalog import agencies, editions, procedures, reorganisation, staff
from shared.contracts.catalog.agencies import AgencyRegistered, DivisionAdded, OfficialAppointed
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.procedures import ProcedureIssued, Stage, Step
from shared.contracts.catalog.reorganisation import (
    AgencyCodeAssigned,
    AgencyDissolved,
    AgencyMoved,
    AgencyRenamed,
    AgencySucceeded,
    AgencyWentLive,
    DivisionTransfer,
    WavePlanned,
)
from shared.contracts.catalog.staff import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    DelegationGranted,
    DelegationRevoked,
    DivisionClosed,
    DivisionRenamed,
    OfficialLeft,
)
from shared.contracts.published import PublishedEvent

EVENTS: tuple[type[PublishedEvent], ...] = (
    *agencies.EVENTS,
    *reorganisation.EVENTS,
    *staff.EVENTS,
    *editions.EVENTS,
    *procedures.EVENTS,
)

__all__ = [
    "EVENTS",
    "AbsenceRecorded",
    "AbsenceWithdrawn",
    "AgencyCodeAssigned",
    "AgencyDissolved",
    "AgencyMoved",
    "AgencyRegistered",
    "AgencyRenamed",
    "AgencySucceeded",
    "AgencyWentLive",
    "CatalogueIssued",
    "DelegationGranted",
    "DelegationRevoked",
    "DivisionAdded",
    "DivisionClosed",
    "DivisionRenamed",
    "DivisionTransfer",
    "OfficialAppointed",
    "OfficialLeft",
    "ProcedureIssued",
    "Stage",
    "Step",
    "WavePlanned",
]
