"""Where each case is now, and what codes are called: the read models."""

from services.cases.views.cases import CASE_VIEW
from services.cases.views.names import CASE_NAMES_VIEW

VIEWS = (CASE_VIEW, CASE_NAMES_VIEW)
