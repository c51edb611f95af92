"""The scheme's rules for cases. Read `events` first: what can happen to a case; then `commands`."""

from services.cases.domain.case import CASE_EVENTS, Case, Phase, Visit, evolve
from services.cases.domain.catalogue import CATALOGUE
from services.cases.domain.commands import (
    AssignStep,
    CancelCase,
    CaseCommand,
    CompleteCase,
    CompleteStep,
    ExtendCase,
    HandOff,
    OpenCase,
    ReceiveStep,
    ReopenStep,
    ResumeCase,
    ReturnStep,
    SuspendCase,
    Target,
)
from services.cases.domain.decisions import decide
from services.cases.domain.directory import DIRECTORY, Directory
from services.cases.domain.events import CaseEvent
from services.cases.domain.opening import decide_open
from services.cases.domain.procedure import PROCEDURE, Procedure, edition_in_force, procedure_key
from services.cases.domain.register import REGISTER, Register, register_key
from shared.aggregates import Aggregate

CASE = Aggregate(category="case", initial=Case, evolve=evolve, events=CASE_EVENTS)

__all__ = [
    "CASE",
    "CATALOGUE",
    "DIRECTORY",
    "PROCEDURE",
    "REGISTER",
    "AssignStep",
    "CancelCase",
    "Case",
    "CaseCommand",
    "CaseEvent",
    "CompleteCase",
    "CompleteStep",
    "Directory",
    "ExtendCase",
    "HandOff",
    "OpenCase",
    "Phase",
    "Procedure",
    "ReceiveStep",
    "Register",
    "ReopenStep",
    "ResumeCase",
    "ReturnStep",
    "SuspendCase",
    "Target",
    "Visit",
    "decide",
    "decide_open",
    "edition_in_force",
    "procedure_key",
    "register_key",
]
