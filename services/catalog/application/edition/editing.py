"""Use cases on editions of a catalogue, and the policy that carries out an issue."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.catalog.application.edition.delegates import as_delegate
from services.catalog.application.edition.lifecycle import after_issue, after_withdrawal, sweep_edition
from services.catalog.application.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.application.edition.lineages import Editions, note_gap
from services.catalog.application.edition.related_agencies import related_agencies_of
from services.catalog.application.organisation.organising import names
from services.catalog.domain.delivery.delivering import SendCatalogue, outstanding
from services.catalog.domain.editing import CatalogueCommand, decide_catalogue
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, catalogue_key, next_to_issue
from services.catalog.domain.edition.catalogue_commands import DraftEdition, IssueCatalogue, IssueProcedures
from services.catalog.domain.edition.withdrawing import WithdrawCatalogue
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.organisers import check_not_ended
from services.catalog.domain.procedure.related_agencies import RelatedAgencies
from services.catalog.domain.review.commenting import SendForComments
from services.catalog.domain.yearly.concluding import ConcludeReview
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from shared.eventstore.pending_command import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Role, check_recorded_in_time, day_of

#: The policy that carries out what the head of an agency has issued.
POLICY = Actor("catalog", roles=frozenset({Role.SYSTEM}))


def edit(work: UnitOfWork, command: CatalogueCommand, version: int | None, policy: LifecyclePolicy) -> Answer:
    if isinstance(command, DraftEdition):
        command = _with_turn(work, command)
    key = catalogue_key(command.agency, command.edition)
    work.expect(CATALOGUE, key, version)
    if (at := getattr(command, "at", None)) is not None:
        recorded_at = work.context.recorded_at
        command = replace(command, by=as_delegate(work.state, command.by, at, recorded_at))
        check_recorded_in_time(at, recorded_at, history=command.by.has(Role.IMPORTER))
    state = work.state(CATALOGUE, key)
    events = decide_catalogue(state, _with_facts(work, state, command, policy))
    if work.state(AGENCY, command.agency).kind is None:
        raise AgencyNotRegistered(where="agency", agency=command.agency)
    if at is not None:
        check_not_ended(work.state(AGENCY, command.agency), at)
    note_gap(work, command.agency, command.edition)
    work.append(CATALOGUE, key, events, correlation=command.agency)
    if isinstance(command, IssueCatalogue):
        after_issue(work, work.state(CATALOGUE, key))
    elif isinstance(command, WithdrawCatalogue):
        after_withdrawal(work, work.state(CATALOGUE, key))
    return {
        "agency": command.agency,
        "edition": command.edition,
        "version": work.version(CATALOGUE, key),
        "events": names(events),
    }


def _with_turn(work: UnitOfWork, command: DraftEdition) -> DraftEdition:
    """The command with what the agency's other editions mean for it; edition 0 stands for the next one."""
    editions = Editions.of(work.state, command.agency)
    base, draft = editions.base, editions.draft
    return replace(
        command,
        edition=command.edition or editions.newest + 1,
        based_on=base.edition if base else None,
        carries=base.issue.procedures if base and base.issue else (),
        draft=draft.edition if draft and draft.edition != command.edition else None,
        latest=editions.newest,
    )


def _with_facts(
    work: UnitOfWork, state: Catalogue, command: CatalogueCommand, policy: LifecyclePolicy
) -> CatalogueCommand:
    """The command with what stands elsewhere: the agency's divisions, its editions, the policy."""
    agency = work.state(AGENCY, command.agency)
    facts: dict[str, Any] = {}
    match command:
        case IssueCatalogue():
            facts = {
                "divisions": frozenset(agency.divisions),
                "related": _related(work, state, command.in_force_from),
                "working_calendar": command.working_calendar or agency.working_calendar,
                "first": not Editions.of(work.state, command.agency).issued,
            }
        case SendForComments():
            facts = {
                "divisions": frozenset(agency.divisions),
                "related": _related(work, state, day_of(command.at)),
                "reviewing_agency": policy.reviewing_agency,
                "comment_days": policy.comment_days,
                "reminder_days": policy.comment_reminder_days,
            }
        case SendCatalogue():
            wanted = outstanding(state, command.chosen) + command.chosen
            registered = frozenset(code for code in wanted if work.state(AGENCY, code).kind is not None)
            facts = {
                "registered": registered,
                "reminder_days": policy.acknowledgement_days,
                "reminders": policy.acknowledgement_reminders,
            }
        case ConcludeReview():
            facts = {
                "review_months": policy.review_months,
                "announced_days": policy.review_announced_days,
            }
    return replace(command, **facts)


def _related(work: UnitOfWork, state: Catalogue, day: date) -> RelatedAgencies:
    return related_agencies_of(work.state, state.agency, state.procedures.values(), day)


def issue_next(work: UnitOfWork, agency: str, edition: int, seen: int, policy: LifecyclePolicy) -> None:
    """Issue as many procedures of an issued edition as one save takes, if nothing came after version `seen`.

    Given for each event of the issue, it goes on until all are told, and then lets the edition enter into
    force if its day has come; given again, it does nothing.
    """
    key = catalogue_key(agency, edition)
    if seen < work.version(CATALOGUE, key):
        return
    state = work.state(CATALOGUE, key)
    codes = next_to_issue(state, work.limits.save_bytes * 3 // 4)
    if codes:
        command = IssueProcedures(agency=agency, edition=edition, codes=codes, by=POLICY)
        work.append(CATALOGUE, key, decide_catalogue(state, command), correlation=agency)
    else:
        today = day_of(work.context.recorded_at)
        sweep_edition(work, agency, edition, today, policy)
