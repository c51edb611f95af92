"""A service's own store and read models, made from the settings: nothing is shared between services."""

from collections.abc import Sequence
from typing import Any, TypeVar

from shared.access_log.log import AccessLog
from shared.contracts.topics import Service as ServiceName
from shared.decider import Decider
from shared.documents.opening import access_log_documents, access_log_file, documents
from shared.documents.port import Documents
from shared.eventstore.application import Application
from shared.eventstore.environment import environment
from shared.eventstore.unit_of_work import Limits
from shared.messaging.consumer import CONSUMED
from shared.runtime.observing import observe_store
from shared.settings import Settings

A = TypeVar("A", bound=Application)


class Resources:
    """Makes what a service stands on."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        settings.data_dir.mkdir(parents=True, exist_ok=True)

    def application(self, kind: type[A], service: ServiceName, aggregates: Sequence[Decider[Any]]) -> A:
        """The service's application, on PostgreSQL where there is an URL, else on SQLite."""
        settings = self.settings
        return kind(
            service.value,
            (*aggregates, *CONSUMED),
            self.store_environment(service),
            cache_size=settings.aggregate_cache_size,
            limits=Limits(settings.event_bytes_maximum, settings.save_bytes_maximum),
            observer=observe_store(service),
        )

    def store_environment(self, service: ServiceName) -> dict[str, str]:
        """The eventsourcing library's settings for the service's store."""
        return environment(self.settings.postgres_url, self.settings.data_dir, service.value)

    def documents(self, service: ServiceName) -> Documents:
        """The service's read models."""
        return documents(self.settings.mongo_url, self.settings.data_dir, service)

    def access_log(self, service: ServiceName) -> AccessLog:
        """Who looked at what the service shows of cases."""
        mongo_url, data_dir = self.settings.mongo_url, self.settings.data_dir
        return AccessLog(
            service.value,
            access_log_documents(mongo_url, data_dir, service),
            self.settings.access_log_days,
            file=None if mongo_url else access_log_file(data_dir, service),
        )
