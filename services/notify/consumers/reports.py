"""What is told of reports that were made by themselves, or corrected: to who heads what they are on."""

from typing import Any
from urllib.parse import urlencode

from services.notify.application.telling import tell_of_work, tell_province
from services.notify.domain.delivery import NotificationKind
from shared.contracts.reports import ReportIssued
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_issued(work: UnitOfWork, event: ReportIssued, message: Message) -> None:
    """Who asked for a report has it; the heads are told of the schedule's, and of further editions."""
    first = event.edition == 1
    if first and not event.scheduled:
        return
    content: dict[str, Any] = {
        "cause": message.id,
        "kind": NotificationKind.REPORT_ISSUED if first else NotificationKind.REPORT_CORRECTED,
        "period": event.period,
        "edition": event.edition,
        "address": _address(event),
        "due_at": event.issued_at,
    }
    if event.agency is None:
        tell_province(work, **content)
    else:
        tell_of_work(work, None, None, agency=event.agency, owner=event.agency, **content)


def _address(event: ReportIssued) -> str:
    of = {"agency": event.agency} if event.agency is not None else {}
    return f"/reports/{event.period}.pdf?{urlencode({**of, 'edition': event.edition})}"


#: A line for each event.
REACTIONS: dict[type, Reaction] = {ReportIssued: _on_issued}
