"""Of reports that were made by themselves, or corrected, who heads what they are on is told."""

from services.notify.application.telling import tell_leaders
from services.notify.domain.report_news import report_news
from shared.contracts.reports import ReportIssued
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_issued(work: UnitOfWork, event: ReportIssued, message: Message) -> None:
    news = report_news(event)
    if news is not None:
        tell_leaders(work, news, message.id)


#: A line for each event.
REACTIONS: dict[type, Reaction] = {ReportIssued: _on_issued}
