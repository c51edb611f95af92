"""The services of a deployment: how each is called, where it listens, and whether it has events of its own.

Who publishes and who is hosted are two things: a portal, say, is an application at a port, and has no topic,
no store and no read models. Settings and the command line take these facts from here; what can't import them
(compose, Prometheus, scripts, import contracts, pages) is compared by tests/unit/deploy/test_services.py.
"""

from dataclasses import dataclass

from shared.contracts.topics import SERVICE_TOPICS, Service, Topic

_METRICS_BEYOND, _LAST_PORT = 1000, 65535


def database_of(service: str) -> str:
    """The database of a service's events, and of its read models: in PostgreSQL and in MongoDB."""
    return f"tthc_{service}"


def metrics_port(port: int) -> int:
    """The port of the metrics of a process that serves at `port`, if the settings say nothing else."""
    return port + _METRICS_BEYOND if port + _METRICS_BEYOND <= _LAST_PORT else port - _METRICS_BEYOND


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployedService:
    """A service as it is deployed."""

    name: str
    port: int  #: where it listens if the settings say nothing else
    events: bool = True  #: whether it stores and publishes events, in a database and on a topic of its own

    @property
    def publisher(self) -> Service | None:
        """Its name among those who publish."""
        return Service(self.name) if self.events else None

    @property
    def topic(self) -> Topic | None:
        """The topic of its events."""
        return SERVICE_TOPICS[Service(self.name)] if self.events else None

    @property
    def database(self) -> str | None:
        """The name of its database."""
        return database_of(self.name) if self.events else None

    @property
    def port_setting(self) -> str:
        """The setting of its port."""
        return f"{self.name}_port"


#: Sources of events before those that follow them.
SERVICES = (
    DeployedService(name="catalog", port=8101),
    DeployedService(name="cases", port=8102),
    DeployedService(name="sla", port=8103),
    DeployedService(name="notify", port=8104),
)
#: Those who publish, in the same order.
PUBLISHERS: tuple[Service, ...] = tuple(one.publisher for one in SERVICES if one.publisher is not None)
DEFAULT_PORTS = {one.name: one.port for one in SERVICES}
