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
    CarryOver,
    Catalogue,
    CatalogueEvent,
    CatalogueIssued,
    DraftEdition,
    EditCommand,
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
from services.catalog.domain.commenting import AnswerComment, CloseRound, MakeComment, SendForComments
from services.catalog.domain.concluding import ConcludeReview
from services.catalog.domain.conditions import ExtensionRule, SuspensionRule, Urgency, UrgentLimit
from services.catalog.domain.correcting import CorrectProcedure
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
from services.catalog.domain.delivering import AcknowledgeCatalogue, PublishCatalogue, SendCatalogue
from services.catalog.domain.delivery import (
    DELIVERY_EVENTS,
    AcknowledgementReminded,
    CatalogueAcknowledged,
    CataloguePublished,
    CatalogueSent,
)
from services.catalog.domain.editing import CatalogueCommand
from services.catalog.domain.entering import EnterIntoForce, Supersede
from services.catalog.domain.in_force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    ProcedureCorrected,
)
from services.catalog.domain.lineage import LINEAGE, EditionNoted
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
from services.catalog.domain.review import (
    REVIEW_EVENTS,
    CommentAnswered,
    CommentMade,
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
    RoundOutcome,
)
from services.catalog.domain.sweeping import Sweep
from services.catalog.domain.withdrawing import WithdrawCatalogue
from services.catalog.domain.yearly_review import (
    YEARLY_EVENTS,
    ReviewOutcome,
    YearlyReviewAnnounced,
    YearlyReviewConcluded,
    YearlyReviewFellDue,
    YearlyReviewReopened,
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
        ProcedureCorrected,
        CatalogueEnteredIntoForce,
        CatalogueSuperseded,
        CatalogueWithdrawn,
        *REVIEW_EVENTS,
        *DELIVERY_EVENTS,
        *YEARLY_EVENTS,
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
    "CURRENT_AGENCY",
    "CURRENT_CATALOGUE",
    "LINEAGE",
    "SIMPLIFICATION",
    "AcknowledgeCatalogue",
    "AcknowledgementReminded",
    "AddDivision",
    "AddProcedure",
    "Agency",
    "AgencyCommand",
    "AgencyEvent",
    "AgencyKind",
    "AgencyRegistered",
    "AnswerComment",
    "AnswerKind",
    "AppointOfficial",
    "Appointment",
    "CarryOver",
    "Catalogue",
    "CatalogueAcknowledged",
    "CatalogueCommand",
    "CatalogueEnteredIntoForce",
    "CatalogueEvent",
    "CatalogueIssued",
    "CataloguePublished",
    "CatalogueSent",
    "CatalogueSuperseded",
    "CatalogueWithdrawn",
    "CloseRound",
    "CommentAnswered",
    "CommentMade",
    "CommentsReminded",
    "ConcludeReview",
    "Coordination",
    "CorrectProcedure",
    "CurrentAgencyChanged",
    "CurrentDivision",
    "CurrentEditionChanged",
    "CurrentProcedureChanged",
    "CurrentProcedureEnded",
    "CurrentProceduresTold",
    "DivisionAdded",
    "DossierComponent",
    "DraftEdition",
    "EditCommand",
    "EditionDrafted",
    "EditionNoted",
    "EditionSentForComments",
    "EditionState",
    "EnterIntoForce",
    "ExtensionRule",
    "IssueCatalogue",
    "IssueProcedures",
    "KnownUnit",
    "LegalBasis",
    "MakeComment",
    "Neighbours",
    "OfficialAppointed",
    "Procedure",
    "ProcedureAdded",
    "ProcedureCorrected",
    "ProcedureIssued",
    "ProcedureKind",
    "ProcedureOf",
    "ProcedureRemoved",
    "ProcedureRevised",
    "PublishCatalogue",
    "RegisterAgency",
    "RemoveProcedure",
    "ReviewOutcome",
    "ReviewRoundClosed",
    "ReviseProcedure",
    "RoundOutcome",
    "SendCatalogue",
    "SendForComments",
    "Stage",
    "Step",
    "Supersede",
    "Surroundings",
    "SuspensionRule",
    "Sweep",
    "Template",
    "Urgency",
    "UrgentLimit",
    "WithdrawCatalogue",
    "YearlyReviewAnnounced",
    "YearlyReviewConcluded",
    "YearlyReviewFellDue",
    "YearlyReviewReopened",
    "catalogue_key",
    "decide_agency",
    "decide_catalogue",
    "decide_simplification",
    "findings",
    "findings_of_edition",
    "longest_steps",
    "next_to_issue",
]
