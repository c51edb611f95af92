"""What operators may ask of a running service: progress, dead letters, republishing, rebuilding."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.documents.generations import Generations
from shared.documents.port import full_name
from shared.documents.projector import rebuild
from shared.documents.query import Sort, eq
from shared.errors import NotFound
from shared.eventstore.application import Application, new_context
from shared.eventstore.backup import BackupDamaged, NotInFile
from shared.eventstore.records import RecordedEvent
from shared.http.problems import refusals
from shared.kernel import Role
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.dead_letter_view import DEAD_LETTER_VIEW, DEAD_LETTERS
from shared.messaging.dead_letters import DEAD_LETTER
from shared.messaging.retrying import drop, retry
from shared.runtime.backup import BACKUP_NAME, BackedUp, backed_up, backups_folder
from shared.runtime.hosted import HostedService

Operator = Annotated[Principal, allow(Role.OPERATOR)]
_SCAN = 1_000


class BackupOrder(BaseModel):
    """Which backup a copy belongs to."""

    name: str = Field(pattern=BACKUP_NAME, description="the folder under `backups` in the data directory")


class DropOrder(BaseModel):
    """Why a dead letter is not wanted."""

    reason: str = Field(min_length=1, max_length=500)


def operations(hosted: HostedService) -> APIRouter:
    """The operators' routes of one service, under `/operations`."""
    router = APIRouter(prefix="/operations", tags=["operations"])

    @router.get("/progress", summary="How far the relay, the consumers and the views have come")
    async def progress(_: Operator) -> dict[str, Any]:
        return await hosted.progress()

    @router.get("/statistics", summary="How many events of each type the store holds, of those it publishes")
    async def statistics(_: Operator) -> dict[str, Any]:
        counts = await hosted.service.application.read(hosted.service.application.store.count_by_type)
        classes = hosted.service.application.store.mapper.classes
        published = {kind.__name__ for kind in classes if hosted.mapper.tells(kind)}
        by_type = {name: count for name, count in counts.items() if name in published}
        return {"service": hosted.service.name.value, "events_by_type": by_type}

    @router.post("/republish", status_code=202, summary="Fill the topic again from the store's beginning")
    async def republish(_: Operator) -> dict[str, Any]:
        hosted.republish()
        return {"service": hosted.service.name.value, "status": "republishing"}

    @router.post("/views/{view}/rebuild", summary="Build a read model anew while the old one serves")
    async def rebuild_view(view: str, _: Operator) -> dict[str, Any]:
        return await rebuild_by_name(hosted, view)

    @router.post(
        "/backup",
        summary="Copy the store as it is now into the data directory, while it is in use",
        responses=refusals(NotInFile, BackupDamaged),
    )
    async def back_up(order: BackupOrder, _: Operator) -> BackedUp:
        folder = backups_folder(hosted.settings.data_dir) / order.name
        return await backed_up(hosted.service, folder)

    _dead_letters(router, hosted)
    return router


def _dead_letters(router: APIRouter, hosted: HostedService) -> None:
    application, documents = hosted.service.application, hosted.service.documents

    @router.get("/dead-letters", summary="Dead letters, the newest first")
    async def list_letters(
        _: Operator,
        status: DeadLetterStatus = DeadLetterStatus.WAITING,
        limit: Annotated[int, Query(ge=1, le=20_000)] = 100,
    ) -> dict[str, Any]:
        generation = (await Generations(documents, DEAD_LETTER_VIEW).pointer()).serving
        stored = full_name(DEAD_LETTERS.name, generation)
        where = [eq("status", status.value)]
        found = await documents.find(stored, where, [Sort("added_at", descending=True)], limit)
        return {"count": await documents.count(stored, where), "letters": [item.body for item in found]}

    @router.get("/dead-letters/{key}", summary="One dead letter, with its stack and its record")
    async def show_letter(key: str, _: Operator) -> dict[str, Any]:
        letter, _version = await application.state(DEAD_LETTER, key)
        if letter.added is None:
            raise NotFound(what="dead letter", key=key)
        return {"status": letter.status, **{n: getattr(letter.added, n) for n in letter.added.__slots__}}

    @router.post("/dead-letters/{key}/retry", summary="Process a dead letter after all")
    async def retry_letter(key: str, who: Operator) -> dict[str, Any]:
        consumer = _consumer_of(hosted.consumers, key)
        return await application.execute(retry(consumer, key, who.id), new_context()) or {}

    @router.post("/dead-letters/{key}/drop", summary="Decide that a dead letter is not wanted")
    async def drop_letter(key: str, order: DropOrder, who: Operator) -> dict[str, Any]:
        return await application.execute(drop(key, who.id, order.reason), new_context()) or {}


def _consumer_of(consumers: Sequence[Consumer], key: str) -> Consumer:
    for consumer in consumers:
        if key.startswith(f"{consumer.subscription.group}.{consumer.subscription.topic.value}."):
            return consumer
    raise NotFound(what="dead letter", key=key)


async def rebuild_by_name(hosted: HostedService, name: str) -> dict[str, Any]:
    """Rebuild one view of a service."""
    service = hosted.service
    for view in hosted.views:
        if view.name == name:
            sources: Mapping[str, AsyncIterator[Sequence[RecordedEvent]]] = {
                service.name.value: whole_log(service.application)
            }
            generation = await rebuild(service.documents, view, sources)
            return {"view": name, "generation": generation}
    raise NotFound(what="view", key=name)


async def whole_log(application: Application) -> AsyncIterator[Sequence[RecordedEvent]]:
    """A store's log from its beginning to where it ends now, in batches."""
    at, last = 0, await application.read(application.store.last_notification_id)
    while at < last:
        events = await application.log(at, _SCAN)
        if not events:
            return
        yield events
        at = events[-1].notification_id or last
