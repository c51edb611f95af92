"""Who works no more where they once did: whose steps the sweeper looks for."""

from dataclasses import dataclass

from services.cases.domain.directory import OfficialReplicated
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View


@dataclass(slots=True, kw_only=True)
class DepartureDocument:
    """An official who left divisions of an agency."""

    agency: str
    official: str
    divisions: list[str]  #: that they left, and didn't come back to
    noted: int  #: the version of the agency's stream here that said so last


DEPARTURES = Collection("departures", indexes=(("agency",),), document=DepartureDocument)


def _official(event: RecordedEvent) -> list[Key]:
    return [(DEPARTURES.name, f"{event.key}:{event.event.official}")]


DEPARTURE_VIEW = View("departures", DEPARTURES, keys=_official)


@DEPARTURE_VIEW.on(OfficialReplicated)
def _told(event: RecordedEvent, session: ProjectionSession) -> None:
    """Who has left nothing has no document; whoever comes back keeps one that names nothing."""
    told: OfficialReplicated = event.event
    ((collection, key),) = _official(event)
    if not told.left and session.document(DEPARTURES, key) is None:
        return
    document = DepartureDocument(
        agency=event.key,
        official=told.official,
        divisions=[one.division for one in told.left],
        noted=event.version,
    )
    session.put(collection, key, document, event.version)
