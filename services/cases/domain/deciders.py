"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from services.cases.domain import (
    announcing_lateness,
    asking_extension,
    assigning,
    attaching,
    cancelling,
    clearing_return,
    commenting,
    completing_case,
    completing_step,
    correcting_subject,
    delegation,
    ending_history,
    extending,
    handing_off,
    linking,
    marking,
    objective_causes,
    opening,
    receiving,
    refusing,
    releasing,
    reopening,
    reopening_case,
    returning,
    suspending,
    taking,
    taking_back,
)
from services.cases.domain.agencies import AGENCY
from services.cases.domain.case import CASE
from services.cases.domain.catalogue import CATALOGUE
from services.cases.domain.coordination import (
    accepting,
    answering,
    clarifying,
    declining,
    disagreeing,
    requesting,
    withdrawing,
)
from services.cases.domain.coordination import receiving as receiving_request
from services.cases.domain.directory import DIRECTORY
from services.cases.domain.due import DUE
from services.cases.domain.ending import ENDING
from services.cases.domain.hand_over import confirming, proposing
from services.cases.domain.hand_over import withdrawing as withdrawing_hand_over
from services.cases.domain.hand_over.state import HAND_OVER
from services.cases.domain.history import HISTORY
from services.cases.domain.keeping import KEPT
from services.cases.domain.passing import detecting, noting
from services.cases.domain.procedure import PROCEDURE
from services.cases.domain.register import REGISTER
from services.cases.domain.succession import moving
from services.cases.domain.working_calendar import CALENDAR

__all__ = ["CASE", "DECIDERS", "FEATURES"]

FEATURES = (
    opening,
    assigning,
    taking,
    receiving,
    releasing,
    completing_step,
    taking_back,
    handing_off,
    returning,
    refusing,
    reopening,
    announcing_lateness,
    suspending,
    asking_extension,
    extending,
    commenting,
    attaching,
    linking,
    correcting_subject,
    completing_case,
    cancelling,
    ending_history,
    reopening_case,
    requesting,
    receiving_request,
    answering,
    accepting,
    declining,
    withdrawing,
    noting,
    detecting,
    marking,
    objective_causes,
    clearing_return,
    clarifying,
    disagreeing,
    delegation,
    proposing,
    confirming,
    withdrawing_hand_over,
    moving,
)
DECIDERS = (
    CASE,
    PROCEDURE,
    DIRECTORY,
    REGISTER,
    CATALOGUE,
    CALENDAR,
    DUE,
    HISTORY,
    AGENCY,
    HAND_OVER,
    KEPT,
    ENDING,
)
