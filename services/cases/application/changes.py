"""What changes in cases as it is recorded: which case has come to which version, at which place."""

from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass

from services.cases.domain.case import CASE
from shared.contracts.cases.coordination import CoordinationEvent
from shared.eventstore.application import Application
from shared.eventstore.records import RecordedEvent
from shared.eventstore.wakeup import woken_or

_AT_ONCE = 500
#: How often it is looked whether to go on, in seconds.
_BREATH = 1.0
_STREAMS = f"{CASE.category}-"


@dataclass(frozen=True, slots=True)
class Change:
    """A case has come to a version; `case_number` is None where only the place in the log has moved."""

    place: int
    case_number: str | None = None
    version: int | None = None


async def changes(
    application: Application,
    after: int,
    readable: Collection[str] | None,
    goes_on: Callable[[], bool],
) -> AsyncIterator[Change]:
    """Each change behind a place that may be seen, in the log's order, while it is to go on.

    `readable`: the agencies whose cases may be seen, None for all; an agency sees those that ask it too.
    """
    place = after
    with application.wakeup.listening() as woken:
        while True:
            woken.clear()
            found = await application.read(application.store.log, place, _AT_ONCE)
            for one in found:
                place = one.notification_id or place
                if _may_see(one, readable):
                    yield Change(place, one.key, one.version)
            if not goes_on():
                break
            if not found:
                await woken_or(woken, min(_BREATH, application.poll_seconds))
    yield Change(place)


def _may_see(one: RecordedEvent, readable: Collection[str] | None) -> bool:
    if not one.stream.startswith(_STREAMS):
        return False
    if readable is None or one.event.agency in readable:
        return True
    return isinstance(one.event, CoordinationEvent) and one.event.asked_agency in readable
