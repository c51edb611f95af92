"""The decisions on an issue: by decision of the agency's head, then told procedure by procedure."""

from datetime import date

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_commands import IssueCatalogue, IssueProcedures
from services.catalog.domain.edition.catalogue_events import CatalogueEvent, CatalogueIssued, ProcedureIssued
from services.catalog.domain.edition.drafting import check_answered, check_contained, check_editable
from services.catalog.domain.edition.rights import check_found
from services.catalog.domain.edition.signing import check_signing
from services.catalog.domain.procedure.checks import findings_of_edition
from services.catalog.domain.procedure.naming import check_code, check_name
from services.catalog.domain.procedure.related_agencies import Surroundings
from services.catalog.errors.edition.editions import (
    DecisionIncomplete,
    EditionEmpty,
    EditionNotIssued,
    InForceBeforeDecision,
)
from services.catalog.errors.edition.rights import MayNotIssueCatalogue
from services.catalog.errors.review import FirstEditionNotReviewed
from shared.kernel import Role


def issue(state: Catalogue, command: IssueCatalogue) -> CatalogueIssued:
    of_the_agency = command.by.has(Role.AGENCY_HEAD) and command.by.agency == command.agency
    if not of_the_agency and not command.by.has(Role.IMPORTER):
        raise MayNotIssueCatalogue(where="agency", agency=command.agency)
    check_editable(state, command.agency, command.edition)
    check_answered(state)
    if command.first and not state.review.heard and not command.by.has(Role.IMPORTER):
        raise FirstEditionNotReviewed(where="review", agency=command.agency)
    decision_date = _check_decision(command)
    if not state.procedures:
        raise EditionEmpty(where="procedures", agency=command.agency, edition=command.edition)
    around = Surroundings(
        agency=command.agency,
        divisions=command.divisions,
        in_force_from=command.in_force_from,
        related=command.related,
    )
    for finding in findings_of_edition(state.procedures.values(), around):
        raise finding
    return CatalogueIssued(
        agency=command.agency,
        edition=command.edition,
        decision_number=command.decision_number,
        decision_date=decision_date,
        signed_by=command.signed_by,
        in_force_from=command.in_force_from,
        working_calendar=command.working_calendar,
        issued_by=command.by.name,
        issued_at=command.at,
        procedures=tuple(state.procedures),
        imported=command.by.has(Role.IMPORTER),
        signing=command.signing,
    )


def _check_decision(command: IssueCatalogue) -> date:
    for place, text in (("decision_number", command.decision_number), ("signed_by", command.signed_by)):
        if not text.strip():
            raise DecisionIncomplete(where=place)
        check_name(text, place)
    if command.decision_date is None:
        raise DecisionIncomplete(where="decision_date")
    if command.in_force_from < command.decision_date:
        raise InForceBeforeDecision(
            where="in_force_from",
            in_force_from=f"{command.in_force_from:%d/%m/%Y}",
            decision_date=f"{command.decision_date:%d/%m/%Y}",
        )
    check_code(command.working_calendar, "working_calendar")
    if command.signing is not None:
        check_signing(command.signing)
    return command.decision_date


def issue_procedures(state: Catalogue, command: IssueProcedures) -> list[CatalogueEvent]:
    leads = command.by.has(Role.AGENCY_HEAD) and command.by.agency == command.agency
    if not leads and not command.by.has(Role.SYSTEM, Role.IMPORTER):
        raise MayNotIssueCatalogue(where="agency", agency=command.agency)
    check_found(state, command.agency, command.edition)
    if state.issue is None:
        raise EditionNotIssued(where="edition", agency=command.agency, edition=command.edition)
    for code in command.codes:
        check_contained(state, code)
    outstanding = dict.fromkeys(code for code in command.codes if code not in state.issued)
    return [procedure_as_issued(state, state.issue, code) for code in outstanding]


def procedure_as_issued(state: Catalogue, issue: CatalogueIssued, code: str) -> ProcedureIssued:
    """The whole content of one of the edition's procedures, as it reads now, for others to read."""
    procedure = state.procedures[code]
    assert procedure.time_limit is not None, f"{code} was issued without a limit"
    return ProcedureIssued(
        agency=issue.agency,
        edition=issue.edition,
        code=code,
        name=procedure.name,
        kind=procedure.kind,
        time_limit=procedure.time_limit,
        stages=procedure.stages,
        in_force_from=issue.in_force_from,
        working_calendar=issue.working_calendar,
        position=issue.procedures.index(code) + 1,
        issued_by=issue.issued_by,
        issued_at=issue.issued_at,
        legal_basis=procedure.legal_basis,
        dossier=procedure.dossier,
        result=procedure.result,
        templates=procedure.templates,
        suspension=procedure.suspension,
        extension=procedure.extension,
        cooperating_units=procedure.cooperating_units,
        informed_units=procedure.informed_units,
        conversion_factor=procedure.conversion_factor,
        urgent_limits=procedure.urgent_limits,
    )
