"""CATALOGUE: one edition of an agency's catalogue, from its draft to its end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.catalog.domain.edition.delivery import Dispatch
from services.catalog.domain.edition.draft_events import DraftDiscarded, EditionDrafted
from services.catalog.domain.edition.in_force import Force
from services.catalog.domain.edition.review import Review
from services.catalog.domain.edition.yearly_review import Yearly
from services.catalog.domain.fitting import as_many_as_fit
from services.catalog.domain.procedure.procedure import Procedure, size_in_bytes
from shared.contracts.catalog.editions import CatalogueIssued
from shared.decider import Decider


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

    @property
    def to_issue(self) -> tuple[str, ...]:
        """The codes that are still to be told as issued; none before the catalogue is issued."""
        told = self.issue.procedures if self.issue else ()
        return tuple(code for code in told if code not in self.issued)


#: Its features stand in the modules of edition, review, delivery and yearly. Key: `catalogue_key(…)`.
CATALOGUE = Decider[Catalogue]("catalogue", Catalogue)


#: What an event and the store's envelope add to a procedure, at most; in bytes.
AROUND_AN_EVENT = 1024


def next_to_issue(state: Catalogue, at_most_bytes: int = 96 * 1024) -> tuple[str, ...]:
    """The codes for the next `IssueProcedures`: in order, as many as one save takes, one at least."""
    return next_in(state.to_issue, state.procedures, at_most_bytes)


def next_in(codes: Iterable[str], procedures: Mapping[str, Procedure], at_most_bytes: int) -> tuple[str, ...]:
    """The first of these codes whose procedures one save takes; one at least, if there is any."""
    sized = ((code, size_in_bytes(procedures[code]) + AROUND_AN_EVENT) for code in codes)
    return tuple(as_many_as_fit(sized, at_most_bytes))


def catalogue_key(agency_code: str, edition: int) -> str:
    """The key of an edition's stream: `SNV.1`. The edition stands after the last dot."""
    return f"{agency_code}.{edition}"
