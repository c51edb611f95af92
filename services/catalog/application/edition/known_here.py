"""What decisions on an edition ask, as the service's own store has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.catalog.application.edition.related_agencies import related_agencies_of
from services.catalog.domain.edition.editions import Editions, Load
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import RelatedAgencies


@dataclass(slots=True)
class KnownHere:
    """Agencies and editions by what loads them, in a command's unit of work or beside it."""

    load: Load
    policy: LifecyclePolicy

    def agency(self, code: str) -> Agency:
        """An agency; without a kind where it isn't registered."""
        agency: Agency = self.load(AGENCY, code)
        return agency

    def editions(self, agency: str) -> Editions:
        """All editions of an agency's catalogue."""
        return Editions.of(self.load, agency)

    def related(self, agency: str, procedures: Iterable[Procedure], day: date) -> RelatedAgencies:
        """The other agencies that an agency's procedures name, as they are on a day."""
        return related_agencies_of(self.load, agency, procedures, day)
