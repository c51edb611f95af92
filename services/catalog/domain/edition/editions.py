"""The editions of one agency, and which of them matters for what."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, EditionState, catalogue_key
from services.catalog.domain.edition.in_force import Validity, in_force_on
from services.catalog.domain.edition.lineage import LINEAGE
from services.catalog.domain.procedure.procedure import Procedure
from shared.decider import Decider


class Load(Protocol):
    """How the state of an aggregate is had: in a command's unit of work, or beside it."""

    def __call__(self, decider: Decider[Any], key: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Editions:
    """All editions of an agency, the oldest first."""

    all: tuple[Catalogue, ...] = ()

    @classmethod
    def of(cls, load: Load, agency: str) -> "Editions":
        """Those that are there; inside a command, with what it has added."""
        found: dict[int, Catalogue] = {}
        for number in (1, *sorted(load(LINEAGE, agency).editions)):
            while number not in found:
                catalogue: Catalogue = load(CATALOGUE, catalogue_key(agency, number))
                if catalogue.status is EditionState.NONE:
                    break
                found[number] = catalogue
                number += 1
        return cls(tuple(found[number] for number in sorted(found)))

    @property
    def newest(self) -> int:
        """The highest number; 0 without any."""
        return self.all[-1].edition if self.all else 0

    def numbered(self, edition: int | None) -> int:
        """The number of an edition; None stands for the next one."""
        return self.newest + 1 if edition is None else edition

    @property
    def draft(self) -> Catalogue | None:
        """The one that is being prepared."""
        return next((one for one in reversed(self.all) if not (one.issue or one.discarded)), None)

    @property
    def issued(self) -> tuple[Catalogue, ...]:
        """Those that were ever issued."""
        return tuple(one for one in self.all if one.issue is not None)

    @property
    def base(self) -> Catalogue | None:
        """What the next edition starts from: the last one issued, not withdrawn if there is such a one."""
        standing = [one for one in self.issued if one.force.withdrawn is None]
        return (standing or self.issued or (None,))[-1]

    @property
    def present(self) -> Catalogue | None:
        """The one in force."""
        return next((one for one in reversed(self.all) if one.force.entered and not one.force.ended), None)

    @property
    def furthest(self) -> int:
        """The highest number that ever came into force; 0 without any."""
        return max((one.edition for one in self.all if one.force.entered), default=0)

    def procedures_on(self, day: date) -> dict[str, Procedure]:
        """What is in force on a day."""
        number = in_force_on((_validity(one) for one in self.issued), day)
        return next((one.procedures for one in self.all if one.edition == number), {})


def _validity(catalogue: Catalogue) -> Validity:
    assert catalogue.issue is not None
    withdrawn = catalogue.force.withdrawn
    return Validity.of(
        catalogue.edition, catalogue.issue.in_force_from, withdrawn.withdrawn_at if withdrawn else None
    )
