"""Puts a whole catalogue into a draft: its procedures become those that are given, in their order.

All is judged before anything is saved. What one save doesn't take goes in parts; each works out anew what is
still to do, so that an import that stopped half-way goes on when it is sent again.
"""

from services.catalog.application.edition.delegates import of_delegate
from services.catalog.application.edition.import_plan import Import, edits_for, next_part, target
from services.catalog.application.edition.known_here import KnownHere
from services.catalog.application.organisation.organising import names
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.organisers import check_registered
from shared.decider import Act
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork


def import_part(
    work: UnitOfWork, asked: Import, act: Act, version: int | None, policy: LifecyclePolicy
) -> Answer:
    """Do what one save takes of what is still to do; answers whether that was all."""
    act, known = of_delegate(work.state, act), KnownHere(work.state, policy)
    check_registered(known.agency(asked.agency), asked.agency)
    edition, state = target(asked.agency, work.state)
    key = catalogue_key(asked.agency, edition)
    work.expect(CATALOGUE, key, version)
    edits = list(edits_for(asked, edition, state))
    part = next_part(edits)
    happened: list[str] = []
    for command in part:
        happened += names(work.decide(CATALOGUE, key, command, act, known, asked.agency))
    return {
        "agency": asked.agency,
        "edition": edition,
        "version": work.version(CATALOGUE, key),
        "events": happened,
        "done": len(part) == len(edits),
    }
