"""Use cases on editions of a catalogue, and the policy that carries out an issue."""

from dataclasses import replace

from services.catalog.application.organising import names
from services.catalog.application.times import check_time
from services.catalog.domain import (
    AGENCY,
    CATALOGUE,
    CatalogueCommand,
    DraftEdition,
    IssueCatalogue,
    IssueProcedures,
    catalogue_key,
    decide_catalogue,
    next_to_issue,
)
from services.catalog.domain.organisers import check_not_ended
from services.catalog.errors.agencies import (
    AgencyNotRegistered,
)
from shared.eventstore.job import Answer
from shared.eventstore.work import Work
from shared.kernel import Actor, Role

#: The policy that carries out what the head of an agency has issued.
POLICY = Actor("catalog", roles=frozenset({Role.SYSTEM}))


def edit(work: Work, command: CatalogueCommand, version: int | None) -> Answer:
    if isinstance(command, DraftEdition) and command.edition == 0:
        command = replace(command, edition=_next_edition(work, command.agency))
    key = catalogue_key(command.agency, command.edition)
    work.expect(CATALOGUE, key, version)
    agency = work.state(AGENCY, command.agency)
    if not isinstance(command, IssueProcedures):
        check_time(command.by, command.at, work.context.recorded_at)
    if isinstance(command, IssueCatalogue):
        calendar = command.working_calendar or agency.working_calendar
        command = replace(command, divisions=frozenset(agency.divisions), working_calendar=calendar)
    events = decide_catalogue(work.state(CATALOGUE, key), command)
    if agency.kind is None:
        raise AgencyNotRegistered(where="agency", agency=command.agency)
    if not isinstance(command, IssueProcedures):
        check_not_ended(agency, command.at)
    work.append(CATALOGUE, key, events, correlation=command.agency)
    return {
        "agency": command.agency,
        "edition": command.edition,
        "version": work.version(CATALOGUE, key),
        "events": names(events),
    }


def _next_edition(work: Work, agency: str) -> int:
    edition = 1
    while work.version(CATALOGUE, catalogue_key(agency, edition)):
        edition += 1
    return edition


def issue_next(work: Work, agency: str, edition: int, seen: int) -> None:
    """Issue as many procedures of an issued edition as one save takes, if nothing came after version `seen`.

    Given for each event of the issue, it goes on until all are told; given again, it does nothing.
    """
    key = catalogue_key(agency, edition)
    if seen < work.version(CATALOGUE, key):
        return
    state = work.state(CATALOGUE, key)
    codes = next_to_issue(state, work.limits.save_bytes * 3 // 4)
    if codes:
        command = IssueProcedures(agency=agency, edition=edition, codes=codes, by=POLICY)
        work.append(CATALOGUE, key, decide_catalogue(state, command), correlation=agency)
