"""What is told of objective causes, at once: a claim to who decides on it, the decision to who claimed."""

from services.notify.application.telling import step_name_of, tell_of_contesting
from services.notify.domain.contesting_news import CONTESTED, Contested, contesting_news
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _tell(work: UnitOfWork, event: Contested, message: Message) -> None:
    step_name = step_name_of(work, event, event.step)
    tell_of_contesting(work, contesting_news(event), message.id, step_name)


REACTIONS: dict[type, Reaction] = dict.fromkeys(CONTESTED, _tell)
