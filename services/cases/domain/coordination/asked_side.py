"""The commands that others than the asking agency give, on a case that they may else not know of."""

from typing import Any

from services.cases.domain.case import Case
from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination.clarifying import AskClarification
from services.cases.domain.coordination.declining import DeclineCoordination
from services.cases.domain.coordination.disagreeing import DecideDisagreement
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.coordination.withdrawing import WithdrawCoordination

#: Those of the agency that is asked.
ASKED_SIDE = (ReceiveCoordination, AnswerCoordination, DeclineCoordination, AskClarification)
#: Those that come before silence where both are at one instant: done when it is due is done in time.
BEFORE_SILENCE = (*ASKED_SIDE, WithdrawCoordination)
#: Those of the superior of both.
SUPERIOR_SIDE = (DecideDisagreement,)


def agency_given(case: Case, command: Any) -> str | None:
    """The agency that may know of the case for the sake of this command; None: nobody besides its own."""
    if not isinstance(command, (*ASKED_SIDE, *SUPERIOR_SIDE)):
        return None
    asked = case.coordinations.get(command.coordination)
    if asked is None:
        return None
    return asked.asked_agency if isinstance(command, ASKED_SIDE) else asked.superior
