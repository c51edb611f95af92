"""What other systems see of agencies and of issued catalogues: drafts stay inside."""

from services.catalog import domain
from services.catalog.domain import Stage, Step
from shared.contracts import catalog as contracts
from shared.contracts.publication import Origin, Publication, Translations
from shared.contracts.published import PublishedTimeLimit


def _registered(event: domain.AgencyRegistered, origin: Origin) -> Publication:
    published = contracts.AgencyRegistered(
        agency=origin.key,
        kind=event.kind.value,
        name_vi=event.name_vi,
        name_en=event.name_en,
        parent=event.parent,
        wave=event.wave,
        working_calendar=event.working_calendar,
        valid_from=event.valid_from,
        registered_by=event.registered_by,
        registered_at=event.registered_at,
    )
    return Publication(published, event.registered_at)


def _division_added(event: domain.DivisionAdded, origin: Origin) -> Publication:
    published = contracts.DivisionAdded(
        agency=origin.key,
        division=event.division,
        name=event.name,
        added_by=event.added_by,
        added_at=event.added_at,
    )
    return Publication(published, event.added_at)


def _appointed(event: domain.OfficialAppointed, origin: Origin) -> Publication:
    published = contracts.OfficialAppointed(
        agency=origin.key,
        official=event.official,
        name=event.name,
        divisions=event.divisions,
        position=event.position,
        roles=tuple(role.value for role in event.roles),
        appointed_by=event.appointed_by,
        appointed_at=event.appointed_at,
    )
    return Publication(published, event.appointed_at)


def _catalogue_issued(event: domain.CatalogueIssued, _origin: Origin) -> Publication:
    published = contracts.CatalogueIssued(
        agency=event.agency,
        edition=event.edition,
        decision_number=event.decision_number,
        decision_date=event.decision_date,
        signed_by=event.signed_by,
        in_force_from=event.in_force_from,
        working_calendar=event.working_calendar,
        procedures=event.procedures,
        issued_by=event.issued_by,
        issued_at=event.issued_at,
    )
    return Publication(published, event.issued_at)


def _procedure_issued(event: domain.ProcedureIssued, _origin: Origin) -> Publication:
    published = contracts.ProcedureIssued(
        agency=event.agency,
        edition=event.edition,
        procedure=event.code,
        name=event.name,
        kind=event.kind.value,
        time_limit=PublishedTimeLimit.of(event.time_limit),
        stages=tuple(_stage(stage) for stage in event.stages),
        in_force_from=event.in_force_from,
        working_calendar=event.working_calendar,
        position=event.position,
        issued_by=event.issued_by,
        issued_at=event.issued_at,
    )
    return Publication(published, event.issued_at)


def _stage(stage: Stage) -> contracts.Stage:
    return contracts.Stage(code=stage.code, name=stage.name, steps=tuple(_step(step) for step in stage.steps))


def _step(step: Step) -> contracts.Step:
    return contracts.Step(
        code=step.code,
        name=step.name,
        division=step.division,
        other_divisions=step.other_divisions,
        content=step.content,
        time_limit=PublishedTimeLimit.of(step.time_limit),
        optional=step.optional,
    )


TRANSLATIONS: Translations = {
    domain.AgencyRegistered: _registered,
    domain.DivisionAdded: _division_added,
    domain.OfficialAppointed: _appointed,
    domain.CatalogueIssued: _catalogue_issued,
    domain.ProcedureIssued: _procedure_issued,
}
