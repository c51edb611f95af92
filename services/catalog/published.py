"""What other systems see of agencies and of issued catalogues: drafts stay inside."""

from dataclasses import fields
from datetime import datetime
from typing import Any

import msgspec

from services.catalog.domain import current
from services.catalog.domain.edition import catalogue_events, delivery, in_force, review, yearly_review
from services.catalog.domain.edition.content import content_of
from services.catalog.domain.organisation import agency_events, staff_events
from services.catalog.domain.simplification import simplification
from shared.contracts.catalog import (
    agencies,
    deliveries,
    editions,
    force,
    procedures,
    reorganisation,
    reviews,
    staff,
)
from shared.contracts.catalog import current as current_told
from shared.contracts.catalog import simplification as simplified
from shared.contracts.publication import Origin, Publication, Translations, plain, published_of
from shared.contracts.registry import topic_of


def _registered(event: agency_events.AgencyRegistered, origin: Origin) -> Publication:
    published = published_of(agencies.AgencyRegistered, event, agency=origin.key)
    return Publication(published, event.registered_at)


def _dissolved(event: agency_events.AgencyDissolved, _origin: Origin) -> Publication:
    transfers = tuple(published_of(reorganisation.DivisionTransfer, one) for one in event.divisions)
    published = published_of(reorganisation.AgencyDissolved, event, divisions=transfers)
    return Publication(published, event.dissolved_at)


def _procedure_issued(event: catalogue_events.ProcedureIssued, _origin: Origin) -> Publication:
    content = content_of(event)
    beside = _same(procedures.ProcedureIssued, event)
    told = {**beside, "procedure": event.code, **content}
    published = msgspec.convert(told, procedures.ProcedureIssued)
    return Publication(published, event.issued_at)


def _procedure_corrected(event: in_force.ProcedureCorrected, _origin: Origin) -> Publication:
    content = {**content_of(event.procedure), "procedure": event.procedure.code}
    told = {**_same(force.ProcedureCorrected, event), **content}
    return Publication(msgspec.convert(told, force.ProcedureCorrected), event.corrected_at)


def _same(told: type, event: Any) -> dict[str, Any]:
    """The event's fields that are told under their own names."""
    names = (one.name for one in fields(told))
    return {name: getattr(event, name) for name in names if hasattr(event, name)}


def _current_procedure(event: current.CurrentProcedureChanged, origin: Origin) -> Publication:
    issued = _procedure_issued(event.content, origin).event
    published = published_of(current_told.CurrentProcedureChanged, issued, changed_at=event.changed_at)
    return _current(published, event.changed_at, f"{published.agency}/{published.procedure}")


def _procedure_ended(event: current.CurrentProcedureEnded, _origin: Origin) -> Publication:
    published = published_of(current_told.CurrentProcedureEnded, event, procedure=event.code)
    return _current(published, event.ended_at, f"{event.agency}/{event.code}")


def _current_agency(event: current.CurrentAgencyChanged, _origin: Origin) -> Publication:
    divisions = tuple(published_of(current_told.CurrentDivision, one) for one in event.divisions)
    published = published_of(current_told.CurrentAgencyChanged, event, divisions=divisions)
    return _current(published, event.changed_at, event.agency)


def _issued(event: catalogue_events.CatalogueIssued, _origin: Origin) -> Publication:
    signing = event.signing
    published = published_of(
        editions.CatalogueIssued,
        event,
        signing_authority=signing.authority.value if signing else None,
        signer_position=signing.position if signing else "",
    )
    return Publication(published, event.issued_at)


def _reminded(event: delivery.AcknowledgementReminded, _origin: Origin) -> Publication:
    published = published_of(deliveries.AcknowledgementReminded, event, last=event.again_on is None)
    return Publication(published, event.reminded_at)


def _current(event: Any, at: datetime, key: str) -> Publication:
    return Publication(event, at, topic=topic_of(type(event)), key=key)


TRANSLATIONS: Translations = {
    agency_events.AgencyRegistered: _registered,
    agency_events.WavePlanned: plain(reorganisation.WavePlanned, "planned_at"),
    agency_events.AgencyWentLive: plain(reorganisation.AgencyWentLive, "recorded_at"),
    agency_events.AgencyRenamed: plain(reorganisation.AgencyRenamed, "renamed_at"),
    agency_events.AgencyMoved: plain(reorganisation.AgencyMoved, "moved_at"),
    agency_events.AgencyCodeAssigned: plain(reorganisation.AgencyCodeAssigned, "assigned_at"),
    agency_events.AgencyDissolved: _dissolved,
    agency_events.AgencySucceeded: plain(reorganisation.AgencySucceeded, "succeeded_at"),
    staff_events.DivisionAdded: plain(agencies.DivisionAdded, "added_at"),
    staff_events.OfficialAppointed: plain(agencies.OfficialAppointed, "appointed_at"),
    staff_events.DivisionRenamed: plain(staff.DivisionRenamed, "renamed_at"),
    staff_events.DivisionClosed: plain(staff.DivisionClosed, "closed_at"),
    staff_events.OfficialLeft: plain(staff.OfficialLeft, "left_at"),
    staff_events.AbsenceRecorded: plain(staff.AbsenceRecorded, "recorded_at"),
    staff_events.AbsenceWithdrawn: plain(staff.AbsenceWithdrawn, "withdrawn_at"),
    staff_events.DelegationGranted: plain(staff.DelegationGranted, "granted_at"),
    staff_events.DelegationRevoked: plain(staff.DelegationRevoked, "revoked_at"),
    catalogue_events.CatalogueIssued: _issued,
    catalogue_events.ProcedureIssued: _procedure_issued,
    simplification.SimplificationAccepted: plain(simplified.SimplificationAccepted, "accepted_at"),
    simplification.SimplificationCarriedOut: plain(simplified.SimplificationCarriedOut, "carried_out_at"),
    in_force.ProcedureCorrected: _procedure_corrected,
    in_force.CatalogueEnteredIntoForce: plain(force.CatalogueEnteredIntoForce, "entered_at"),
    in_force.CatalogueSuperseded: plain(force.CatalogueSuperseded, "superseded_at"),
    in_force.CatalogueWithdrawn: plain(force.CatalogueWithdrawn, "withdrawn_at"),
    current.CurrentProcedureChanged: _current_procedure,
    current.CurrentProcedureEnded: _procedure_ended,
    current.CurrentProceduresTold: plain(current_told.CurrentProceduresTold, "told_at"),
    current.CurrentAgencyChanged: _current_agency,
    review.EditionSentForComments: plain(reviews.EditionSentForComments, "sent_at"),
    review.CommentsReminded: plain(reviews.CommentsReminded, "reminded_at"),
    review.CommentMade: plain(reviews.CommentMade, "made_at"),
    review.ReviewRoundClosed: plain(reviews.ReviewRoundClosed, "closed_at"),
    review.CommentAnswered: plain(reviews.CommentAnswered, "answered_at"),
    delivery.CataloguePublished: plain(deliveries.CataloguePublished, "published_at"),
    delivery.CatalogueSent: plain(deliveries.CatalogueSent, "sent_at"),
    delivery.AcknowledgementReminded: _reminded,
    delivery.CatalogueAcknowledged: plain(deliveries.CatalogueAcknowledged, "acknowledged_at"),
    yearly_review.YearlyReviewAnnounced: plain(reviews.YearlyReviewAnnounced, "announced_at"),
    yearly_review.YearlyReviewFellDue: plain(reviews.YearlyReviewFellDue, "fell_due_at"),
    yearly_review.YearlyReviewConcluded: plain(reviews.YearlyReviewConcluded, "concluded_at"),
    yearly_review.YearlyReviewReopened: plain(reviews.YearlyReviewReopened, "reopened_at"),
}
