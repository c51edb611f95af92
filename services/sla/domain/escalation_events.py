"""What can happen to a ladder that is nobody else's business."""

from services.sla.domain.events import ClockChange
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant


@event()
class EscalationAwaited(ClockChange):
    """The next level is reached at another instant than was known, or never as things stand."""

    step: str | None = None
    visit: int | None = None
    coordination: int | None = None
    due_at: Instant
    alarm: Instant | None  #: when the sweeper is to look at it; None: not again
