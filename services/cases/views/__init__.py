"""Where each case is now, what agencies ask each other, what codes are called, what was passed on."""

from services.cases.views import asked  # noqa: F401 - registers what it follows
from services.cases.views.cases import CASE_VIEW
from services.cases.views.coordinations import COORDINATION_VIEW
from services.cases.views.departures import DEPARTURE_VIEW
from services.cases.views.hand_overs import HAND_OVER_VIEW
from services.cases.views.names import CASE_NAMES_VIEW
from services.cases.views.passing import PASSING_VIEW
from services.cases.views.succession import SUCCESSION_VIEW

VIEWS = (
    CASE_VIEW,
    COORDINATION_VIEW,
    CASE_NAMES_VIEW,
    PASSING_VIEW,
    DEPARTURE_VIEW,
    HAND_OVER_VIEW,
    SUCCESSION_VIEW,
)
