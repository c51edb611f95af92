"""The checks that the services bring themselves: they know what their stores are about."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import RecordedEvent
from shared.messaging.publication_mapper import PublicationMapper
from shared.runtime.checking import Check, Followed
from shared.runtime.findings import Findings
from shared.runtime.service import Service
from tthc.operations.checks.log import Taker


class ServiceChecks:
    """All services' own checks of one run."""

    def __init__(
        self,
        services: Sequence[Service],
        mappers: Mapping[ServiceName, PublicationMapper],
        horizons: Mapping[str, int],
        findings: Findings,
    ) -> None:
        self._mappers, self._horizons = mappers, horizons
        self._checks = {service.name: service.checks(findings) for service in services}

    def takers(self, service: ServiceName) -> Sequence[Taker]:
        """What is to see the log of a service: its own checks, and those that follow it."""
        following = [
            check for checks in self._checks.values() for check in checks if service in check.follows
        ]
        told = _Following(self._mappers[service], self._horizons[service.value], following)
        return [*self._checks[service], *([told] if following else [])]

    async def finish(self, now: datetime, *, running: bool) -> None:
        """Compare, once all logs were walked."""
        for checks in self._checks.values():
            for check in checks:
                if check.follows <= self._checks.keys():
                    await check.finish(now, running=running)


class _Following:
    """Shows a service's events to the checks of others, as the service publishes them."""

    def __init__(self, mapper: PublicationMapper, horizon: int, checks: Sequence[Check]) -> None:
        self._mapper, self._horizon, self._checks = mapper, horizon, checks

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event; what isn't told on the service's topic is nothing that another one follows."""
        publication = self._mapper.publication(recorded)
        if publication is None or publication.topic not in (None, self._mapper.topic):
            return
        followed = Followed(
            service=self._mapper.service,
            event=publication.event,
            recorded=recorded,
            settled=(recorded.notification_id or 0) <= self._horizon,
        )
        for check in self._checks:
            check.follow(followed)
