"""Who was who, as the log of the notify store goes by."""

from collections import defaultdict
from datetime import datetime

from services.notify.domain.deciders import DIRECTORY
from services.notify.domain.directory import DelegationReplicated, Directory, OfficialReplicated
from services.notify.domain.known_people import KnownPeople
from services.notify.domain.leaders import LeadingAgencyNoted
from shared.eventstore.records import RecordedEvent


class PeopleThen:
    """The people of every agency at this place of the log, and at each earlier moment."""

    def __init__(self) -> None:
        self._directories: dict[str, Directory] = {}
        self._listed: dict[str, list[tuple[datetime, OfficialReplicated | DelegationReplicated]]] = (
            defaultdict(list)
        )
        self._leading: dict[str, datetime] = {}

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        match recorded.event:
            case OfficialReplicated() | DelegationReplicated() as event:
                directory = self._directories.get(event.agency) or DIRECTORY.initial()
                self._directories[event.agency] = DIRECTORY.evolve(directory, event)
                self._listed[event.agency].append((recorded.recorded_at, event))
            case LeadingAgencyNoted() as event:
                self._leading.setdefault(event.agency, recorded.recorded_at)

    def now(self) -> KnownPeople:
        """As they are at this place."""
        return KnownPeople(
            tuple(self._leading), lambda agency: self._directories.get(agency) or DIRECTORY.initial()
        )

    def before(self, moment: datetime) -> KnownPeople:
        """As they were, for certain, before what was recorded elsewhere at that moment could arrive."""

        def directory(agency: str) -> Directory:
            listed = self._listed.get(agency, [])
            return DIRECTORY.fold(event for at, event in listed if at < moment)

        return KnownPeople(tuple(one for one, at in self._leading.items() if at < moment), directory)
