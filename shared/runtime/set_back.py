"""Whether a service's store has what its followers have, asked before the first command is taken.

Its topics, the services that it feeds, and its own read models each stand at an event of it. Where one that
others may have acted on is missing, nothing is written until an operator has decided. Where the read models
alone know more, and no number that they show is lost, they are built anew by themselves.
"""

from collections.abc import Sequence

import structlog

from shared.eventstore.errors import READ_MODELS
from shared.messaging.connection import Kafka
from shared.messaging.embedded import EmbeddedFeed
from shared.messaging.relay_checkpoint import TopicAhead, check_topics
from shared.runtime.hosted import HostedService

log = structlog.get_logger()


async def find_set_back(hosted: HostedService, feeds: Sequence[EmbeddedFeed], kafka: Kafka | None) -> None:
    """Tell the store's continuity what its followers know and it lacks; `feeds`: those of the process."""
    continuity = hosted.service.application.store.continuity
    if kafka is not None:
        try:
            await check_topics(hosted.service.application, hosted.mapper, kafka)
        except TopicAhead as ahead:
            continuity.set_back(ahead.topic, ahead.in_topic)
    for feed in feeds:
        if feed.source is hosted.service.application and (unfit := await feed.unfit()) is not None:
            continuity.set_back(feed.target.name, unfit.sequence)
    mark = await hosted.follower.unfit()
    if mark is None:
        return
    if continuity.found is None and (_is_decided(hosted, mark.epoch) or not await _lost_numbers(hosted)):
        hosted.follower.begin_again()
    else:
        continuity.set_back(READ_MODELS, mark.position)


def _is_decided(hosted: HostedService, epoch: int) -> bool:
    """Whether an operator has begun a new epoch since, which is the decision that the lost part is lost."""
    return hosted.epoch > max(epoch, 1)


async def _lost_numbers(hosted: HostedService) -> Sequence[str]:
    numbers = hosted.service.numbers
    return await numbers.lost(await numbers.shown()) if numbers is not None else ()
