"""How the time of each case, step and coordination stands, and the calendars: the read models."""

from services.sla.views.calendars import CALENDAR_VIEW
from services.sla.views.escalations import CLOCK_VIEW, POLICY_VIEW
from services.sla.views.reports import REPORT_VIEW
from services.sla.views.rollout import ROLLOUT_VIEW
from services.sla.views.staff import STAFF_VIEW
from services.sla.views.visits import VISIT_VIEW
from shared.names.documents import NAMES_VIEW

VIEWS = (
    CLOCK_VIEW,
    VISIT_VIEW,
    CALENDAR_VIEW,
    POLICY_VIEW,
    NAMES_VIEW,
    STAFF_VIEW,
    ROLLOUT_VIEW,
    REPORT_VIEW,
)
