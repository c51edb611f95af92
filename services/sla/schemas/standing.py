"""What answers with figures and lists say of what they stand on."""

from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.views.standing import ChangedSince, Position, Rules
from shared.http.paging import ListAnswer


class StandingAnswer(BaseModel):
    """Of one position of the log."""

    position: Position
    rules: Rules


class StandingList(ListAnswer, StandingAnswer):
    """A page of a list, with its total of the same position."""


class OpenedList(StandingList):
    """A page of a list that figures open into."""

    changed_since: Annotated[
        ChangedSince | None,
        Field(
            description=(
                "Asked for with `at`, once the figure's rows are shown no more: how the list differs from "
                "them. Null: it shows them, or wasn't asked for so, or this is a further page."
            )
        ),
    ] = None
