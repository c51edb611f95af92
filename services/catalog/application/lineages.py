"""The editions of one agency, and which of them matters for what."""

from dataclasses import dataclass

from services.catalog.domain import CATALOGUE, LINEAGE, Catalogue, EditionNoted, catalogue_key
from shared.eventstore.work import Work


@dataclass(frozen=True, slots=True)
class Editions:
    """All editions of an agency, the oldest first."""

    all: tuple[Catalogue, ...]

    @classmethod
    def of(cls, work: Work, agency: str) -> "Editions":
        """Those that are in the store, with what the present command has added."""
        noted = work.state(LINEAGE, agency).editions
        found: dict[int, Catalogue] = {}
        for start in (1, *sorted(noted)):
            number = start
            while number not in found and work.version(CATALOGUE, catalogue_key(agency, number)):
                found[number] = work.state(CATALOGUE, catalogue_key(agency, number))
                number += 1
        return cls(tuple(found[number] for number in sorted(found)))

    @property
    def newest(self) -> int:
        """The highest number; 0 without any."""
        return self.all[-1].edition if self.all else 0

    @property
    def draft(self) -> Catalogue | None:
        """The one that is being prepared."""
        return next((one for one in reversed(self.all) if one.issue is None), None)

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


def note_gap(work: Work, agency: str, edition: int) -> None:
    """Note an edition whose predecessor in number doesn't exist, once."""
    follows = edition == 1 or work.version(CATALOGUE, catalogue_key(agency, edition - 1))
    if not follows and edition not in work.state(LINEAGE, agency).editions:
        work.append(LINEAGE, agency, [EditionNoted(agency=agency, edition=edition)], correlation=agency)
