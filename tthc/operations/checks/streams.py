"""A store and itself: every stream without gap or double, as its events come by in the order of the log."""

from shared.eventstore.records import RecordedEvent
from shared.runtime.findings import Area, Findings


class StreamCheck:
    """Counts the versions of each stream of a store."""

    def __init__(self, service: str, findings: Findings) -> None:
        self._versions: dict[str, int] = {}
        self._service = service
        self._findings = findings

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        stream, version = recorded.stream, recorded.version
        expected = self._versions.get(stream, 0) + 1
        where = f"{self._service} {stream}"
        if version > expected:
            missing = (
                f"version {expected}" if version == expected + 1 else f"versions {expected} to {version - 1}"
            )
            self._findings.disagree(
                Area.STORE, f"{where} {missing}", "an event", f"none (the next is version {version})"
            )
        elif version < expected:
            found = f"again at {recorded.notification_id}, behind version {expected - 1}"
            self._findings.disagree(Area.STORE, f"{where} version {version}", "one event in its place", found)
        self._versions[stream] = max(version, expected - 1)
