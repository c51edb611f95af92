"""LINEAGE: the editions of an agency that don't follow the one before in number.

Editions count 1, 2, …, so that all are found one after the other. An importer may number one as it was in
history; where that leaves a gap, the number is noted here, or nobody would find it.
"""

from dataclasses import dataclass, field

from shared.aggregates import Aggregate


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionNoted:
    """The agency has an edition of this number, and none of the number before."""

    agency: str
    edition: int


@dataclass(slots=True)
class Lineage:
    """The numbers behind gaps."""

    editions: set[int] = field(default_factory=set)


def evolve(state: Lineage, event: EditionNoted) -> Lineage:
    """Apply one event, in place."""
    state.editions.add(event.edition)
    return state


#: Key: the agency's code.
LINEAGE = Aggregate(category="lineage", initial=Lineage, evolve=evolve, events=(EditionNoted,))
