"""Which services there are, and how each is built from settings."""

from collections.abc import Sequence
from importlib import import_module

from shared.contracts.topics import Service as ServiceName
from shared.deployment import PUBLISHERS, SERVICES
from shared.runtime.resources import Resources
from shared.runtime.service import Service, WebService
from shared.settings import Settings

#: Whom a deployment runs, with events of their own or without.
ALL_SERVICES: tuple[str, ...] = tuple(one.name for one in SERVICES)


def build_services(settings: Settings, names: Sequence[str] = ALL_SERVICES) -> list[WebService]:
    """The named services, those with events on their own stores and read models; not yet started."""
    resources = Resources(settings)
    return [_build(name, resources) for name in names]


def build_publishers(settings: Settings, names: Sequence[ServiceName] = PUBLISHERS) -> list[Service]:
    """The named services out of those that have events; not yet started."""
    return [service for service in build_services(settings, names) if isinstance(service, Service)]


def _build(name: str, resources: Resources) -> WebService:
    # Imported when it is needed: a process with one service doesn't load the other three.
    service: WebService = import_module(f"services.{name}.service").build(resources)
    return service
