"""A read model against a plain fold of its store's log, through the view's own functions, in memory."""

from collections.abc import AsyncIterator

from shared.documents.generations import Generations
from shared.documents.port import Document, full_name
from shared.documents.projection import Key, ProjectionSession, TrackedDocument, View
from shared.documents.values import plain
from shared.eventstore.records import RecordedEvent
from shared.runtime.findings import Area, Findings, differing
from shared.runtime.service import Service
from tthc.operations.checks.log import StoreLog
from tthc.operations.checks.waiting import Deadline

_PAGE = 1_000


class ViewCheck:
    """Folds one view while the log goes by."""

    def __init__(self, service: Service, view: View, horizon: int, findings: Findings) -> None:
        self.view = view
        self._service = service
        self._horizon = horizon
        self._findings = findings
        self._tracked: dict[Key, TrackedDocument] = {}
        self._floor: dict[Key, int] = {}  #: each document's version at the horizon
        self._session = ProjectionSession(self._tracked, by_place=view.by_place)
        self._generations = Generations(service.documents, view)

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        followed = self.view.projection(recorded.event)
        if followed is None:
            return
        project, keys = followed
        touched = list(keys(recorded))
        for key in touched:
            self._tracked.setdefault(key, TrackedDocument())
        self._session.begin_event(recorded)
        try:
            project(recorded, self._session)
        except Exception as error:  # a log with rows missing may not be foldable: it is told, and gone past
            where = f"{self._where} at {recorded.stream} version {recorded.version}"
            self._findings.disagree(Area.READ_MODEL, where, "an event that the view can follow", repr(error))
        if (recorded.notification_id or 0) <= self._horizon:
            self._floor |= {key: self._tracked[key].version for key in touched if self._tracked[key].version}

    async def wait(self, deadline: Deadline) -> None:
        """Wait until the view has come to the horizon; it is told if it doesn't."""
        await deadline.until(self._passed)

    async def compare(self, log: StoreLog) -> None:
        """Compare every document; what is written meanwhile is compared with the log as it is then."""
        generation = (await self._generations.pointer()).serving
        await self._compare_position(generation, log)
        unsure: list[tuple[Key, Document]] = []
        missing = {key for key, version in self._floor.items() if version}
        for collection in self.view.collections:
            async for document in self._documents(full_name(collection.name, generation)):
                key = (collection.name, document.id)
                missing.discard(key)
                if not self._agrees(key, document):
                    unsure.append((key, document))
        for collection_name, id in sorted(missing):
            version = self._floor[collection_name, id]
            self._tell((collection_name, id), f"a document at version {version}", "none")
        if unsure:
            await log.walk([self], log.ended, await log.end())
        for key, document in unsure:
            await self._judge(key, document, log)

    @property
    def _where(self) -> str:
        return f"{self._service.name.value} {self.view.name}"

    async def _passed(self) -> bool:
        generation = (await self._generations.pointer()).serving
        return await self._generations.position(generation, self._service.name.value) >= self._horizon

    async def _compare_position(self, generation: int, log: StoreLog) -> None:
        position = await self._generations.position(generation, self._service.name.value)
        end = await log.end()
        self._findings.checked["read models"] += 1
        where = f"{self._where} position"
        if position < self._horizon:
            self._findings.disagree(
                Area.READ_MODEL, where, f"at least {self._horizon}", f"{position}: behind"
            )
        elif position > end:
            self._findings.disagree(
                Area.READ_MODEL, where, f"at most {end}", f"{position}: ahead of the store"
            )

    async def _documents(self, stored: str) -> AsyncIterator[Document]:
        after = None
        while True:
            found = await self._service.documents.find(stored, limit=_PAGE, after=after)
            self._findings.checked["documents"] += len(found)
            for document in found:
                yield document
            if len(found) < _PAGE:
                return
            after = found[-1].cursor(())

    def _agrees(self, key: Key, document: Document) -> bool:
        tracked = self._tracked.get(key)
        return (
            tracked is not None
            and tracked.body is not None
            and tracked.version == document.version
            and plain(tracked.body) == document.body
        )

    async def _judge(self, key: Key, document: Document, log: StoreLog) -> None:
        """A document that isn't what the whole log makes of it: one of an earlier moment, or wrong."""
        tracked = self._tracked.get(key)
        if tracked is None or tracked.body is None or tracked.stream is None:
            self._tell(key, "no document", f"one at version {document.version}")
            return
        body, version = tracked.body, tracked.version
        if self._floor.get(key, 0) <= document.version < version:
            body, version = await self._at(key, tracked.stream, document.version, log)
        if version != document.version:
            self._tell(key, f"version {version}", f"version {document.version}")
        elif plain(body) != document.body:
            expected, found = differing(plain(body), document.body)
            self._tell(key, f"{expected} at version {version}", found)

    async def _at(self, key: Key, stream: str, version: int, log: StoreLog) -> tuple[dict[str, object], int]:
        """The document as its stream makes it up to a version, or the log up to a place."""
        earlier = ViewCheck(self._service, self.view, 0, Findings())
        if self.view.by_place:
            await log.walk([earlier], 0, version)
        for recorded in await log.stream(stream, version) if not self.view.by_place else ():
            earlier.take(recorded)
        tracked = earlier._tracked.get(key, TrackedDocument())
        return tracked.body or {}, tracked.version

    def _tell(self, key: Key, expected: str, found: str) -> None:
        self._findings.disagree(Area.READ_MODEL, f"{self._where} {key[0]}/{key[1]}", expected, found)
