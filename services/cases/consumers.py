"""What the cases service follows: its deciders keep their own copies of catalogues, calendars and dues.

Where the time for an answer has ended, what silence brings about is recorded at once.
"""

from services.cases.application.recording import let_time_pass_in
from services.cases.domain.deciders import CASE, DECIDERS
from shared.contracts.sla import CoordinationOverdue
from shared.contracts.topics import Topic
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction
from shared.messaging.subscription import Subscription


def _answered_by_silence(work: UnitOfWork, event: CoordinationOverdue, _message: Message) -> None:
    """Not of a case that is being taken in: that is judged by its facts alone."""
    if not work.state(CASE, event.case_number).history:
        let_time_pass_in(work, event.case_number, work.context.recorded_at)


REACTIONS: dict[type, Reaction] = {CoordinationOverdue: _answered_by_silence}

SUBSCRIPTIONS = (
    Subscription(Topic.CATALOG, "cases", {}, DECIDERS),
    Subscription(Topic.SLA, "cases", REACTIONS, DECIDERS),
)
