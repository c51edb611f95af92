"""Builds read models anew, out of the service's whole log, while the old ones serve."""

from collections.abc import AsyncIterator, Mapping, Sequence

from shared.documents.projector import rebuild
from shared.errors import NotFound, Text
from shared.eventstore.records import RecordedEvent
from shared.runtime.answers import Rebuilt
from shared.runtime.hosted import HostedService
from shared.runtime.projecting import whole_log

#: What a view is called.
VIEW_IN_WORDS = Text("mô hình đọc", "view")


async def rebuild_by_name(hosted: HostedService, name: str) -> Rebuilt:
    """Rebuild one view of a service. Raises `StoreSetBack`: only the view may still know what is lost."""
    service = hosted.service
    service.application.store.continuity.require_for_writing()
    for view in hosted.views:
        if view.name == name:
            sources: Mapping[str, AsyncIterator[Sequence[RecordedEvent]]] = {
                service.name.value: whole_log(service.application)
            }
            generation = await rebuild(service.documents, view, sources, epoch=hosted.epoch)
            return Rebuilt(view=name, generation=generation)
    raise NotFound(what=VIEW_IN_WORDS, key=name)
