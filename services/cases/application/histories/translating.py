"""From an act of a history to the command that it is on a case."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import msgspec

from services.cases.application.histories import acts
from services.cases.domain.assigning import AssignStep
from services.cases.domain.cancelling import CancelCase
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.coordination.accepting import AcceptAnswer, ReturnAnswer
from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination.declining import DeclineCoordination
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.coordination.withdrawing import WithdrawCoordination
from services.cases.domain.extending import ExtendCase
from services.cases.domain.handing_off import HandOff
from services.cases.domain.objective_causes import (
    ClaimObjectiveCause,
    ConfirmObjectiveCause,
    RefuseObjectiveCause,
)
from services.cases.domain.opening import OpenCase
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.refusing import RefuseStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.reopening_case import ReopenCase
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.domain.suspending import ResumeCase, SuspendCase
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting

C = TypeVar("C")

#: The number of a coordination in the case that asks, by the file's name for it.
Numbered = Callable[[str], int]


def command_of(act: Any, numbered: Numbered, *, is_completed: bool = False) -> Any:
    """The command that an act on a case is.

    `is_completed`: whether the act's case is: to reopen a step of it is then to reopen it at that step.
    """
    if is_completed and isinstance(act, acts.Reopen):
        return _as(ReopenCase, act)
    return _COMMANDS[type(act)](act, numbered)


def _as(command: type[C], act: msgspec.Struct, **own: Any) -> C:
    """The command with what the act says under the same names."""
    said = {one.name for one in fields(command)} & set(act.__struct_fields__)  # type: ignore[arg-type]
    return command(**{name: getattr(act, name) for name in said} | own)


def _open(act: acts.Open, _numbered: Numbered) -> OpenCase:
    return _as(OpenCase, act, external_reference=act.case)


def _hand_off(act: acts.HandOff, _numbered: Numbered) -> HandOff:
    to = None if act.to is None else tuple(_as(Target, goal) for goal in act.to)
    return HandOff(step=act.step, to=to)


def _return(act: acts.Return, _numbered: Numbered) -> ReturnStep:
    return _as(ReturnStep, act, to=_as(Target, act.to))


def _request(act: acts.Request, _numbered: Numbered) -> RequestCoordination:
    limit = TimeLimit.parse(act.limit, Counting.WORKING_HOURS)
    return _as(RequestCoordination, act, time_limit=limit, external_reference=act.coordination)


def _take(act: acts.TakeRequest, numbered: Numbered) -> ReceiveCoordination:
    return _as(
        ReceiveCoordination,
        act,
        coordination=numbered(act.coordination),
        external_reference=act.case,
        opens_case=act.case is not None,
    )


def _decide(act: acts.DecideCause, _numbered: Numbered) -> ConfirmObjectiveCause | RefuseObjectiveCause:
    return _as(ConfirmObjectiveCause, act) if act.confirmed else _as(RefuseObjectiveCause, act)


def _plain(command: type) -> Callable[[Any, Numbered], Any]:
    """A command of the same fields as the act."""
    return lambda act, _numbered: _as(command, act)


def _coordinated(command: type) -> Callable[[Any, Numbered], Any]:
    """A command of the same fields, on a coordination."""
    return lambda act, numbered: _as(command, act, coordination=numbered(act.coordination))


_COMMANDS: dict[type, Callable[[Any, Numbered], Any]] = {
    acts.Open: _open,
    acts.Assign: _plain(AssignStep),
    acts.Receive: _plain(ReceiveStep),
    acts.Complete: _plain(CompleteStep),
    acts.HandOff: _hand_off,
    acts.Return: _return,
    acts.Reopen: _plain(ReopenStep),
    acts.Refuse: _plain(RefuseStep),
    acts.Suspend: _plain(SuspendCase),
    acts.Resume: _plain(ResumeCase),
    acts.Extend: _plain(ExtendCase),
    acts.Request: _request,
    acts.TakeRequest: _take,
    acts.Answer: _coordinated(AnswerCoordination),
    acts.Decline: _coordinated(DeclineCoordination),
    acts.Withdraw: _coordinated(WithdrawCoordination),
    acts.Accept: _coordinated(AcceptAnswer),
    acts.ReturnAnswer: _coordinated(ReturnAnswer),
    acts.CompleteCase: _plain(CompleteCase),
    acts.Cancel: _plain(CancelCase),
    acts.ClaimCause: _plain(ClaimObjectiveCause),
    acts.DecideCause: _decide,
}
