"""The command on the yearly review of an edition, as it comes over HTTP."""

from datetime import datetime

from services.catalog.domain.yearly import concluding
from services.catalog.schemas.orders import Order, Text
from shared.kernel import Actor


class ConcludeReview(Order):
    """The yearly review found that nothing changes."""

    note: Text = ""

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> concluding.ConcludeReview:
        """The domain's command; the policy is for the application to find."""
        return concluding.ConcludeReview(
            agency=agency, edition=edition, note=self.note, by=by, at=self.at or recorded_at
        )
