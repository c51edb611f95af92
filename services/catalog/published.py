"""What other systems see of agencies and of issued catalogues: drafts stay inside."""

from datetime import datetime

from services.catalog import domain
from services.catalog.domain import simplification
from services.catalog.domain.writing import content_of
from shared.contracts import catalog as contracts
from shared.contracts.publication import Origin, Publication, Translations, plain, published_of
from shared.contracts.published import PublishedEvent


def _registered(event: domain.AgencyRegistered, origin: Origin) -> Publication:
    published = published_of(contracts.AgencyRegistered, event, agency=origin.key)
    return Publication(published, event.registered_at)


def _dissolved(event: domain.AgencyDissolved, _origin: Origin) -> Publication:
    transfers = tuple(published_of(contracts.DivisionTransfer, one) for one in event.divisions)
    published = published_of(contracts.AgencyDissolved, event, divisions=transfers)
    return Publication(published, event.dissolved_at)


def _procedure_issued(event: domain.ProcedureIssued, _origin: Origin) -> Publication:
    content = content_of(event)
    beside = {
        name: getattr(event, name) for name in contracts.ProcedureIssued.model_fields if hasattr(event, name)
    }
    published = contracts.ProcedureIssued.model_validate({**beside, "procedure": event.code, **content})
    return Publication(published, event.issued_at)


def _procedure_corrected(event: domain.ProcedureCorrected, _origin: Origin) -> Publication:
    content = {**content_of(event.procedure), "procedure": event.procedure.code}
    return Publication(published_of(contracts.ProcedureCorrected, event, **content), event.corrected_at)


def _current_procedure(event: domain.CurrentProcedureChanged, origin: Origin) -> Publication:
    content = _procedure_issued(event.content, origin).event.model_dump()
    published = contracts.CurrentProcedureChanged(**content, changed_at=event.changed_at)
    return _current(published, event.changed_at, f"{published.agency}/{published.procedure}")


def _procedure_ended(event: domain.CurrentProcedureEnded, _origin: Origin) -> Publication:
    published = published_of(contracts.CurrentProcedureEnded, event, procedure=event.code)
    return _current(published, event.ended_at, f"{event.agency}/{event.code}")


def _current_agency(event: domain.CurrentAgencyChanged, _origin: Origin) -> Publication:
    divisions = tuple(published_of(contracts.CurrentDivision, one) for one in event.divisions)
    published = published_of(contracts.CurrentAgencyChanged, event, divisions=divisions)
    return _current(published, event.changed_at, event.agency)


def _issued(event: domain.CatalogueIssued, _origin: Origin) -> Publication:
    signing = event.signing
    published = published_of(
        contracts.CatalogueIssued,
        event,
        signing_authority=signing.authority.value if signing else None,
        signer_position=signing.position if signing else "",
    )
    return Publication(published, event.issued_at)


def _reminded(event: domain.AcknowledgementReminded, _origin: Origin) -> Publication:
    published = published_of(contracts.AcknowledgementReminded, event, last=event.again_on is None)
    return Publication(published, event.reminded_at)


def _current(event: PublishedEvent, at: datetime, key: str) -> Publication:
    return Publication(event, at, topic=event.topic, key=key)


TRANSLATIONS: Translations = {
    domain.AgencyRegistered: _registered,
    domain.WavePlanned: plain(contracts.WavePlanned, "planned_at"),
    domain.AgencyWentLive: plain(contracts.AgencyWentLive, "recorded_at"),
    domain.AgencyRenamed: plain(contracts.AgencyRenamed, "renamed_at"),
    domain.AgencyMoved: plain(contracts.AgencyMoved, "moved_at"),
    domain.AgencyCodeAssigned: plain(contracts.AgencyCodeAssigned, "assigned_at"),
    domain.AgencyDissolved: _dissolved,
    domain.AgencySucceeded: plain(contracts.AgencySucceeded, "succeeded_at"),
    domain.DivisionAdded: plain(contracts.DivisionAdded, "added_at"),
    domain.OfficialAppointed: plain(contracts.OfficialAppointed, "appointed_at"),
    domain.DivisionRenamed: plain(contracts.DivisionRenamed, "renamed_at"),
    domain.DivisionClosed: plain(contracts.DivisionClosed, "closed_at"),
    domain.OfficialLeft: plain(contracts.OfficialLeft, "left_at"),
    domain.AbsenceRecorded: plain(contracts.AbsenceRecorded, "recorded_at"),
    domain.AbsenceWithdrawn: plain(contracts.AbsenceWithdrawn, "withdrawn_at"),
    domain.DelegationGranted: plain(contracts.DelegationGranted, "granted_at"),
    domain.DelegationRevoked: plain(contracts.DelegationRevoked, "revoked_at"),
    domain.CatalogueIssued: _issued,
    domain.ProcedureIssued: _procedure_issued,
    simplification.SimplificationAccepted: plain(contracts.SimplificationAccepted, "accepted_at"),
    simplification.SimplificationCarriedOut: plain(contracts.SimplificationCarriedOut, "carried_out_at"),
    domain.ProcedureCorrected: _procedure_corrected,
    domain.CatalogueEnteredIntoForce: plain(contracts.CatalogueEnteredIntoForce, "entered_at"),
    domain.CatalogueSuperseded: plain(contracts.CatalogueSuperseded, "superseded_at"),
    domain.CatalogueWithdrawn: plain(contracts.CatalogueWithdrawn, "withdrawn_at"),
    domain.CurrentProcedureChanged: _current_procedure,
    domain.CurrentProcedureEnded: _procedure_ended,
    domain.CurrentProceduresTold: plain(contracts.CurrentProceduresTold, "told_at"),
    domain.CurrentAgencyChanged: _current_agency,
    domain.EditionSentForComments: plain(contracts.EditionSentForComments, "sent_at"),
    domain.CommentsReminded: plain(contracts.CommentsReminded, "reminded_at"),
    domain.CommentMade: plain(contracts.CommentMade, "made_at"),
    domain.ReviewRoundClosed: plain(contracts.ReviewRoundClosed, "closed_at"),
    domain.CommentAnswered: plain(contracts.CommentAnswered, "answered_at"),
    domain.CataloguePublished: plain(contracts.CataloguePublished, "published_at"),
    domain.CatalogueSent: plain(contracts.CatalogueSent, "sent_at"),
    domain.AcknowledgementReminded: _reminded,
    domain.CatalogueAcknowledged: plain(contracts.CatalogueAcknowledged, "acknowledged_at"),
    domain.YearlyReviewAnnounced: plain(contracts.YearlyReviewAnnounced, "announced_at"),
    domain.YearlyReviewFellDue: plain(contracts.YearlyReviewFellDue, "fell_due_at"),
    domain.YearlyReviewConcluded: plain(contracts.YearlyReviewConcluded, "concluded_at"),
    domain.YearlyReviewReopened: plain(contracts.YearlyReviewReopened, "reopened_at"),
}
