"""What decisions on an edition ask of what stands elsewhere."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import RelatedAgencies


class Known(Protocol):
    """The agencies and their editions as the store has them, and the province's policy."""

    @property
    def policy(self) -> LifecyclePolicy:
        """How long things may take, and who comments."""

    def agency(self, code: str) -> Agency:
        """An agency; without a kind where it isn't registered."""

    def editions(self, agency: str) -> Editions:
        """All editions of an agency's catalogue."""

    def related(self, agency: str, procedures: Iterable[Procedure], day: date) -> RelatedAgencies:
        """The other agencies that an agency's procedures name, as they are on a day."""
