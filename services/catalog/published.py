"""What other systems see of agencies and of issued catalogues: drafts stay inside."""

from services.catalog import domain
from services.catalog.domain.writing import content_of
from shared.contracts import catalog as contracts
from shared.contracts.publication import Origin, Publication, Translations, plain, published_of


def _registered(event: domain.AgencyRegistered, origin: Origin) -> Publication:
    published = published_of(contracts.AgencyRegistered, event, agency=origin.key)
    return Publication(published, event.registered_at)


def _procedure_issued(event: domain.ProcedureIssued, _origin: Origin) -> Publication:
    content = content_of(event)
    beside = {
        name: getattr(event, name) for name in contracts.ProcedureIssued.model_fields if hasattr(event, name)
    }
    published = contracts.ProcedureIssued.model_validate({**beside, "procedure": event.code, **content})
    return Publication(published, event.issued_at)


TRANSLATIONS: Translations = {
    domain.AgencyRegistered: _registered,
    domain.DivisionAdded: plain(contracts.DivisionAdded, "added_at"),
    domain.OfficialAppointed: plain(contracts.OfficialAppointed, "appointed_at"),
    domain.CatalogueIssued: plain(contracts.CatalogueIssued, "issued_at"),
    domain.ProcedureIssued: _procedure_issued,
}
