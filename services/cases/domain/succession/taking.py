"""Who takes over a case's steps in the agency that succeeds."""

from dataclasses import dataclass

from services.cases.domain.case import Case, Visit
from services.cases.domain.directory import Directory, OfficialReplicated
from services.cases.domain.visits import divisions_of
from shared.contracts.cases.course import DivisionTaken, VisitTaken
from shared.kernel import Role


@dataclass(frozen=True, slots=True)
class Taking:
    """What one successor takes over: the divisions that the decision gives it, and the rest for its head."""

    taken_by: dict[str, str]
    directory: Directory  #: the successor's

    def divisions(self, case: Case) -> tuple[DivisionTaken, ...]:
        """For each division that the case's steps and visits name, which one does it from now on."""
        return tuple(DivisionTaken(division=one, taken_by=self._division(one)) for one in _named(case))

    def left_to_head(self, case: Case) -> tuple[str, ...]:
        """Those that the decision gives to nobody here."""
        return tuple(one for one in _named(case) if one not in self.taken_by)

    def waits_for_head(self, case: Case) -> bool:
        """Whether something is the head's, and the agency has none yet, as far as is known."""
        return self._head() is None and bool(self.left_to_head(case))

    def visits(self, case: Case) -> tuple[VisitTaken, ...]:
        """Who holds a visit keeps it where the division that takes over has them; else it waits there."""
        return tuple(
            VisitTaken(
                step=visit.step,
                visit=visit.number,
                division=self._division(visit.division),
                official=self._official(visit),
            )
            for visit in case.visits.values()
        )

    def _division(self, division: str) -> str:
        """The one that takes over; of what nobody takes, the head's, or any that there is."""
        if division in self.taken_by:
            return self.taken_by[division]
        head = self._head()
        return min((head.divisions if head else ()) or self.directory.divisions, default=division)

    def _official(self, visit: Visit) -> str | None:
        if visit.division not in self.taken_by:
            head = self._head()
            return head.official if head else None
        known = self.directory.officials.get(visit.official or "")
        stays = known is not None and self._division(visit.division) in known.divisions
        return visit.official if stays else None

    def _head(self) -> OfficialReplicated | None:
        heads = (one for one in self.directory.officials.values() if Role.AGENCY_HEAD in one.roles)
        return min(heads, key=lambda one: one.official, default=None)


def _named(case: Case) -> list[str]:
    steps = case.route.steps.values()
    named = {division for step in steps for division in divisions_of(step)}
    return sorted(named | {visit.division for visit in case.visits.values()})
