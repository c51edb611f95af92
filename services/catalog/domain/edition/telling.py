"""The procedures of an issued edition are told, as many at once as one save takes."""

from typing import Any

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.procedure.in_full import told_of
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.edition.editions import EditionNotIssued, MayNotIssueCatalogue
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.decider import Act, command
from shared.kernel import Role


@command
class IssueProcedures:
    """Carry out what the issue has decided, and take its time and its author from there.

    Those already issued are skipped, so that it may be given again; then there may be no event.
    """

    agency: str
    edition: int
    codes: tuple[str, ...]


@CATALOGUE.decides(
    IssueProcedures,
    refuses=(MayNotIssueCatalogue, *rules.FOUND, EditionNotIssued, *rules.CONTAINED),
)
def issue_procedures(state: Catalogue, command: IssueProcedures, act: Act) -> list[ProcedureIssued]:
    """Tell each of these procedures, once."""
    leads = act.by.has(Role.AGENCY_HEAD) and act.by.agency == command.agency
    if not leads and not act.by.has(Role.SYSTEM, Role.IMPORTER):
        raise MayNotIssueCatalogue(where="agency", agency=command.agency)
    rules.check_found(state, command)
    if state.issue is None:
        raise EditionNotIssued(where="edition", agency=command.agency, edition=command.edition)
    for code in command.codes:
        rules.check_contained(state, code)
    outstanding = dict.fromkeys(code for code in command.codes if code not in state.issued)
    return [
        ProcedureIssued(**in_full(state.issue, state.procedures[code]), issued_by=state.issue.issued_by)
        for code in outstanding
    ]


def in_full(issue: CatalogueIssued, procedure: Procedure) -> dict[str, Any]:
    """What `ProcedureInFull` says of one of the procedures of an issue."""
    return {
        **told_of(procedure),
        "agency": issue.agency,
        "edition": issue.edition,
        "in_force_from": issue.in_force_from,
        "working_calendar": calendar_of(issue, procedure.code),
        "position": issue.procedures.index(procedure.code) + 1,
        "issued_at": issue.issued_at,
    }


def calendar_of(issue: CatalogueIssued, code: str) -> str:
    """The calendar that one of the procedures of an issue is counted by."""
    return dict(issue.calendars).get(code, issue.working_calendar)


@CATALOGUE.evolves(ProcedureIssued)
def procedure_issued(state: Catalogue, event: ProcedureIssued) -> None:
    """It is told."""
    state.issued.add(event.procedure)
