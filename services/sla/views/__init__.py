"""How the time of each case, step and coordination stands, and the calendars: the read models."""

from services.sla.views.calendars import CALENDAR_VIEW
from services.sla.views.informed import CLOCK_VIEW
from services.sla.views.visits import VISIT_VIEW
from shared.names.documents import NAMES_VIEW

VIEWS = (CLOCK_VIEW, VISIT_VIEW, CALENDAR_VIEW, NAMES_VIEW)
