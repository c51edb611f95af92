"""What other systems see of agencies and of issued catalogues: drafts stay inside."""

from services.catalog import domain
from services.catalog.domain import Stage, Step, simplification
from shared.contracts import catalog as contracts
from shared.contracts.publication import Origin, Publication, Translations, plain, published_of


def _registered(event: domain.AgencyRegistered, origin: Origin) -> Publication:
    published = published_of(contracts.AgencyRegistered, event, agency=origin.key)
    return Publication(published, event.registered_at)


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
    domain.DivisionAdded: plain(contracts.DivisionAdded, "added_at"),
    domain.OfficialAppointed: plain(contracts.OfficialAppointed, "appointed_at"),
    domain.CatalogueIssued: plain(contracts.CatalogueIssued, "issued_at"),
    domain.ProcedureIssued: _procedure_issued,
    simplification.SimplificationAccepted: plain(contracts.SimplificationAccepted, "accepted_at"),
    simplification.SimplificationCarriedOut: plain(contracts.SimplificationCarriedOut, "carried_out_at"),
}
