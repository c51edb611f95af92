"""A store and itself: every stream without gap or double, as its events come by in the order of the log."""

from shared.eventstore.records import RecordedEvent
from tthc.operations.findings import Area, Findings


class StreamCheck:
    """Counts the versions of each stream of a store."""

    def __init__(self, service: str, horizon: int, findings: Findings) -> None:
        self.versions: dict[str, int] = {}
        self.versions_at_horizon: dict[str, int] = {}
        self._service = service
        self._horizon = horizon
        self._findings = findings

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        stream, version = recorded.stream, recorded.version
        expected = self.versions.get(stream, 0) + 1
        where = f"{self._service} {stream}"
        if version > expected:
            missing = f"version {expected}" if version == expected + 1 else f"versions {expected} to {version - 1}"
            self._findings.disagree(
                Area.STORE, f"{where} {missing}", "an event", f"none (the next is version {version})"
            )
        elif version < expected:
            found = f"again at {recorded.notification_id}, behind version {expected - 1}"
            self._findings.disagree(Area.STORE, f"{where} version {version}", "one event in its place", found)
        self.versions[stream] = max(version, expected - 1)
        if (recorded.notification_id or 0) <= self._horizon:
            self.versions_at_horizon[stream] = self.versions[stream]
