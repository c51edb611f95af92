"""The decisions on an edition of a catalogue: who may draft, change and issue it, and when."""

from datetime import date

from services.catalog.domain.catalogue import (
    AddProcedure,
    Catalogue,
    CatalogueCommand,
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
)
from services.catalog.domain.checks import findings, refuse_unfit
from services.catalog.domain.naming import check_code, check_name
from services.catalog.errors.editions import (
    DecisionIncomplete,
    EditionAlreadyDrafted,
    EditionAlreadyIssued,
    EditionEmpty,
    EditionFull,
    EditionNotFound,
    EditionNotIssued,
    InForceBeforeDecision,
    UnfitEdition,
)
from services.catalog.errors.procedures import ProcedureCodeUsed, ProcedureNotInEdition, ProcedureUnchanged
from services.catalog.errors.rights import MayNotEditCatalogue, MayNotIssueCatalogue
from shared.kernel import Actor, Role

#: With codes of 40 characters, the event that names them all stays under 64 KiB.
MOST_PROCEDURES = 1000


def decide(state: Catalogue, command: CatalogueCommand) -> list[CatalogueEvent]:
    """The events that the command leads to; raises the refusal that keeps it from happening."""
    match command:
        case DraftEdition():
            return [_draft(state, command)]
        case AddProcedure():
            return [_add(state, command)]
        case ReviseProcedure():
            return [_revise(state, command)]
        case RemoveProcedure():
            return [_remove(state, command)]
        case IssueCatalogue():
            return [_issue(state, command)]
        case IssueProcedures():
            return [*_issue_procedures(state, command)]


# --- drafting ------------------------------------------------------------------------------------


def _check_editor(agency: str, by: Actor) -> None:
    of_the_agency = by.has(Role.CATALOGUE_EDITOR) and by.agency == agency
    if not of_the_agency and not by.has(Role.IMPORTER):
        raise MayNotEditCatalogue(where="agency", agency=agency)


def _draft(state: Catalogue, command: DraftEdition) -> EditionDrafted:
    _check_editor(command.agency, command.by)
    if state.status is not EditionState.NONE:
        raise EditionAlreadyDrafted(where="edition", agency=command.agency, edition=command.edition)
    if command.edition < 1:
        raise UnfitEdition(where="edition", edition=command.edition)
    return EditionDrafted(
        agency=command.agency,
        edition=command.edition,
        drafted_by=command.by.name,
        drafted_at=command.at,
    )


def _check_found(state: Catalogue, agency: str, edition: int) -> None:
    if state.status is EditionState.NONE:
        raise EditionNotFound(where="edition", agency=agency, edition=edition)


def _check_draft(state: Catalogue, agency: str, edition: int) -> None:
    _check_found(state, agency, edition)
    if state.issue is not None:
        raise EditionAlreadyIssued(where="edition", agency=agency, edition=edition)


def _check_editing(state: Catalogue, command: EditCommand) -> None:
    _check_editor(command.agency, command.by)
    _check_draft(state, command.agency, command.edition)


def _check_contained(state: Catalogue, code: str) -> None:
    if code not in state.procedures:
        raise ProcedureNotInEdition(where=f"procedures/{code}", procedure=code)


def _add(state: Catalogue, command: AddProcedure) -> ProcedureAdded:
    _check_editing(state, command)
    procedure = command.procedure
    refuse_unfit(procedure)
    if procedure.code in state.procedures:
        raise ProcedureCodeUsed(where=procedure.place, procedure=procedure.code)
    if len(state.procedures) >= MOST_PROCEDURES:
        raise EditionFull(where="procedures", most=MOST_PROCEDURES)
    return ProcedureAdded(
        agency=command.agency,
        edition=command.edition,
        procedure=procedure,
        added_by=command.by.name,
        added_at=command.at,
    )


def _revise(state: Catalogue, command: ReviseProcedure) -> ProcedureRevised:
    _check_editing(state, command)
    procedure = command.procedure
    _check_contained(state, procedure.code)
    refuse_unfit(procedure)
    if state.procedures[procedure.code] == procedure:
        raise ProcedureUnchanged(where=procedure.place, procedure=procedure.code)
    return ProcedureRevised(
        agency=command.agency,
        edition=command.edition,
        procedure=procedure,
        revised_by=command.by.name,
        revised_at=command.at,
    )


def _remove(state: Catalogue, command: RemoveProcedure) -> ProcedureRemoved:
    _check_editing(state, command)
    _check_contained(state, command.code)
    return ProcedureRemoved(
        agency=command.agency,
        edition=command.edition,
        code=command.code,
        removed_by=command.by.name,
        removed_at=command.at,
    )


# --- issuing -------------------------------------------------------------------------------------


def _issue(state: Catalogue, command: IssueCatalogue) -> CatalogueIssued:
    of_the_agency = command.by.has(Role.AGENCY_HEAD) and command.by.agency == command.agency
    if not of_the_agency and not command.by.has(Role.IMPORTER):
        raise MayNotIssueCatalogue(where="agency", agency=command.agency)
    _check_draft(state, command.agency, command.edition)
    decision_date = _check_decision(command)
    if not state.procedures:
        raise EditionEmpty(where="procedures", agency=command.agency, edition=command.edition)
    for procedure in state.procedures.values():
        for finding in findings(procedure, command.divisions):
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
    return command.decision_date


def _issue_procedures(state: Catalogue, command: IssueProcedures) -> list[ProcedureIssued]:
    leads = command.by.has(Role.AGENCY_HEAD) and command.by.agency == command.agency
    if not leads and not command.by.has(Role.SYSTEM, Role.IMPORTER):
        raise MayNotIssueCatalogue(where="agency", agency=command.agency)
    _check_found(state, command.agency, command.edition)
    if state.issue is None:
        raise EditionNotIssued(where="edition", agency=command.agency, edition=command.edition)
    for code in command.codes:
        _check_contained(state, code)
    outstanding = dict.fromkeys(code for code in command.codes if code not in state.issued)
    return [procedure_as_issued(state, state.issue, code) for code in outstanding]


def procedure_as_issued(state: Catalogue, issue: CatalogueIssued, code: str) -> ProcedureIssued:
    """The whole content of one of the edition's procedures, as it reads now, for others to read."""
    procedure = state.procedures[code]
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
    )
