"""All routes of the service."""

from services.sla.api.calendar_commands import calendar_commands
from services.sla.api.calendar_previews import calendar_previews
from services.sla.api.calendar_years import calendar_years
from services.sla.api.calendars import calendars
from services.sla.api.clocks import clocks
from services.sla.api.coordinations import coordinations
from services.sla.api.deadline_policies import deadline_policies
from services.sla.api.escalations import escalations
from services.sla.api.evaluation_closing import evaluation_closing
from services.sla.api.evaluation_commands import evaluation_commands
from services.sla.api.evaluation_policies import evaluation_policies
from services.sla.api.evaluations import evaluations
from services.sla.api.figures import late_figures
from services.sla.api.informed import informed
from services.sla.api.lists import lists
from services.sla.api.province import province
from services.sla.api.reports import reports
from services.sla.api.scorecard_acts import scorecard_acts
from services.sla.api.scorecards import scorecards
from services.sla.api.work import work

ROUTERS = (
    clocks,
    late_figures,
    province,
    lists,
    coordinations,
    work,
    informed,
    escalations,
    deadline_policies,
    scorecards,
    scorecard_acts,
    evaluations,
    evaluation_policies,
    evaluation_closing,
    evaluation_commands,
    reports,
    calendar_commands,
    calendar_previews,
    calendar_years,
    calendars,
)
