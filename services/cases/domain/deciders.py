"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from services.cases.domain import (
    assigning,
    cancelling,
    completing_case,
    completing_step,
    delegation,
    extending,
    handing_off,
    opening,
    receiving,
    reopening,
    returning,
    suspending,
)
from services.cases.domain.case import CASE
from services.cases.domain.catalogue import CATALOGUE
from services.cases.domain.directory import DIRECTORY
from services.cases.domain.due import DUE
from services.cases.domain.procedure import PROCEDURE
from services.cases.domain.register import REGISTER
from services.cases.domain.working_calendar import CALENDAR

__all__ = ["CASE", "DECIDERS", "FEATURES"]

FEATURES = (
    opening,
    assigning,
    receiving,
    completing_step,
    handing_off,
    returning,
    reopening,
    suspending,
    extending,
    completing_case,
    cancelling,
    delegation,
)
DECIDERS = (CASE, PROCEDURE, DIRECTORY, REGISTER, CATALOGUE, CALENDAR, DUE)
