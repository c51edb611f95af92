"""What a service has checked of itself by `tthc verify`: the form of every `checks.py`.

A check sees the store's own rows, in the order of the log: of its own service as they stand, of the services
that it follows as they publish them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import RecordedEvent
from shared.runtime.findings import Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An event of another service, as it publishes it, and the row that it comes from."""

    service: ServiceName
    event: Any
    recorded: RecordedEvent
    settled: bool  #: it stood in the log before readers were waited for: who follows has had time to take it


class Check(ABC):
    """Folds logs as they go by, those that it follows first, and compares at the end."""

    #: The services whose events it sees; where one of them isn't there, nothing is compared.
    follows: ClassVar[frozenset[ServiceName]] = frozenset()

    @abstractmethod
    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the service's own log."""

    def follow(self, followed: Followed) -> None:
        """See the next event of a service that is followed."""
        raise NotImplementedError(f"{type(self).__name__} follows {followed.service}")

    @abstractmethod
    async def finish(self, now: datetime, *, running: bool) -> None:
        """Tell what is missing. `running`: the services are at work, so what is due must have happened."""


#: Makes a service's checks for one run, which tell the findings.
Checks = Callable[[Findings], Sequence[Check]]


def no_checks(_findings: Findings) -> Sequence[Check]:
    """Of a service that has none."""
    return ()
