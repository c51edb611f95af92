"""What a service is made of: the form of every `service.py`."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter

from shared.contracts.publication import Translations
from shared.contracts.topics import Service as ServiceName
from shared.documents.port import Documents
from shared.documents.projection import View
from shared.eventstore.application import Application
from shared.messaging.subscription import Subscription
from shared.runtime.checking import Checks, no_checks

#: Work that goes on beside the requests until it is cancelled, such as a sweeper.
Background = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service, wired and not yet started."""

    name: ServiceName
    application: Application
    documents: Documents
    translations: Translations = field(default_factory=dict)
    subscriptions: Sequence[Subscription] = ()
    views: Sequence[View] = ()
    routers: Sequence[APIRouter] = ()
    queries: Any = None  #: what routes are given to ask the read models
    checks: Checks = no_checks  #: what `tthc verify` asks of it besides what it asks of every service
    prepare: Background | None = None  #: done once at each start, before anything else
    background: Sequence[Background] = field(default=())
    title: str = ""
    description: str = ""
