"""How a command on an edition is decided, by what the service's own store has."""

from dataclasses import replace
from typing import Any

from services.catalog.application.edition.known_here import KnownHere
from services.catalog.application.edition.predecessors import record_gap
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.edition.rules import OfAnEdition
from services.catalog.domain.organisation.organisers import check_not_ended, check_registered
from shared.decider import Act
from shared.eventstore.unit_of_work import UnitOfWork


def numbered(work: UnitOfWork, command: Any) -> OfAnEdition:
    """The command with its edition's number; a draft that says none is the agency's next edition."""
    if not isinstance(command, DraftEdition):
        return command  # type: ignore[no-any-return]
    edition = Editions.of(work.state, command.agency).numbered(command.edition)
    return replace(command, edition=edition)  # type: ignore[return-value]


def decide(work: UnitOfWork, command: OfAnEdition, act: Act, policy: LifecyclePolicy) -> list[Any]:
    """What the command leads to, appended; its agency is registered, and hasn't ended."""
    agency, key = command.agency, catalogue_key(command.agency, command.edition)
    known = KnownHere(work.state, policy)
    events = work.decide(CATALOGUE, key, command, act, known, agency)
    state = known.agency(agency)
    check_registered(state, agency)
    check_not_ended(state, act.at)
    record_gap(work, agency, command.edition, act)
    return events
