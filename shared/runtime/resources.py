"""A service's own store and read models, made from the settings: nothing is shared between services."""

from collections.abc import Callable

from shared.contracts.topics import Service as ServiceName
from shared.documents.mongo import MongoDocuments
from shared.documents.port import Documents
from shared.documents.sqlite import SqliteDocuments
from shared.eventstore.environment import environment
from shared.eventstore.work import Limits
from shared.settings import Settings
from shared.telemetry import metrics


def store_environment(settings: Settings, service: ServiceName) -> dict[str, str]:
    """The eventsourcing library's settings for the service's store."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return environment(settings.postgres_url, settings.data_dir, service.value)


def documents(settings: Settings, service: ServiceName) -> Documents:
    """The service's read models: MongoDB where there is an URL, else a SQLite file in the data directory."""
    if settings.mongo_url:
        return MongoDocuments(settings.mongo_url, f"tthc_{service.value}")
    return SqliteDocuments(settings.data_dir / f"{service.value}.documents.sqlite")


def limits(settings: Settings) -> Limits:
    """How much one save of the store may carry."""
    return Limits(settings.event_bytes_maximum, settings.save_bytes_maximum)


def saved(service: ServiceName) -> Callable[[int, float], None]:
    """Counts a store's saves."""
    events = metrics.EVENTS_STORED.labels(service=service.value)
    size = metrics.GROUP_COMMIT_SIZE.labels(service=service.value)
    duration = metrics.GROUP_COMMIT_DURATION.labels(service=service.value)

    def count(saved_events: int, seconds: float) -> None:
        events.inc(saved_events)
        size.observe(saved_events)
        duration.observe(seconds)

    return count
