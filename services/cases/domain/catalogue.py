"""CATALOGUE: which editions of an agency's catalogue have ended, as the catalog told this service."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shared.aggregates import Aggregate


class EndingCause(StrEnum):
    """What ended an edition."""

    SUPERSEDED = "superseded"  #: a later one entered into force
    WITHDRAWN = "withdrawn"  #: a decision took it back


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionEnded:
    """No case begins under the edition from then on; running cases keep it."""

    agency: str
    edition: int
    cause: EndingCause
    ended_at: datetime


@dataclass(slots=True)
class Catalogue:
    """When editions ended, by number."""

    ended: dict[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEdition:
    """The catalog told of the end."""

    agency: str
    edition: int
    cause: EndingCause
    at: datetime


def evolve(state: Catalogue, event: EditionEnded) -> Catalogue:
    """Apply one event, in place."""
    state.ended[event.edition] = event.ended_at
    return state


def decide(state: Catalogue, command: EndEdition) -> list[EditionEnded]:
    """The end, once: an edition that was superseded can't be withdrawn as well."""
    if command.edition in state.ended:
        return []
    return [
        EditionEnded(agency=command.agency, edition=command.edition, cause=command.cause, ended_at=command.at)
    ]


#: Key: the agency's code.
CATALOGUE = Aggregate(category="catalogue", initial=Catalogue, evolve=evolve, events=(EditionEnded,))
