"""What happens to a coordination of which an agency is only told."""

from services.sla.domain.events import ClockChange
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import Instant


@part
class InformedChange(ClockChange):
    """Something about such a coordination."""

    coordination: int


@event()
class AgencyInformed(InformedChange):
    """An agency is told of the case."""

    asked_agency: str
    informed_at: Instant


@event()
class InformedReceived(InformedChange):
    """It gave a receipt."""

    received_at: Instant


@event()
class InformedWithdrawn(InformedChange):
    """Who had told it took that back."""

    withdrawn_at: Instant


@event()
class InformedMoved(InformedChange):
    """The agency ended, and its successor is told instead."""

    asked_agency: str
