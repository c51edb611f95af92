"""Of buck-passing the leader is told who stands above all that had a part in it."""

from services.notify.application.telling import step_name_of, tell_leaders
from services.notify.domain.passing_news import passing_news
from shared.contracts.cases.passing import BuckPassingDetected
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_buck_passing(work: UnitOfWork, event: BuckPassingDetected, message: Message) -> None:
    news = passing_news(event, message.cloud.recordedtime)
    if news is not None:
        tell_leaders(work, news, message.id, step_name_of(work, event, event.step))


#: A line for each event.
REACTIONS: dict[type, Reaction] = {BuckPassingDetected: _on_buck_passing}
