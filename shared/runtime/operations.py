"""What operators may ask of a running service: progress, dead letters, republishing, rebuilding."""

from collections.abc import Sequence
from functools import cache
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.documents.aside import SetAside, set_aside
from shared.eventstore.backup import BackupDamaged, NotInFile
from shared.eventstore.errors import StoreSetBack
from shared.http.problems import refusals
from shared.http.routing import Router
from shared.kernel import Role
from shared.runtime.answers import Progress, Rebuilt, Republishing, Statistics
from shared.runtime.backup import BACKUP_NAME, BackedUp, backed_up, backups_folder
from shared.runtime.clock_routes import clock_routes
from shared.runtime.dead_letter_routes import dead_letter_routes
from shared.runtime.injected import Hosted
from shared.runtime.rebuilding import rebuild_by_name

Operator = Annotated[Principal, allow(Role.OPERATOR)]


class BackupOrder(BaseModel):
    """Which backup a copy belongs to."""

    name: str = Field(pattern=BACKUP_NAME, description="the folder under `backups` in the data directory")


def operations() -> Sequence[APIRouter]:
    """The operators' routes, under `/operations`: side by side, as each is taken at once."""
    return _of_the_whole(), clock_routes(), dead_letter_routes()


@cache
def _of_the_whole() -> APIRouter:
    router = Router(prefix="/operations", tags=["operations"])

    @router.get("/progress", summary="How far the relay, the consumers and the views have come")
    async def progress(_: Operator, hosted: Hosted) -> Progress:
        return Progress(**await hosted.progress())

    @router.get("/statistics", summary="How many events of each type the store holds, of those it publishes")
    async def statistics(_: Operator, hosted: Hosted) -> Statistics:
        counts = await hosted.service.application.read(hosted.service.application.store.count_by_type)
        classes = hosted.service.application.store.mapper.classes
        published = {kind.__name__ for kind in classes if hosted.mapper.tells(kind)}
        by_type = {name: count for name, count in counts.items() if name in published}
        return Statistics(service=hosted.service.name.value, events_by_type=by_type)

    @router.post("/republish", status_code=202, summary="Fill the topic again from the store's beginning")
    async def republish(_: Operator, hosted: Hosted) -> Republishing:
        hosted.republish()
        return Republishing(service=hosted.service.name.value)

    @router.get("/views/set-aside", summary="The documents of read models that can't be written")
    async def aside(_: Operator, hosted: Hosted) -> list[SetAside]:
        return await set_aside(hosted.service.documents, hosted.views)

    @router.post(
        "/views/{view}/rebuild",
        summary="Build a read model anew while the old one serves",
        responses=refusals(StoreSetBack),
    )
    async def rebuild_view(view: str, _: Operator, hosted: Hosted) -> Rebuilt:
        return await rebuild_by_name(hosted, view)

    @router.post(
        "/backup",
        summary="Copy the store as it is now into the data directory, while it is in use",
        responses=refusals(NotInFile, BackupDamaged),
    )
    async def back_up(order: BackupOrder, _: Operator, hosted: Hosted) -> BackedUp:
        folder = backups_folder(hosted.settings.data_dir) / order.name
        return await backed_up(hosted.service, folder)

    return router
