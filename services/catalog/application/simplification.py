"""Use cases on simplification: a command, with the editions that it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.catalog.application.organisation.organising import names
from services.catalog.domain.deciders import SIMPLIFICATION
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.procedure.procedure import Procedure
from shared.decider import GivenCommand
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork


@dataclass(slots=True)
class KnownHere:
    """The catalogues, as the service's own store has them."""

    work: UnitOfWork

    def issued(self, agency: str, edition: int) -> Mapping[str, Procedure] | None:
        """The procedures of an issued edition, by code; None: it isn't issued."""
        catalogue = self.work.state(CATALOGUE, catalogue_key(agency, edition))
        return catalogue.procedures if catalogue.issue else None


def simplify(work: UnitOfWork, given: GivenCommand, version: int | None) -> Answer:
    """Carry out one command on a programme; answers what happened, to which proposal."""
    key: str = given.command.programme
    work.expect(SIMPLIFICATION, key, version)
    events = work.decide(SIMPLIFICATION, key, given.command, given.act, KnownHere(work), key)
    return {
        "programme": key,
        "proposal": getattr(events[0], "proposal", None),
        "version": work.version(SIMPLIFICATION, key),
        "events": names(events),
    }
