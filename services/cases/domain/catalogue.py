"""CATALOGUE: what an agency's editions have, and which have ended, as the catalog told this service."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueSuperseded, CatalogueWithdrawn
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider


class EndingCause(StrEnum):
    """What ended an edition."""

    SUPERSEDED = "superseded"  #: a later one entered into force
    WITHDRAWN = "withdrawn"  #: a decision took it back


@event()
class EditionEnded:
    """No case begins under the edition from then on; running cases keep it."""

    agency: str
    edition: int
    cause: str  #: an `EndingCause`
    ended_at: Instant


@event()
class EditionReplicated:
    """An edition was issued, and has these procedures, each of which is told by itself."""

    agency: str
    edition: int
    procedures: tuple[str, ...]


@dataclass(slots=True)
class Catalogue:
    """When editions ended, by number; and the codes of all procedures that an edition has or had."""

    ended: dict[int, datetime] = field(default_factory=dict)
    procedures: dict[int, tuple[str, ...]] = field(default_factory=dict)  #: by the edition's number

    def codes(self) -> set[str]:
        """The codes of all editions that are known; none: nothing was told of the agency."""
        return {code for codes in self.procedures.values() for code in codes}


#: Key: the agency's code.
CATALOGUE = Decider[Catalogue]("catalogue", Catalogue, key_of_followed=attrgetter("agency"))


@CATALOGUE.follows(CatalogueIssued, read_as=EditionReplicated)
def issued(catalogue: Catalogue, event: EditionReplicated, _cause: Cause) -> EditionReplicated | None:
    """An edition, once."""
    return None if event.edition in catalogue.procedures else event


@CATALOGUE.evolves(EditionReplicated)
def edition_replicated(catalogue: Catalogue, event: EditionReplicated) -> None:
    """What an edition has never changes."""
    catalogue.procedures[event.edition] = event.procedures


@CATALOGUE.follows(CatalogueSuperseded)
def superseded(catalogue: Catalogue, event: CatalogueSuperseded, _cause: Cause) -> EditionEnded | None:
    """A later edition entered into force."""
    return _end(catalogue, event.agency, event.edition, EndingCause.SUPERSEDED, event.superseded_at)


@CATALOGUE.follows(CatalogueWithdrawn)
def withdrawn(catalogue: Catalogue, event: CatalogueWithdrawn, _cause: Cause) -> EditionEnded | None:
    """A decision took the edition back."""
    return _end(catalogue, event.agency, event.edition, EndingCause.WITHDRAWN, event.withdrawn_at)


def _end(
    catalogue: Catalogue, agency: str, edition: int, cause: EndingCause, at: datetime
) -> EditionEnded | None:
    """The end, once: an edition that was superseded can't be withdrawn as well."""
    if edition in catalogue.ended:
        return None
    return EditionEnded(agency=agency, edition=edition, cause=cause, ended_at=at)


@CATALOGUE.evolves(EditionEnded)
def edition_ended(catalogue: Catalogue, event: EditionEnded) -> None:
    """Once an edition has ended, it has."""
    catalogue.ended[event.edition] = event.ended_at
