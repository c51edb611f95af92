"""The use case of a person's command on an edition of a catalogue."""

from services.catalog.application.edition.consequences import CONSEQUENCES
from services.catalog.application.edition.deciding import decide, numbered
from services.catalog.application.edition.delegates import DELEGATED, of_delegate
from services.catalog.application.organisation.organising import names
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.organisers import GOING_ON, REGISTERED
from shared.decider import GivenCommand
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork

#: How every command on an edition may be refused besides by its own decision.
REFUSES = (*DELEGATED, *REGISTERED, *GOING_ON)


def edit(work: UnitOfWork, given: GivenCommand, version: int | None, policy: LifecyclePolicy) -> Answer:
    """Carry out a person's command; answers the edition, its new version, and what happened."""
    command = numbered(work, given.command)
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
