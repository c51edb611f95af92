"""Which services there are, and how each is built from settings."""

from collections.abc import Sequence
from importlib import import_module

from shared.contracts.topics import Service as ServiceName
from shared.runtime.resources import Resources
from shared.runtime.service import Service
from shared.settings import Settings

ALL_SERVICES: tuple[ServiceName, ...] = tuple(ServiceName)


def build_services(settings: Settings, names: Sequence[ServiceName] = ALL_SERVICES) -> list[Service]:
    """The named services on their own stores and read models, not yet started."""
    resources = Resources(settings)
    return [_build(name, resources) for name in names]


def _build(name: ServiceName, resources: Resources) -> Service:
    # Imported when it is needed: a process with one service doesn't load the other three.
    service: Service = import_module(f"services.{name.value}.service").build(resources)
    return service
