"""The service as a scenario: given what it knows, when another service tells an event, then these entries."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from services.notify.consumers import SUBSCRIPTIONS
from services.notify.domain.deciders import DECIDERS
from shared.contracts.declaring import type_of
from shared.contracts.topics import Topic
from shared.decider import Decider
from shared.eventstore.application import Application
from shared.eventstore.environment import sqlite_environment
from shared.eventstore.unit_of_work import UnitOfWork

#: Events by the decider and the key of the aggregate that they happened to.
Known = Mapping[tuple[Decider[Any], str], Sequence[Any]]


async def knowing(folder: Path, known: Known) -> Application:
    """The service with a store in which this has happened."""
    application = Application("notify", DECIDERS, sqlite_environment(folder, "notify"))
    application.start()

    def happen(work: UnitOfWork) -> None:
        for (decider, key), events in known.items():
            work.append(decider, key, events, correlation=key)

    await application.execute(happen)
    return application


async def take(application: Application, topic: Topic, event: Any, cause: str = "0f") -> list[Any]:
    """The events that the service makes of one of another service."""
    now = datetime.now(UTC)
    message: Any = SimpleNamespace(
        id=cause, version=9, epoch=1, time=now, cloud=SimpleNamespace(recordedtime=now)
    )
    before = await application.read(application.store.last_notification_id)
    (readings,) = (one.readings for one in SUBSCRIPTIONS if one.topic is topic)

    def react(work: UnitOfWork) -> None:
        for reading in readings[type_of(type(event))]:
            reading.reaction(work, event, message)

    await application.execute(react)
    return [one.event for one in await application.read(application.store.log, before, 100)]
