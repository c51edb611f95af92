"""One way in: which decision answers which command."""

from collections.abc import Callable
from typing import Any

from services.cases.domain.case import Case
from services.cases.domain.commands import (
    AssignStep,
    CancelCase,
    CaseCommand,
    CompleteCase,
    CompleteStep,
    ExtendCase,
    HandOff,
    ReceiveStep,
    ReopenStep,
    ResumeCase,
    ReturnStep,
    SuspendCase,
)
from services.cases.domain.course import cancel, complete_case, extend, resume, suspend
from services.cases.domain.directory import Directory
from services.cases.domain.events import CaseEvent
from services.cases.domain.moves import hand_off, reopen, return_step
from services.cases.domain.work import assign, complete_step, receive

_BY_CASE: dict[type, Callable[[Case, Any], list[CaseEvent]]] = {
    ReceiveStep: receive,
    CompleteStep: complete_step,
    SuspendCase: suspend,
    ResumeCase: resume,
    ExtendCase: extend,
    CompleteCase: complete_case,
    CancelCase: cancel,
}
_BY_CASE_AND_DIRECTORY: dict[type, Callable[[Case, Any, Directory], list[CaseEvent]]] = {
    AssignStep: assign,
    HandOff: hand_off,
    ReturnStep: return_step,
    ReopenStep: reopen,
}


def decide(state: Case, command: CaseCommand, directory: Directory) -> list[CaseEvent]:
    """What the command makes of an open case; `directory` is the agency's. Opening is `decide_open`."""
    by_case = _BY_CASE.get(type(command))
    if by_case is not None:
        return by_case(state, command)
    return _BY_CASE_AND_DIRECTORY[type(command)](state, command, directory)
