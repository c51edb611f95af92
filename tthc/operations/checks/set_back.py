"""Whether a store lacks what its followers stand at: read models, topics, the services that it feeds."""

from collections.abc import Mapping, Sequence

from shared.contracts.source import Source, identity
from shared.contracts.topics import Service as ServiceName
from shared.contracts.topics import Topic
from shared.documents.generations import Generations
from shared.eventstore.errors import READ_MODELS
from shared.eventstore.records import Position
from shared.runtime.findings import Area, Findings
from shared.runtime.service import Service
from tthc.operations.checks.topic_reading import TopicContent


class SetBackCheck:
    """Asks each store for the events that others know."""

    def __init__(self, services: Sequence[Service], findings: Findings) -> None:
        self._services: Mapping[ServiceName, Service] = {one.name: one for one in services}
        self._findings = findings

    async def compare(self, contents: Mapping[Topic, TopicContent]) -> None:
        """Tell each store that was set back, once for each who knows of it."""
        for service in self._services.values():
            await self._ask_views(service)
            await self._ask_readers(service)
        for topic, content in contents.items():
            for source, records in content.records.items():
                in_order = [one.event for one in records if one.before == one.event.prevsequence]
                newest = max(in_order, key=lambda event: event.sequence, default=None)
                if newest is not None:
                    told = identity(newest.id, newest.recordedtime)
                    await self._compare(source, topic.value, Position("", newest.sequence, identity=told))

    async def _ask_views(self, service: Service) -> None:
        for view in service.all_views:
            generations = Generations(service.documents, view)
            mark = await generations.mark((await generations.pointer()).serving, service.name.value)
            if await service.application.holds(mark.position, mark.identity):
                continue
            if max(mark.epoch, 1) < service.application.store.epoch:
                text = "shows a lost history; it is built anew when the service starts"
                self._findings.note(Area.READ_MODEL, f"{service.name.value} {view.name}", text)
            else:
                await self._tell(service, READ_MODELS, mark.position)
                return

    async def _ask_readers(self, service: Service) -> None:
        """The positions that a service keeps in the logs of others."""
        for position in await service.application.read(service.application.store.positions):
            parts = position.reader.split("|")
            if parts[0] == service.name.value and len(parts) > 2:
                try:
                    source = Source.parse(parts[1])
                except ValueError:
                    continue
                await self._compare(source, service.name.value, position)

    async def _compare(self, source: Source, follower: str, position: Position) -> None:
        service = self._services.get(source.service)
        if service is None or not source.epoch.isdecimal():
            return
        epoch, own = int(source.epoch), service.application.store.epoch
        if epoch > own or (
            epoch == own and not await service.application.holds(position.sequence, position.identity)
        ):
            await self._tell(service, follower, position.sequence)

    async def _tell(self, service: Service, follower: str, seen: int) -> None:
        last = await service.application.read(service.application.store.last_notification_id)
        self._findings.set_back(service.name.value, follower, seen, last)
