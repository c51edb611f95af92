"""Whether an edition is in force: it enters on its day; the next one, or a withdrawal, ends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from services.catalog.domain.edition.attribution import AttributedEvent
from services.catalog.domain.procedure.procedure import Procedure
from shared.kernel import day_of

# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEnteredIntoForce:
    """The first day in force has come, and all procedures of the edition are told."""

    agency: str
    edition: int
    in_force_from: date
    procedures: tuple[str, ...]  #: the codes, in the catalogue's order; no others are in force any more
    supersedes: int | None  #: the edition that was in force until then
    entered_at: datetime  #: the day's beginning in Vietnam, or the issue where that came later
    review_announced_on: date | None = None  #: None: no yearly review is foreseen
    review_due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSuperseded:
    """A later edition entered into force: this one has ended, or will never begin."""

    agency: str
    edition: int
    by_edition: int
    superseded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueWithdrawn(AttributedEvent):
    """A decision took an issued edition back (bãi bỏ); the one before it doesn't come back by that."""

    agency: str
    edition: int
    reason: str
    decision_number: str
    decision_date: date
    withdrawn_by: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureCorrected(AttributedEvent):
    """Slips in the texts of an issued procedure were mended (đính chính); what it obliges to stays."""

    agency: str
    edition: int
    procedure: Procedure  #: as a whole, as it reads from now on
    corrected: tuple[str, ...]  #: the places that changed: "stages/1/steps/S01/content"
    reason: str
    corrected_by: str
    corrected_at: datetime
    position: int  #: in the catalogue, from 1
    in_force_from: date
    working_calendar: str
    issued_by: str  #: of the edition
    issued_at: datetime


ForceEvent = CatalogueEnteredIntoForce | CatalogueSuperseded | CatalogueWithdrawn

# --- state ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Force:
    """Whether the edition has entered, and what ended it."""

    entered: CatalogueEnteredIntoForce | None = None
    superseded: CatalogueSuperseded | None = None
    withdrawn: CatalogueWithdrawn | None = None

    @property
    def ended(self) -> bool:
        """Whether it is in force no more, and never will be."""
        return self.superseded is not None or self.withdrawn is not None


def evolve(state: Force, event: ForceEvent) -> None:
    """Apply one event, in place."""
    match event:
        case CatalogueEnteredIntoForce():
            state.entered = event
        case CatalogueSuperseded():
            state.superseded = event
        case CatalogueWithdrawn():
            state.withdrawn = event


# --- in force on a day ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Validity:
    """When an edition is in force, as far as it is known."""

    edition: int
    in_force_from: date
    withdrawn_on: date | None
    left: int = 0  #: how many of its procedures are still to be told

    @classmethod
    def of(
        cls, edition: int, in_force_from: date, withdrawn_at: datetime | None, left: int = 0
    ) -> "Validity":
        """As an instant of withdrawal makes it: it counts from its day in Vietnam on."""
        return cls(edition, in_force_from, day_of(withdrawn_at) if withdrawn_at else None, left)


def in_force_on(editions: Iterable[Validity], day: date) -> int | None:
    """The edition in force on a day, by its number: the newest whose first day has come, if told whole.

    One that was withdrawn before its first day never was; after the others' withdrawal there is none.
    """
    for one in sorted(editions, key=lambda one: one.edition, reverse=True):
        if one.in_force_from > day or one.left:
            continue
        if one.withdrawn_on is not None and one.withdrawn_on <= one.in_force_from:
            continue
        return None if one.withdrawn_on is not None and one.withdrawn_on <= day else one.edition
    return None
