"""What is told of coordinations, at once: to who holds the asking step, or leads the asked agency."""

from services.notify.application.telling import step_name_of, tell_of_coordination
from services.notify.domain.coordination_news import TOLD, news_of
from shared.contracts.cases.coordination import CoordinationEvent
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _tell(work: UnitOfWork, event: CoordinationEvent, message: Message) -> None:
    news = news_of(event)
    if news is not None:
        tell_of_coordination(work, news, message.id, step_name_of(work, event, event.step))


REACTIONS: dict[type, Reaction] = dict.fromkeys(TOLD, _tell)
