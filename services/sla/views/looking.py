"""When the sweeper looks at a time next: for the time itself, or for whether it was received."""

from datetime import datetime

from services.sla.domain import events
from services.sla.views.documents import ReceivedDocument, TimeDocument
from shared.documents.values import instant


def look_at(time: TimeDocument, alarm: datetime | None) -> None:
    """The sweeper looks at its own time then; None: not again."""
    time.own_alarm = optional(alarm)
    _look_first(time)


def look_for_receipt(time: ReceivedDocument, alarm: datetime | None) -> None:
    """The sweeper looks then whether it was received; None: not again."""
    time.receipt_alarm = optional(alarm)
    _look_first(time)


def _look_first(time: TimeDocument) -> None:
    also = time.receipt_alarm if isinstance(time, ReceivedDocument) else None
    time.next_alarm = min((one for one in (time.own_alarm, also) if one is not None), default=None)


def wait_for_receipt(time: ReceivedDocument, told: events.ReceiptTime | None) -> None:
    """It is to be received by then; None: nobody limits it."""
    if told is not None:
        time.receipt_due_at = instant(told.due_at)
        look_for_receipt(time, told.alarm)


def receipt_ended(time: TimeDocument) -> None:
    """It isn't waited for any more."""
    if isinstance(time, ReceivedDocument):
        time.receipt_overdue = False
        look_for_receipt(time, None)


def optional(moment: datetime | None) -> str | None:
    return instant(moment) if moment is not None else None
