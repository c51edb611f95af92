"""How the time of each case and step stands, and the calendars: the read models."""

from services.sla.views.calendars import CALENDAR_VIEW
from services.sla.views.clocks import CLOCK_VIEW
from shared.names.documents import NAMES_VIEW

VIEWS = (CLOCK_VIEW, CALENDAR_VIEW, NAMES_VIEW)
