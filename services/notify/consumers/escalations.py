"""Of an escalation the leaders of its level are told, once: not of what is over, and never of old news."""

from services.notify.application.telling import tell_leaders
from services.notify.domain.escalation_news import escalation_news
from shared.contracts.escalations import EscalationRaised
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_escalation(work: UnitOfWork, event: EscalationRaised, message: Message) -> None:
    news = escalation_news(event)
    if news is not None:
        tell_leaders(work, news, message.id)


#: A line for each event.
REACTIONS: dict[type, Reaction] = {EscalationRaised: _on_escalation}
