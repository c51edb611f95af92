"""A new epoch for a store that was set back: nothing that it gave out is given again.

What it gave out and doesn't know is found where it went: in its read models, in the topics, and on the
embedded profile in the other stores.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from shared.contracts.topics import Service as ServiceName
from shared.deployment import PUBLISHERS
from shared.runtime.service import Service
from shared.settings import Settings
from tthc.operations.access import Operator
from tthc.operations.elsewhere import Elsewhere
from tthc.operations.errors import StillRunning
from tthc.operations.opening import opened
from tthc.operations.orders import services_named

#: Entered in the books, where whoever wonders about a number finds it.
REASON = "the store was restored from an older copy; the case is lost"


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """The epoch that began, and the numbers that are nobody's from now on."""

    service: str
    epoch: int
    voided: Sequence[str]
    passed_over: Sequence[str] = ()  #: of those that people know: a book has them, or they are no numbers


async def new_epoch(
    settings: Settings, operator: Operator, name: str, *, force: bool, given_out: Collection[str] = ()
) -> NewEpoch:
    """Begin a new epoch of a store that was restored from a backup. Raises StillRunning.

    `given_out`: numbers of which only people know, from a receipt for instance.
    """
    (service,) = services_named([name])
    if not force and await operator.answers(service):
        url = settings.url_of(service)
        raise StillRunning(service=name, url=url, where=url)
    names = [service] if settings.kafka_bootstrap_servers else PUBLISHERS
    async with opened(settings, names, writing=True) as services:
        begun = await _begin(settings, service, services, set(given_out))
    return replace(begun, passed_over=sorted(set(given_out).difference(begun.voided)))


async def _begin(
    settings: Settings, name: ServiceName, services: Sequence[Service], given_out: set[str]
) -> NewEpoch:
    found = next(one for one in services if one.name is name)
    elsewhere = Elsewhere()
    await elsewhere.of_topics(settings)
    for other in services:
        if other is not found:
            await elsewhere.of_store(other)
    given_out |= elsewhere.keys
    voided: Sequence[str] = ()
    if found.numbers is not None:  # first, so that a new epoch never begins without them
        given_out.update(await found.numbers.shown())
        voided = await found.numbers.void(given_out, REASON)
    store, latest = found.application.store, elsewhere.latest_epoch(name)
    return NewEpoch(name.value, await found.application.read(store.new_epoch, latest), voided)
