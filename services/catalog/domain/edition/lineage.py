"""LINEAGE: the editions of an agency that don't follow the one before in number.

Editions count 1, 2, …, so that all are found one after the other. An importer may number one as it was in
history; where that leaves a gap, the number is recorded here, or nobody would find it.
"""

from dataclasses import dataclass, field

from shared.contracts.declaring import event
from shared.decider import Act, Decider, command


@event()
class GapLeft:
    """The agency has an edition of this number, and none of the number before."""

    agency: str
    edition: int


@dataclass(slots=True)
class Lineage:
    """The numbers behind gaps."""

    editions: set[int] = field(default_factory=set)


#: Key: the agency's code.
LINEAGE = Decider[Lineage]("lineage", Lineage)


@command
class LeaveGap:
    """There is an edition of this number, and none of the number before."""

    agency: str
    edition: int


@LINEAGE.decides(LeaveGap)
def leave_gap(state: Lineage, command: LeaveGap, _act: Act) -> GapLeft | None:
    """Once for each number."""
    if command.edition in state.editions:
        return None
    return GapLeft(agency=command.agency, edition=command.edition)


@LINEAGE.evolves(GapLeft)
def gap_left(state: Lineage, event: GapLeft) -> None:
    """The number is one behind a gap."""
    state.editions.add(event.edition)
