"""Which agencies there are, in which rollout wave each, and from when on some are no more."""

from dataclasses import dataclass

from services.sla.domain.rollout import EndNoted, WaveNoted
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View


@dataclass(slots=True, kw_only=True)
class AgencyWaveDocument:
    """An agency, and what figures go by."""

    agency: str
    wave: int | None = None
    ended_from: str | None = None  #: a day; None: it goes on


AGENCY_WAVES = Collection("agency_waves", document=AgencyWaveDocument)


def _agency(event: RecordedEvent) -> list[Key]:
    return [(AGENCY_WAVES.name, event.key)]


ROLLOUT_VIEW = View("rollout", AGENCY_WAVES, keys=_agency)


def _changed(event: RecordedEvent, session: ProjectionSession) -> AgencyWaveDocument:
    document = session.document(AGENCY_WAVES, event.key) or AgencyWaveDocument(agency=event.key)
    session.put(AGENCY_WAVES.name, event.key, document, event.version)
    return document


@ROLLOUT_VIEW.on(WaveNoted)
def _wave_noted(event: RecordedEvent, session: ProjectionSession) -> None:
    _changed(event, session).wave = event.event.wave


@ROLLOUT_VIEW.on(EndNoted)
def _end_noted(event: RecordedEvent, session: ProjectionSession) -> None:
    _changed(event, session).ended_from = event.event.ended_from.isoformat()
