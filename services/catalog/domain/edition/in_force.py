"""Whether an edition is in force: it enters on its day; the next one, or a withdrawal, ends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from shared.contracts.catalog.force import CatalogueEnteredIntoForce, CatalogueSuperseded, CatalogueWithdrawn
from shared.kernel import day_of
from shared.vietnam_time import VIETNAM


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


def begin_of(day: date) -> datetime:
    """The first instant of a day in Vietnam, in UTC."""
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)


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
