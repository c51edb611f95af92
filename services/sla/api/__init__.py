"""The sla service over HTTP."""

from services.sla.api.calendar_commands import calendar_commands
from services.sla.api.calendars import calendars
from services.sla.api.clocks import clocks
from services.sla.api.coordinations import coordinations
from services.sla.api.figures import late_figures
from services.sla.api.informed import informed
from services.sla.api.lists import lists
from services.sla.api.reports import reports
from services.sla.api.scorecards import scorecards
from services.sla.api.work import work

ROUTERS = (
    clocks,
    late_figures,
    lists,
    coordinations,
    work,
    informed,
    scorecards,
    reports,
    calendar_commands,
    calendars,
)
