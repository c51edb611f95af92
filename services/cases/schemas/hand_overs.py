"""The shapes of hand-overs of desks."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field

from services.cases.domain.hand_over.confirming import ConfirmHandOver
from services.cases.domain.hand_over.proposing import ProposeHandOver
from services.cases.domain.hand_over.withdrawing import WithdrawHandOver
from services.cases.views.hand_overs import HandOverShown
from shared.http.paging import ListAnswer
from shared.http.requests import request_model

ProposeHandOverRequest: Any = request_model(ProposeHandOver)
ConfirmHandOverRequest: Any = request_model(ConfirmHandOver)
WithdrawHandOverRequest: Any = request_model(WithdrawHandOver)


@dataclass(slots=True, kw_only=True)
class HandedStepAnswer:
    """A step on the list of a hand-over; once it is carried out, what became of it."""

    case_number: str
    step: str
    visit: int
    refused_as: Annotated[str | None, Field(description="Code of the refusal; null: not refused.")] = None
    detail: Annotated[str | None, Field(description="Why, in the reader's language.")] = None


class HandOverAnswer(BaseModel):
    """What a command did: the hand-over, its new version and phase, and its steps."""

    hand_over: str
    version: int
    phase: Annotated[str, Field(description="`proposed`, `done` or `withdrawn`.")]
    preview: Annotated[bool, Field(description="Whether nothing was done: it would be so.")] = False
    steps: list[HandedStepAnswer]


@dataclass(slots=True, kw_only=True)
class ShownHandOver(HandOverShown):
    """A hand-over as it stands, with names beside codes; null: not known."""

    giver_name: str | None
    receiver_name: str | None
    steps: list[HandedStepAnswer]


class HandOversAnswer(ListAnswer):
    """Hand-overs that fit."""

    hand_overs: list[ShownHandOver]
