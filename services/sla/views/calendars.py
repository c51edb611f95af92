"""The calendars, and when each changed last."""

from services.sla.domain import calendar_events as events
from services.sla.views.documents import CALENDARS, CalendarDocument
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant

CALENDAR_VIEW = View("calendars", CALENDARS, keys=lambda event: [(CALENDARS.name, event.key)])


@CALENDAR_VIEW.on(events.CalendarDefined)
def _calendar_defined(event: RecordedEvent, session: ProjectionSession) -> None:
    defined: events.CalendarDefined = event.event
    calendar = CalendarDocument(
        code=event.key,
        time_zone=defined.time_zone,
        version=event.version,
        defined_at=instant(defined.defined_at),
        changed_at=instant(event.recorded_at),
    )
    session.put(CALENDARS.name, event.key, calendar, event.version)


@CALENDAR_VIEW.on(
    events.HolidayAdded,
    events.MakeUpDayAdded,
    events.LocalDifferenceAdded,
    events.DayConfirmed,
    events.DayCleared,
)
def _calendar_changed(event: RecordedEvent, session: ProjectionSession) -> None:
    calendar = session.document(CALENDARS, event.key)
    assert calendar is not None, f"{event.stream} has no first event"
    calendar.version, calendar.changed_at = event.version, instant(event.recorded_at)
    session.put(CALENDARS.name, event.key, calendar, event.version)
