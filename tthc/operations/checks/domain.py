"""The checks that know what the stores are about: numbers, clocks, notifications."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from shared.contracts.topics import Service as ServiceName
from tthc.operations.checks.clocks import CaseEvents, ClockCheck
from tthc.operations.checks.log import StoreLog, Taker
from tthc.operations.checks.notifications import Conclusions, NotificationCheck
from tthc.operations.checks.numbers import NumberCheck
from tthc.operations.findings import Findings


class DomainChecks:
    """What is checked of the services that are there; a clock needs its cases, a notification its clock."""

    def __init__(
        self, logs: Mapping[ServiceName, StoreLog], horizons: Mapping[str, int], findings: Findings
    ) -> None:
        self._logs = logs
        self._numbers = NumberCheck(findings)
        self._cases = CaseEvents(horizons.get(ServiceName.CASES.value, 0))
        self._clocks = ClockCheck(self._cases, findings)
        self._conclusions = Conclusions()
        self._notifications = NotificationCheck(
            self._conclusions, horizons.get(ServiceName.SLA.value, 0), findings
        )

    def takers(self, service: ServiceName) -> Sequence[Taker]:
        """The checks that follow a service's log."""
        by_service: dict[ServiceName, list[Taker]] = {
            ServiceName.CASES: [self._numbers, self._cases],
            ServiceName.SLA: [self._clocks, self._conclusions],
            ServiceName.NOTIFY: [self._notifications],
        }
        return by_service.get(service, [])

    async def finish(self, now: datetime, *, running: bool) -> None:
        """Compare, once all logs were walked."""
        if ServiceName.CASES in self._logs:
            self._numbers.finish()
            if ServiceName.SLA in self._logs:
                await self._clocks.finish(self._logs[ServiceName.SLA], now, running=running)
        if ServiceName.SLA in self._logs and ServiceName.NOTIFY in self._logs:
            self._notifications.finish()
