"""What other systems see of agencies and of issued catalogues: drafts stay inside."""

from dataclasses import fields
from datetime import datetime
from typing import Any

import msgspec

from services.catalog import domain
from services.catalog.domain import simplification
from services.catalog.domain.writing import content_of
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
from shared.contracts.catalog.procedures import ProcedureIssued
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
from shared.contracts.publication import Origin, Publication, Translations, plain, published_of
from shared.contracts.registry import topic_of


def _registered(event: domain.AgencyRegistered, origin: Origin) -> Publication:
    published = published_of(AgencyRegistered, event, agency=origin.key)
    return Publication(published, event.registered_at)


def _dissolved(event: domain.AgencyDissolved, _origin: Origin) -> Publication:
    transfers = tuple(published_of(DivisionTransfer, one) for one in event.divisions)
    published = published_of(AgencyDissolved, event, divisions=transfers)
    return Publication(published, event.dissolved_at)


def _procedure_issued(event: domain.ProcedureIssued, _origin: Origin) -> Publication:
    content = content_of(event)
    names = [one.name for one in fields(ProcedureIssued)]
    beside = {name: getattr(event, name) for name in names if hasattr(event, name)}
    published = msgspec.convert({**beside, "procedure": event.code, **content}, ProcedureIssued)
    return Publication(published, event.issued_at)


def _procedure_corrected(event: domain.ProcedureCorrected, _origin: Origin) -> Publication:
    content = {**content_of(event.procedure), "procedure": event.procedure.code}
    same = {
        one.name: getattr(event, one.name) for one in fields(ProcedureCorrected) if hasattr(event, one.name)
    }
    return Publication(msgspec.convert({**same, **content}, ProcedureCorrected), event.corrected_at)


def _current_procedure(event: domain.CurrentProcedureChanged, origin: Origin) -> Publication:
    issued = _procedure_issued(event.content, origin).event
    published = published_of(CurrentProcedureChanged, issued, changed_at=event.changed_at)
    return _current(published, event.changed_at, f"{published.agency}/{published.procedure}")


def _procedure_ended(event: domain.CurrentProcedureEnded, _origin: Origin) -> Publication:
    published = published_of(CurrentProcedureEnded, event, procedure=event.code)
    return _current(published, event.ended_at, f"{event.agency}/{event.code}")


def _current_agency(event: domain.CurrentAgencyChanged, _origin: Origin) -> Publication:
    divisions = tuple(published_of(CurrentDivision, one) for one in event.divisions)
    published = published_of(CurrentAgencyChanged, event, divisions=divisions)
    return _current(published, event.changed_at, event.agency)


def _issued(event: domain.CatalogueIssued, _origin: Origin) -> Publication:
    signing = event.signing
    published = published_of(
        CatalogueIssued,
        event,
        signing_authority=signing.authority.value if signing else None,
        signer_position=signing.position if signing else "",
    )
    return Publication(published, event.issued_at)


def _reminded(event: domain.AcknowledgementReminded, _origin: Origin) -> Publication:
    published = published_of(AcknowledgementReminded, event, last=event.again_on is None)
    return Publication(published, event.reminded_at)


def _current(event: Any, at: datetime, key: str) -> Publication:
    return Publication(event, at, topic=topic_of(type(event)), key=key)


TRANSLATIONS: Translations = {
    domain.AgencyRegistered: _registered,
    domain.WavePlanned: plain(WavePlanned, "planned_at"),
    domain.AgencyWentLive: plain(AgencyWentLive, "recorded_at"),
    domain.AgencyRenamed: plain(AgencyRenamed, "renamed_at"),
    domain.AgencyMoved: plain(AgencyMoved, "moved_at"),
    domain.AgencyCodeAssigned: plain(AgencyCodeAssigned, "assigned_at"),
    domain.AgencyDissolved: _dissolved,
    domain.AgencySucceeded: plain(AgencySucceeded, "succeeded_at"),
    domain.DivisionAdded: plain(DivisionAdded, "added_at"),
    domain.OfficialAppointed: plain(OfficialAppointed, "appointed_at"),
    domain.DivisionRenamed: plain(DivisionRenamed, "renamed_at"),
    domain.DivisionClosed: plain(DivisionClosed, "closed_at"),
    domain.OfficialLeft: plain(OfficialLeft, "left_at"),
    domain.AbsenceRecorded: plain(AbsenceRecorded, "recorded_at"),
    domain.AbsenceWithdrawn: plain(AbsenceWithdrawn, "withdrawn_at"),
    domain.DelegationGranted: plain(DelegationGranted, "granted_at"),
    domain.DelegationRevoked: plain(DelegationRevoked, "revoked_at"),
    domain.CatalogueIssued: _issued,
    domain.ProcedureIssued: _procedure_issued,
    simplification.SimplificationAccepted: plain(SimplificationAccepted, "accepted_at"),
    simplification.SimplificationCarriedOut: plain(SimplificationCarriedOut, "carried_out_at"),
    domain.ProcedureCorrected: _procedure_corrected,
    domain.CatalogueEnteredIntoForce: plain(CatalogueEnteredIntoForce, "entered_at"),
    domain.CatalogueSuperseded: plain(CatalogueSuperseded, "superseded_at"),
    domain.CatalogueWithdrawn: plain(CatalogueWithdrawn, "withdrawn_at"),
    domain.CurrentProcedureChanged: _current_procedure,
    domain.CurrentProcedureEnded: _procedure_ended,
    domain.CurrentProceduresTold: plain(CurrentProceduresTold, "told_at"),
    domain.CurrentAgencyChanged: _current_agency,
    domain.EditionSentForComments: plain(EditionSentForComments, "sent_at"),
    domain.CommentsReminded: plain(CommentsReminded, "reminded_at"),
    domain.CommentMade: plain(CommentMade, "made_at"),
    domain.ReviewRoundClosed: plain(ReviewRoundClosed, "closed_at"),
    domain.CommentAnswered: plain(CommentAnswered, "answered_at"),
    domain.CataloguePublished: plain(CataloguePublished, "published_at"),
    domain.CatalogueSent: plain(CatalogueSent, "sent_at"),
    domain.AcknowledgementReminded: _reminded,
    domain.CatalogueAcknowledged: plain(CatalogueAcknowledged, "acknowledged_at"),
    domain.YearlyReviewAnnounced: plain(YearlyReviewAnnounced, "announced_at"),
    domain.YearlyReviewFellDue: plain(YearlyReviewFellDue, "fell_due_at"),
    domain.YearlyReviewConcluded: plain(YearlyReviewConcluded, "concluded_at"),
    domain.YearlyReviewReopened: plain(YearlyReviewReopened, "reopened_at"),
}
