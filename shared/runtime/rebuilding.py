"""Builds read models anew, out of the service's whole log, while the old ones serve."""

from collections.abc import AsyncIterator, Mapping, Sequence

from shared.documents.projector import rebuild
from shared.errors import NotFound, Text
from shared.eventstore.application import Application
from shared.eventstore.records import RecordedEvent
from shared.runtime.answers import Rebuilt
from shared.runtime.hosted import HostedService

_SCAN = 1_000

#: What a view is called.
VIEW_IN_WORDS = Text("mô hình đọc", "view")


async def rebuild_by_name(hosted: HostedService, name: str) -> Rebuilt:
    """Rebuild one view of a service."""
    service = hosted.service
    for view in hosted.views:
        if view.name == name:
            sources: Mapping[str, AsyncIterator[Sequence[RecordedEvent]]] = {
                service.name.value: whole_log(service.application)
            }
            generation = await rebuild(service.documents, view, sources)
            return Rebuilt(view=name, generation=generation)
    raise NotFound(what=VIEW_IN_WORDS, key=name)


async def whole_log(application: Application) -> AsyncIterator[Sequence[RecordedEvent]]:
    """A store's log from its beginning to where it ends now, in batches."""
    at, last = 0, await application.read(application.store.last_notification_id)
    while at < last:
        events = await application.log(at, _SCAN)
        if not events:
            return
        yield events
        at = events[-1].notification_id or last
