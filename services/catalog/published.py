"""What other systems see of agencies and of issued catalogues: drafts stay inside."""

from services.catalog import domain
from services.catalog.domain import Stage, Step
from shared.contracts import catalog as contracts
from shared.contracts.publication import Origin, Publication, Translations, plain, published_of


def _registered(event: domain.AgencyRegistered, origin: Origin) -> Publication:
    published = published_of(contracts.AgencyRegistered, event, agency=origin.key)
    return Publication(published, event.registered_at)


def _dissolved(event: domain.AgencyDissolved, _origin: Origin) -> Publication:
    transfers = tuple(published_of(contracts.DivisionTransfer, one) for one in event.divisions)
    published = published_of(contracts.AgencyDissolved, event, divisions=transfers)
    return Publication(published, event.dissolved_at)


def _procedure_issued(event: domain.ProcedureIssued, _origin: Origin) -> Publication:
    published = published_of(
        contracts.ProcedureIssued,
        event,
        procedure=event.code,
        stages=tuple(_stage(stage) for stage in event.stages),
    )
    return Publication(published, event.issued_at)


def _stage(stage: Stage) -> contracts.Stage:
    return published_of(contracts.Stage, stage, steps=tuple(_step(step) for step in stage.steps))


def _step(step: Step) -> contracts.Step:
    return published_of(contracts.Step, step)


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
    domain.CatalogueIssued: plain(contracts.CatalogueIssued, "issued_at"),
    domain.ProcedureIssued: _procedure_issued,
}
