"""CATALOGUE: one edition of an agency's catalogue, from its draft to its end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.catalog.domain.edition import delivery, in_force, review, yearly_review
from services.catalog.domain.edition.catalogue_events import (
    CatalogueEvent,
    CatalogueIssued,
    DraftDiscarded,
    EditionDrafted,
    ProcedureAdded,
    ProcedureIssued,
    ProcedureRemoved,
    ProcedureRevised,
)
from services.catalog.domain.edition.delivery import DELIVERY_EVENTS, DeliveryEvent, Dispatch
from services.catalog.domain.edition.in_force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    Force,
    ProcedureCorrected,
)
from services.catalog.domain.edition.review import REVIEW_EVENTS, Review, ReviewEvent
from services.catalog.domain.edition.yearly_review import (
    YEARLY_EVENTS,
    Yearly,
    YearlyEvent,
)
from services.catalog.domain.procedure.procedure import Procedure, size_in_bytes
from shared.aggregates import Aggregate


class EditionState(StrEnum):
    NONE = "none"  #: nothing has happened yet
    DRAFT = "draft"
    IN_REVIEW = "in_review"  #: before the reviewing agency
    REVISED = "revised"  #: a round of comments has ended
    DISCARDED = "discarded"  #: given up before it was issued
    ISSUED = "issued"  #: and its first day has not come
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(slots=True)
class Catalogue:
    agency: str = ""
    edition: int = 0
    procedures: dict[str, Procedure] = field(default_factory=dict)  #: by code, in order
    issue: CatalogueIssued | None = None
    issued: set[str] = field(default_factory=set)  #: codes of the procedures told as issued
    carried: set[str] = field(default_factory=set)  #: codes copied from the edition that it is based on
    drafted: EditionDrafted | None = None
    discarded: DraftDiscarded | None = None
    review: Review = field(default_factory=Review)
    force: Force = field(default_factory=Force)
    dispatch: Dispatch = field(default_factory=Dispatch)
    yearly: Yearly = field(default_factory=Yearly)

    @property
    def status(self) -> EditionState:
        """How far the edition has come."""
        if self.issue is None:
            return self._status_of_a_draft()
        if self.force.withdrawn:
            return EditionState.WITHDRAWN
        if self.force.superseded:
            return EditionState.SUPERSEDED
        return EditionState.IN_FORCE if self.force.entered else EditionState.ISSUED

    def _status_of_a_draft(self) -> EditionState:
        if not self.edition:
            return EditionState.NONE
        if self.discarded:
            return EditionState.DISCARDED
        if not self.review.rounds:
            return EditionState.DRAFT
        return EditionState.IN_REVIEW if self.review.open else EditionState.REVISED

    @property
    def to_carry(self) -> tuple[str, ...]:
        """The codes that are still to be copied from the edition that it is based on."""
        carries = self.drafted.carries if self.drafted and not self.discarded else ()
        return tuple(code for code in carries if code not in self.carried)


def evolve(state: Catalogue, event: CatalogueEvent) -> Catalogue:
    match event:
        case EditionDrafted():
            state.agency, state.edition, state.drafted = event.agency, event.edition, event
        case ProcedureAdded() | ProcedureRevised() | ProcedureCorrected():
            state.procedures[event.procedure.code] = event.procedure
            if isinstance(event, ProcedureAdded) and event.from_edition is not None:
                state.carried.add(event.procedure.code)
        case ProcedureRemoved():
            del state.procedures[event.code]
        case DraftDiscarded():
            state.discarded = event
        case CatalogueIssued():
            state.issue = event
        case ProcedureIssued():
            state.issued.add(event.code)
        case _:
            _evolve_life(state, event)
    return state


def _evolve_life(state: Catalogue, event: CatalogueEvent) -> None:
    if isinstance(event, CatalogueEnteredIntoForce):
        yearly_review.begin(state.yearly, event)
    if isinstance(event, CatalogueEnteredIntoForce | CatalogueSuperseded | CatalogueWithdrawn):
        in_force.evolve(state.force, event)
    elif isinstance(event, ReviewEvent):
        review.evolve(state.review, event)
    elif isinstance(event, DeliveryEvent):
        delivery.evolve(state.dispatch, event)
    elif isinstance(event, YearlyEvent):
        yearly_review.evolve(state.yearly, event)
    else:
        raise TypeError(f"not an event of a catalogue: {event!r}")


#: What `ProcedureIssued` and the store's envelope add to a procedure, at most; in bytes.
_AROUND_A_PROCEDURE = 1024


def next_to_issue(state: Catalogue, at_most_bytes: int = 96 * 1024) -> tuple[str, ...]:
    """The codes for the next `IssueProcedures`: in order, as many as one save takes, one at least.

    Empty before the catalogue is issued, and when all its procedures are told.
    """
    told = state.issue.procedures if state.issue else ()
    return next_in([code for code in told if code not in state.issued], state.procedures, at_most_bytes)


def next_in(codes: Iterable[str], procedures: Mapping[str, Procedure], at_most_bytes: int) -> tuple[str, ...]:
    """The first of these codes whose procedures one save takes; one at least, if there is any."""
    chosen: list[str] = []
    taken = 0
    for code in codes:
        taken += size_in_bytes(procedures[code]) + _AROUND_A_PROCEDURE
        if chosen and taken > at_most_bytes:
            break
        chosen.append(code)
    return tuple(chosen)


#: Key: `catalogue_key(agency, edition)`.
CATALOGUE = Aggregate(
    category="catalogue",
    initial=Catalogue,
    evolve=evolve,
    events=(
        EditionDrafted,
        ProcedureAdded,
        ProcedureRevised,
        ProcedureRemoved,
        DraftDiscarded,
        CatalogueIssued,
        ProcedureIssued,
        ProcedureCorrected,
        CatalogueEnteredIntoForce,
        CatalogueSuperseded,
        CatalogueWithdrawn,
        *REVIEW_EVENTS,
        *DELIVERY_EVENTS,
        *YEARLY_EVENTS,
    ),
)


def catalogue_key(agency_code: str, edition: int) -> str:
    """The key of an edition's stream: `SNV.1`. The edition stands after the last dot."""
    return f"{agency_code}.{edition}"
