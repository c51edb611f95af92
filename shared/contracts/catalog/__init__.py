"""What the catalog service tells: agencies, their people, and the procedures that are issued."""

from shared.contracts.catalog import (
    agencies,
    current,
    deliveries,
    editions,
    force,
    procedures,
    reorganisation,
    reviews,
    simplification,
    staff,
)
from shared.contracts.catalog.agencies import AgencyRegistered, DivisionAdded, OfficialAppointed
from shared.contracts.catalog.current import (
    CurrentAgencyChanged,
    CurrentDivision,
    CurrentProcedureChanged,
    CurrentProcedureEnded,
    CurrentProceduresTold,
)
from shared.contracts.catalog.deliveries import (
    AcknowledgementReminded,
    CatalogueAcknowledged,
    CataloguePublished,
    CatalogueSent,
)
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    ProcedureCorrected,
)
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
from shared.contracts.catalog.reviews import (
    CommentAnswered,
    CommentMade,
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
    YearlyReviewAnnounced,
    YearlyReviewConcluded,
    YearlyReviewFellDue,
    YearlyReviewReopened,
)
from shared.contracts.catalog.simplification import SimplificationAccepted, SimplificationCarriedOut
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
    *editions.EVENTS,
    *procedures.EVENTS,
    *force.EVENTS,
    *reviews.EVENTS,
    *deliveries.EVENTS,
    *current.EVENTS,
    *simplification.EVENTS,
    *reorganisation.EVENTS,
    *staff.EVENTS,
)

__all__ = [
    "EVENTS",
    "AbsenceRecorded",
    "AbsenceWithdrawn",
    "AcknowledgementReminded",
    "AgencyCodeAssigned",
    "AgencyDissolved",
    "AgencyMoved",
    "AgencyRegistered",
    "AgencyRenamed",
    "AgencySucceeded",
    "AgencyWentLive",
    "CatalogueAcknowledged",
    "CatalogueEnteredIntoForce",
    "CatalogueIssued",
    "CataloguePublished",
    "CatalogueSent",
    "CatalogueSuperseded",
    "CatalogueWithdrawn",
    "CommentAnswered",
    "CommentMade",
    "CommentsReminded",
    "Coordination",
    "CurrentAgencyChanged",
    "CurrentDivision",
    "CurrentProcedureChanged",
    "CurrentProcedureEnded",
    "CurrentProceduresTold",
    "DelegationGranted",
    "DelegationRevoked",
    "DivisionAdded",
    "DivisionClosed",
    "DivisionRenamed",
    "DivisionTransfer",
    "DossierComponent",
    "EditionSentForComments",
    "ExtensionRule",
    "LegalBasis",
    "OfficialAppointed",
    "OfficialLeft",
    "ProcedureCorrected",
    "ProcedureIssued",
    "ReviewRoundClosed",
    "SimplificationAccepted",
    "SimplificationCarriedOut",
    "Stage",
    "Step",
    "SuspensionRule",
    "Template",
    "UrgentLimit",
    "WavePlanned",
    "YearlyReviewAnnounced",
    "YearlyReviewConcluded",
    "YearlyReviewFellDue",
    "YearlyReviewReopened",
]
