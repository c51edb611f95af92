"""Use cases on editions of a catalogue, and the policy that carries out an issue."""

from dataclasses import replace
from typing import Any, Protocol

from services.catalog.application.edition.delegates import of_delegate
from services.catalog.application.edition.known_here import KnownHere
from services.catalog.application.edition.lifecycle import CONSEQUENCES, record_gap, sweep_edition
from services.catalog.application.organisation.organising import names
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import catalogue_key, next_to_issue
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.edition.telling import IssueProcedures
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.organisers import check_not_ended, check_registered
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.errors.organisation.reorganisation import AgencyHasEnded
from shared.decider import Act, GivenCommand, by_itself
from shared.delegation import DelegationMissing
from shared.errors import Refusal
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import day_of

#: How every command on an edition may be refused besides by its own decision.
REFUSES: tuple[type[Refusal], ...] = (DelegationMissing, AgencyNotRegistered, AgencyHasEnded)


class EditionCommand(Protocol):
    """A command on an edition of an agency's catalogue."""

    @property
    def agency(self) -> str:
        """The agency's code."""

    @property
    def edition(self) -> int:
        """The edition's number."""


def edit(work: UnitOfWork, given: GivenCommand, version: int | None, policy: LifecyclePolicy) -> Answer:
    """Carry out a person's command; answers the edition, its new version, and what happened."""
    command = _numbered(work, given.command)
    agency, edition = command.agency, command.edition
    key = catalogue_key(agency, edition)
    work.expect(CATALOGUE, key, version)
    act = of_delegate(work.state, given.act)
    events = decide(work, command, act, policy)
    for event in events:
        if type(event) in CONSEQUENCES:
            CONSEQUENCES[type(event)](work, work.state(CATALOGUE, key), act)
    return {
        "agency": agency,
        "edition": edition,
        "version": work.version(CATALOGUE, key),
        "events": names(events),
    }


def decide(work: UnitOfWork, command: EditionCommand, act: Act, policy: LifecyclePolicy) -> list[Any]:
    """What the command leads to, appended; its agency is registered, and hasn't ended."""
    agency, key = command.agency, catalogue_key(command.agency, command.edition)
    events = work.decide(CATALOGUE, key, command, act, KnownHere(work.state, policy), agency)
    state = work.state(AGENCY, agency)
    check_registered(state, agency)
    check_not_ended(state, act.at)
    record_gap(work, agency, command.edition, act)
    return events


def _numbered(work: UnitOfWork, command: Any) -> EditionCommand:
    """The command with its edition's number; a draft that says none is the agency's next edition."""
    if not isinstance(command, DraftEdition):
        return command  # type: ignore[no-any-return]
    edition = Editions.of(work.state, command.agency).numbered(command.edition)
    return replace(command, edition=edition)  # type: ignore[return-value]


def issue_next(work: UnitOfWork, agency: str, edition: int, seen: int, policy: LifecyclePolicy) -> None:
    """Issue as many procedures of an issued edition as one save takes, if nothing came after version `seen`.

    Given for each event of the issue, it goes on until all are told, and then lets the edition enter into
    force if its day has come; given again, it does nothing.
    """
    key = catalogue_key(agency, edition)
    if seen < work.version(CATALOGUE, key):
        return
    now = work.context.recorded_at
    codes = next_to_issue(work.state(CATALOGUE, key), work.limits.save_bytes * 3 // 4)
    if codes:
        command = IssueProcedures(agency=agency, edition=edition, codes=codes)
        work.decide(CATALOGUE, key, command, by_itself(now), correlation=agency)
    else:
        sweep_edition(work, agency, edition, day_of(now), policy)
