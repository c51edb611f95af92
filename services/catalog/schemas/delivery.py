"""Commands on the delivery of an edition, as they come over HTTP."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from services.catalog.domain.delivery import delivering
from services.catalog.schemas.orders import Code, Order
from shared.kernel import Actor


class PublishCatalogue(Order):
    """Say where the decision is posted."""

    address: Annotated[str, Field(max_length=2000)]

    def value(
        self, agency: str, edition: int, by: Actor, recorded_at: datetime
    ) -> delivering.PublishCatalogue:
        """The domain's command."""
        return delivering.PublishCatalogue(
            agency=agency, edition=edition, address=self.address, by=by, at=self.at or recorded_at
        )


class SendCatalogue(Order):
    """Send the edition to the agencies that its procedures name, and to these."""

    agencies: Annotated[list[Code], Field(max_length=100)] = Field(default_factory=list)

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> delivering.SendCatalogue:
        """The domain's command; which agencies are registered is for the application to find."""
        return delivering.SendCatalogue(
            agency=agency,
            edition=edition,
            chosen=tuple(dict.fromkeys(self.agencies)),
            by=by,
            at=self.at or recorded_at,
        )
