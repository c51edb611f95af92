"""Use cases on simplification: a command gets the procedures that it speaks of, as the editions have them."""

from dataclasses import replace

from services.catalog.application.organisation.organising import names
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, catalogue_key
from services.catalog.domain.simplification.simplification import (
    SIMPLIFICATION,
    CarryOutSimplification,
    ProposeSimplification,
    SimplificationCommand,
)
from services.catalog.domain.simplification.simplifying import decide_simplification
from shared.eventstore.pending_command import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role, check_recorded_in_time


def simplify(work: UnitOfWork, command: SimplificationCommand, version: int | None) -> Answer:
    key = command.programme
    work.expect(SIMPLIFICATION, key, version)
    check_recorded_in_time(command.at, work.context.recorded_at, history=command.by.has(Role.IMPORTER))
    events = decide_simplification(work.state(SIMPLIFICATION, key), _informed(work, command))
    work.append(SIMPLIFICATION, key, events, correlation=key)
    return {
        "programme": key,
        "proposal": getattr(events[0], "proposal", None),
        "version": work.version(SIMPLIFICATION, key),
        "events": names(events),
    }


def _informed(work: UnitOfWork, command: SimplificationCommand) -> SimplificationCommand:
    match command:
        case ProposeSimplification():
            edition = _edition(work, command.agency, command.edition)
            before = edition.procedures.get(command.procedure) if edition.issue else None
            return replace(command, before=before)
        case CarryOutSimplification():
            proposal = work.state(SIMPLIFICATION, command.programme).proposals.get(command.proposal)
            if proposal is None:
                return command
            edition = _edition(work, proposal.agency, command.edition)
            after = edition.procedures.get(proposal.procedure)
            return replace(command, issued=edition.issue is not None, after=after)
    return command


def _edition(work: UnitOfWork, agency: str, edition: int) -> Catalogue:
    return work.state(CATALOGUE, catalogue_key(agency, edition))
