"""The catalog's domain: agencies with their divisions and officials, and the editions of their catalogues."""

from services.catalog.domain import agency, catalogue, editing, organising, simplification, simplifying
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
    CarryOver,
    Catalogue,
    CatalogueEvent,
    CatalogueIssued,
    DraftDiscarded,
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
from services.catalog.domain.organising import AgencyCommand
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
from services.catalog.domain.reorganisation import live_successors
from services.catalog.domain.review import (
    REVIEW_EVENTS,
    CommentAnswered,
    CommentMade,
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
    RoundOutcome,
)
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
from services.catalog.domain.sweeping import Sweep
from services.catalog.domain.taking_back import DiscardDraft, RecallDraft
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
        DraftDiscarded,
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
decide_agency = organising.decide
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
    "AbsenceKind",
    "AbsenceRecorded",
    "AbsenceWithdrawn",
    "AcknowledgeCatalogue",
    "AcknowledgementReminded",
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
    "AnswerComment",
    "AnswerKind",
    "AppointOfficial",
    "Appointment",
    "AssignAgencyCode",
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
    "CloseDivision",
    "CloseRound",
    "CodeScheme",
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
    "DelegationGranted",
    "DelegationRevoked",
    "DiscardDraft",
    "DissolveAgency",
    "DivisionAdded",
    "DivisionClosed",
    "DivisionRenamed",
    "DivisionTransfer",
    "DossierComponent",
    "DraftDiscarded",
    "DraftEdition",
    "EditCommand",
    "EditionDrafted",
    "EditionNoted",
    "EditionSentForComments",
    "EditionState",
    "EndAppointment",
    "EndingManner",
    "EnterIntoForce",
    "ExtensionRule",
    "GoLive",
    "GrantDelegation",
    "IssueCatalogue",
    "IssueProcedures",
    "KnownUnit",
    "LegalBasis",
    "MakeComment",
    "MoveAgency",
    "Neighbours",
    "OfficialAppointed",
    "OfficialLeft",
    "PlanWave",
    "Procedure",
    "ProcedureAdded",
    "ProcedureCorrected",
    "ProcedureIssued",
    "ProcedureKind",
    "ProcedureOf",
    "ProcedureRemoved",
    "ProcedureRevised",
    "PublishCatalogue",
    "RecallDraft",
    "RecordAbsence",
    "RegisterAgency",
    "RemoveProcedure",
    "RenameAgency",
    "RenameDivision",
    "ReviewOutcome",
    "ReviewRoundClosed",
    "ReviseProcedure",
    "RevokeDelegation",
    "RoundOutcome",
    "SendCatalogue",
    "SendForComments",
    "Stage",
    "Step",
    "SucceedAgencies",
    "Successor",
    "Supersede",
    "Surroundings",
    "SuspensionRule",
    "Sweep",
    "Template",
    "Urgency",
    "UrgentLimit",
    "WavePlanned",
    "WithdrawAbsence",
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
    "live_successors",
    "longest_steps",
    "next_to_issue",
]
