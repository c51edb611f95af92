"""What a service is made of: the form of every `service.py`."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol

from fastapi import APIRouter

from shared.access_log.log import AccessLog
from shared.contracts.publication import Translations
from shared.contracts.topics import Service as ServiceName
from shared.documents.port import Documents
from shared.documents.projection import View
from shared.eventstore.application import Application
from shared.messaging.dead_letter_view import DEAD_LETTER_VIEW
from shared.messaging.dead_letters import DeadLetterAdded, published
from shared.messaging.publication_mapper import PublicationMapper
from shared.messaging.subscription import Subscription
from shared.runtime.checking import Checks, no_checks

#: Work that goes on beside the requests until it is cancelled, such as a sweeper.
Background = Callable[[], Awaitable[None]]


class Numbers(Protocol):
    """What a service gives out and must never give again, also if its store is set back."""

    async def shown(self) -> Collection[str]:
        """Those that its read models show."""

    async def lost(self, given_out: Collection[str]) -> list[str]:
        """Those of them that its store doesn't know to be given out; what isn't one is passed over."""

    async def void(self, given_out: Collection[str], reason: str) -> list[str]:
        """Enter those that are lost, so that nobody gets them; which they are."""


async def _nothing_owed() -> int:
    """Of a service that does nothing in parts."""
    return 0


def routers_in(module: str) -> Callable[[], Sequence[APIRouter]]:
    """The `ROUTERS` of a module, which is imported when they are asked for.

    Making hundreds of them takes seconds: a command that asks one service does without the others'.
    """

    def routers() -> Sequence[APIRouter]:
        found: Sequence[APIRouter] = import_module(module).ROUTERS
        return found

    return routers


@dataclass(frozen=True, slots=True, kw_only=True)
class WebService:
    """A service that is an application at a port and nothing else, wired and not yet started."""

    name: str
    routers: Callable[[], Sequence[APIRouter]] = tuple  #: asked for when it is served
    queries: Any = None  #: what routes are given to ask with
    prepare: Background | None = None  #: done once at each start, before anything else
    background: Sequence[Background] = field(default=())
    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(WebService):
    """A service that has events of its own besides: a store, a topic, and read models."""

    name: ServiceName
    application: Application
    documents: Documents
    translations: Translations = field(default_factory=dict)
    subscriptions: Sequence[Subscription] = ()
    views: Sequence[View] = ()
    numbers: Numbers | None = None
    access_log: AccessLog | None = None  #: of a service that shows cases one by one
    owed: Callable[[], Awaitable[int]] = _nothing_owed  #: how many chains of saves are in their middle
    checks: Checks = no_checks  #: what `tthc verify` asks of it besides what it asks of every service

    @property
    def all_views(self) -> tuple[View, ...]:
        """Its own views, and that of its dead letters."""
        return (*self.views, DEAD_LETTER_VIEW)

    def mapper(self, address: str) -> PublicationMapper:
        """Makes records of its events and its dead letters, for a deployment with this address."""
        translations = {**self.translations, DeadLetterAdded: published}
        return PublicationMapper(self.name, translations, address, self.application.store.epoch)
